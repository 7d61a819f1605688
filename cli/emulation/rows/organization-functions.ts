import { CloudError } from "../core/errors";
import type { FunctionRow } from "../core/types";

const ORGANIZATION = "aws:organizations/organization:Organization";
const ACCOUNT = "aws:organizations/account:Account";

/** Functions of AWS Organizations. Before the first deployment there is no organization. */
export const organizationFunctions: Readonly<Record<string, FunctionRow>> = {
  "aws:organizations/getOrganization:getOrganization": ({ existing, site }) => {
    const [organization] = existing(ORGANIZATION);
    if (organization === undefined) {
      throw new CloudError(
        "AWSOrganizationsNotInUseException",
        "Your account is not a member of an organization.",
      );
    }
    const members = existing(ACCOUNT).map(({ id, inputs, outputs }) => ({
      id,
      arn: outputs?.["arn"],
      name: inputs["name"],
      email: inputs["email"],
      state: outputs?.["state"],
      status: outputs?.["state"],
      joinedMethod: "CREATED",
    }));
    return {
      id: organization.id,
      arn: organization.outputs?.["arn"],
      masterAccountId: site.account,
      accounts: [{ id: site.account, state: "ACTIVE", joinedMethod: "INVITED" }, ...members],
      nonMasterAccounts: members,
      roots: organization.outputs?.["roots"],
    };
  },
  "aws:organizations/getResourceTags:getResourceTags": (call) => {
    const id = call.text("resourceId", "");
    const account = call.existing(ACCOUNT).find((found) => found.id === id);
    return { id, resourceId: id, tags: account?.inputs["tags"] ?? {} };
  },
};
