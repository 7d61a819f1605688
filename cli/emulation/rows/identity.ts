import type { Row } from "../core/types";

const GLOBAL = { region: "" };

/** IAM and Identity Center. */
export const identityRows: Readonly<Record<string, Row>> = {
  "aws:iam/role:Role": (resource) => {
    const name = resource.named("name");
    const path = resource.text("path", "/");
    return {
      id: name,
      outputs: {
        name,
        arn: resource.arn("iam", `role${path}${name}`, GLOBAL),
        uniqueId: `AROA${resource.hex(17).toUpperCase()}`,
      },
    };
  },
  "aws:iam/policy:Policy": (resource) => {
    const name = resource.named("name");
    const arn = resource.arn("iam", `policy/${name}`, GLOBAL);
    return { id: arn, outputs: { name, arn } };
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": (resource) => {
    const service = resource.text("awsServiceName");
    const name =
      serviceLinkedRoleNames[service] ?? `AWSServiceRoleFor${service.split(".")[0] ?? ""}`;
    const path = `/aws-service-role/${service}/`;
    const arn = resource.arn("iam", `role${path}${name}`, GLOBAL);
    return { id: arn, outputs: { arn, name, path } };
  },
};

/** Names of service-linked roles that do not follow from the service's name. */
const serviceLinkedRoleNames: Readonly<Record<string, string>> = {
  "config.amazonaws.com": "AWSServiceRoleForConfig",
  "guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDuty",
};
