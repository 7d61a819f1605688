import type { Row } from "../core/types";

const GLOBAL = { region: "" };

/** AWS Organizations: ids have the form of real ones, so that patterns for them can be tested. */
export const organizationRows: Readonly<Record<string, Row>> = {
  "aws:organizations/organization:Organization": (resource) => {
    const id = `o-${resource.hex(10)}`;
    const root = `r-${resource.hex(4)}`;
    const arn = resource.arn("organizations", `organization/${id}`, GLOBAL);
    return {
      id,
      outputs: {
        arn,
        masterAccountId: resource.site.account,
        roots: [
          {
            id: root,
            name: "Root",
            arn: resource.arn("organizations", `root/${id}/${root}`, GLOBAL),
            policyTypes: [],
          },
        ],
      },
    };
  },
  "aws:organizations/organizationalUnit:OrganizationalUnit": (resource) => {
    // The id of a unit contains the letters of its root, as that of its parent does.
    const [, root = resource.hex(4)] =
      /^(?:r|ou)-([0-9a-z]+)/.exec(resource.text("parentId")) ?? [];
    const id = `ou-${root}-${resource.hex(12).slice(4)}`;
    return { id, outputs: { arn: resource.arn("organizations", `ou/${id}`, GLOBAL) } };
  },
  "aws:organizations/account:Account": (resource) => {
    const id = resource.digits(12).padStart(12, "1");
    return {
      id,
      outputs: { arn: resource.arn("organizations", `account/${id}`, GLOBAL), state: "ACTIVE" },
    };
  },
  "aws:organizations/policy:Policy": (resource) => {
    const id = `p-${resource.hex(8)}`;
    return { id, outputs: { arn: resource.arn("organizations", `policy/${id}`, GLOBAL) } };
  },
  "aws:organizations/policyAttachment:PolicyAttachment": (resource) => ({
    id: `${resource.text("targetId")}:${resource.text("policyId")}`,
    outputs: {},
  }),
  "aws:organizations/awsServiceAccess:AwsServiceAccess": (resource) => ({
    id: resource.text("servicePrincipal"),
    outputs: {},
  }),
  "aws:organizations/delegatedAdministrator:DelegatedAdministrator": (resource) => ({
    id: `${resource.text("accountId")}/${resource.text("servicePrincipal")}`,
    outputs: {},
  }),
};
