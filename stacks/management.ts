import * as aws from "@pulumi/aws";
import type { StackBuilder } from "./context";

export const managementStack: StackBuilder<"management"> = ({ organization, provider }) => {
  const org = new aws.organizations.Organization("organization", {}, { provider });
  return {
    organizationId: org.id,
    organizationArn: org.arn,
    organizationRootId: org.roots.apply((roots) => roots[0]?.id ?? ""),
    accountIds: Object.fromEntries(
      Object.entries(organization.accounts).map(([name, { id }], i) => [
        name,
        id ?? String(111111111111 + i),
      ]),
    ),
    organizationalUnitIds: {},
  };
};
