import { CloudError } from "../../core/errors";
import type { Refusal } from "../../core/resource";
import { parseArn } from "../inputs";
import { referencesIn } from "./texts";

/** ARNs that AWS accepts although no resource of a program has them, with the reason. */
const unchecked: readonly {
  readonly why: string;
  readonly is: (reference: Reference) => boolean;
}[] = [
  {
    why: "every account has a default event bus in every Region",
    is: ({ service, resource }) => service === "events" && resource === "event-bus/default",
  },
  {
    why: "Identity Center creates these roles when a permission set is assigned",
    is: ({ service, resource }) => service === "iam" && resource.startsWith("role/aws-reserved/"),
  },
  {
    why: "the root of an account is the account itself",
    is: ({ service, resource }) => service === "iam" && resource === "root",
  },
  {
    why: "PutMetricAlarm does not look up the actions of an alarm",
    is: ({ type, input }) =>
      type === "aws:cloudwatch/metricAlarm:MetricAlarm" && /Actions$/.test(input),
  },
  {
    why: "PutTargets does not look up targets",
    is: ({ type, input }) => type === "aws:cloudwatch/eventTarget:EventTarget" && input === "arn",
  },
  {
    why: "CreateBackupPlan does not look up the vaults of copies, which may be in another account",
    is: ({ type, input }) => type === "aws:backup/plan:Plan" && input === "rules",
  },
  {
    why: "a selection may name resources that do not exist yet",
    is: ({ type, input }) => type === "aws:backup/selection:Selection" && input === "resources",
  },
  {
    why: "a flow log's destination is looked up with its bucket's policy, in log-writers.ts",
    is: ({ type, input }) => type === "aws:ec2/flowLog:FlowLog" && input === "logDestination",
  },
];

interface Reference {
  readonly type: string;
  /** First name in the path of the ARN. */
  readonly input: string;
  readonly service: string;
  readonly resource: string;
}

/** Codes for an ARN that no resource has, by the service of the ARN. */
const arnCodes: Readonly<Record<string, string>> = {
  s3: "NoSuchBucket",
  iam: "NoSuchEntity",
  kms: "NotFoundException",
  sns: "NotFound",
  acm: "CertificateNotFound",
  ram: "UnknownResourceException",
};

const balancerCodes: Readonly<Record<string, string>> = {
  loadbalancer: "LoadBalancerNotFound",
  targetgroup: "TargetGroupNotFound",
  listener: "ListenerNotFound",
};

/** Services whose resources a request can only name in its own account and Region. */
const localServices = new Set(["acm", "elasticloadbalancing", "rds", "elasticache", "ram"]);

/** Inputs that pass a role to a service, which IAM allows only within an account. */
const passedRoles = new Set(["roleArn", "iamRoleArn", "nodeRoleArn", "executionRoleArn"]);

/** @throws CloudError for an ARN in an account of this organization that no resource has, or that the request cannot use. */
export const refuseUnknownArns: Refusal = (request, cloud) => {
  const accounts = cloud.accounts();
  const { site, type } = request;
  for (const { path, text } of referencesIn(request)) {
    const arn = parseArn(text);
    const [input = ""] = path;
    const { service = "", resource = "", account = "", region = "" } = arn ?? {};
    if (
      arn === undefined ||
      (account === ""
        ? service !== "s3" && !isPermissionSet(service, resource)
        : !accounts.includes(account)) ||
      unchecked.some(({ is }) => is({ type, input, service, resource }))
    ) {
      continue;
    }
    const last = path.at(-1) ?? "";
    if (service === "iam" && account !== site.account && passedRoles.has(last)) {
      throw new CloudError(
        "ValidationException",
        `Cross-account pass role is not allowed. (${text})`,
      );
    }
    const away = localServices.has(service) && (account !== site.account || region !== site.region);
    // A trail may be in another Region than its bucket and the bucket's key.
    const keyAway =
      service === "kms" && region !== site.region && !type.startsWith("aws:cloudtrail/");
    if (away || keyAway || cloud.ownerOf(bucketOf(service, text)) === undefined) {
      const code =
        service === "elasticloadbalancing"
          ? balancerCodes[resource.split("/")[0] ?? ""]
          : arnCodes[service];
      throw new CloudError(
        code ?? "ResourceNotFoundException",
        `${text} does not exist in ${site.account} ${site.region} (${path.join(".")})`,
      );
    }
  }
};

function isPermissionSet(service: string, resource: string): boolean {
  return service === "sso" && resource.startsWith("permissionSet/");
}

/** ARN of the bucket for an ARN within it. */
function bucketOf(service: string, arn: string): string {
  return service === "s3" ? (arn.split("/")[0] ?? arn) : arn;
}
