import { CloudError } from "../core/errors";
import type { CloudResource, Refusal } from "../core/resource";
import type { Site, Values } from "../core/types";
import { textOf, textsAt } from "./inputs";

/** A thing that a service creates beside a resource: its type, its place and what identifies it there. */
interface Made {
  readonly type: string;
  readonly account: string;
  /** @default - the same thing in every Region */
  readonly region?: string;
  readonly key: string;
}

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const DETECTOR = "aws:guardduty/detector:Detector";

/** Types that services create too: the input that identifies one, and the error of a second. */
const createdBeside: Readonly<
  Record<string, { readonly key: (inputs: Readonly<Values>) => string; readonly error: string }>
> = {
  [LOG_GROUP]: {
    key: (inputs) => textOf(inputs, "name") ?? "",
    error: "ResourceAlreadyExistsException: The specified log group already exists",
  },
  [LINKED_ROLE]: {
    key: (inputs) => textOf(inputs, "awsServiceName") ?? "",
    error: "InvalidInput: Service role name has been taken in this account",
  },
  [DETECTOR]: {
    key: () => "",
    error: "BadRequestException: a detector already exists for the current account",
  },
};

const group = ({ account, region }: Site, name: string): Made => ({
  type: LOG_GROUP,
  account,
  region,
  key: name,
});
const linkedRole =
  (...services: readonly string[]) =>
  ({ site }: CloudResource): Made[] =>
    services.map((service) => ({
      type: LINKED_ROLE,
      account: site.account,
      key: `${service}.amazonaws.com`,
    }));

/** Things that AWS creates with a resource, by the resource's type. */
const beside: Readonly<Record<string, (resource: CloudResource) => readonly Made[]>> = {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
  "aws:rds/instance:Instance": (database) => [
    ...textsAt(database.inputs, "enabledCloudwatchLogsExports").map((log) =>
      group(
        database.site,
        `/aws/rds/instance/${textOf(database.inputs, "identifier") ?? database.name}/${log}`,
      ),
    ),
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAM.ServiceLinkedRoles.html
    ...linkedRole("rds")(database),
  ],
  // https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
  "aws:eks/cluster:Cluster": (cluster) => [
    ...(textsAt(cluster.inputs, "enabledClusterLogTypes").length > 0
      ? [group(cluster.site, `/aws/eks/${textOf(cluster.inputs, "name") ?? cluster.name}/cluster`)]
      : []),
    // https://docs.aws.amazon.com/eks/latest/userguide/using-service-linked-roles.html
    ...linkedRole("eks")(cluster),
  ],
  "aws:eks/nodeGroup:NodeGroup": linkedRole("autoscaling", "eks-nodegroup"),
  // https://docs.aws.amazon.com/guardduty/latest/ug/delegated_admin_designate.html
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": inAccountOfAdministrator,
  // https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions.html
  [DETECTOR]: linkedRole("guardduty"),
  // https://docs.aws.amazon.com/securityhub/latest/userguide/using-service-linked-roles.html
  "aws:securityhub/account:Account": linkedRole("securityhub"),
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-using-service-linked-roles.html
  "aws:accessanalyzer/analyzer:Analyzer": linkedRole("access-analyzer"),
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/using-service-linked-roles.html
  "aws:elasticache/replicationGroup:ReplicationGroup": linkedRole("elasticache"),
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html
  "aws:lb/loadBalancer:LoadBalancer": linkedRole("elasticloadbalancing"),
  // https://docs.aws.amazon.com/vpc/latest/tgw/service-linked-roles.html
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": linkedRole("transitgateway"),
  // https://docs.aws.amazon.com/config/latest/developerguide/conformancepack-prerequisites.html
  "aws:cfg/conformancePack:ConformancePack": linkedRole("config-conforms"),
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html
  "aws:organizations/organization:Organization": linkedRole("organizations"),
};

/** GuardDuty turns itself on in the account that is named its administrator. */
function inAccountOfAdministrator({ inputs, site }: CloudResource): Made[] {
  const account = textOf(inputs, "adminAccountId");
  return account === undefined ? [] : [{ type: DETECTOR, account, region: site.region, key: "" }];
}

/**
 * True for a resource that its service works on with this service-linked role of the account: the service creates the role
 * with the first one, and refuses to delete it under the last one.
 *
 * @param service Such as `guardduty.amazonaws.com`.
 */
export function worksWithLinkedRole(
  resource: CloudResource,
  service: string,
  account: string,
): boolean {
  const made = beside[resource.type]?.(resource) ?? [];
  return made.some(
    (thing) => thing.type === LINKED_ROLE && thing.key === service && thing.account === account,
  );
}

/**
 * Refuses to create a thing that a service has created with another resource: a log group, a service-linked role, a
 * detector. The order of the program decides who is first.
 *
 * @throws CloudError such as ResourceAlreadyExistsException.
 */
export const refuseMadeByService: Refusal = ({ type, urn, inputs, site }, cloud) => {
  const rule = createdBeside[type];
  if (rule === undefined) {
    return;
  }
  const key = rule.key(inputs);
  const isHere = (place: Site): boolean =>
    place.account === site.account && (type === LINKED_ROLE || place.region === site.region);
  const present = cloud
    .all(type)
    .some((other) => isHere(other.site) && rule.key(other.inputs) === key);
  // An update, or an error of its own: two resources of a program.
  if (present) {
    return;
  }
  const maker = cloud
    .all()
    .find((resource) =>
      beside[resource.type]?.(resource).some(
        (made) =>
          made.type === type &&
          made.key === key &&
          made.account === site.account &&
          (made.region === undefined || made.region === site.region),
      ),
    );
  if (maker !== undefined) {
    const [code = "", ...message] = rule.error.split(": ");
    throw new CloudError(
      code,
      `${message.join(": ")}: AWS created it with ${maker.urn}, before ${urn}`,
    );
  }
};
