import type { FunctionRow, Row } from "../core/types";

const GLOBAL = { region: "" };
const LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

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
  [LINKED_ROLE]: (resource) => {
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

/** Functions of IAM. */
export const identityFunctions: Readonly<Record<string, FunctionRow>> = {
  /**
   * Service-linked roles that exist under the path of their service, and roles of Identity Center: one for each permission
   * set that is assigned in an account.
   */
  "aws:iam/getRoles:getRoles": (call) => {
    const path = call.text("pathPrefix", "/");
    const set = /^\^?(AWSReservedSSO_[\w+=,.@-]+)_\[/.exec(call.text("nameRegex", ""))?.[1];
    const names = call
      .existing(LINKED_ROLE)
      .filter(
        ({ site, outputs }) => site.account === call.site.account && outputs?.["path"] === path,
      )
      .map(({ outputs }) => String(outputs?.["name"]));
    if (set !== undefined) {
      names.push(`${set}_${call.hex(16)}`);
    }
    return {
      id: call.site.region,
      names,
      arns: names.map((name) => call.arn("iam", `role${path}${name}`, GLOBAL)),
    };
  },
};
