import { CloudError } from "../core/errors";
import type { CloudResource, CloudView, DeletionRefusal } from "../core/resource";
import { deliversTo } from "./log-writers";
import { worksWithLinkedRole } from "./made-by-services";
import { inSite, textsAt, textsIn } from "./inputs";

/** True for a resource that uses the second one. */
type Uses = (user: CloudResource, resource: CloudResource) => boolean;

interface DeletionRule {
  readonly type: string;
  readonly code: string;
  readonly message: (resource: CloudResource, user: CloudResource) => string;
  /** True for a resource that uses the first one, which therefore cannot be deleted. */
  readonly isUser: (user: CloudResource, resource: CloudResource, cloud: CloudView) => boolean;
}

/** Finds users with an id of the resource at one of these places of their inputs. */
function usedBy(
  places: Readonly<Record<string, string>>,
  key: (resource: CloudResource) => readonly unknown[] = idsOf,
): Uses {
  return (user, resource) => {
    const place = places[user.type];
    return (
      place !== undefined &&
      textsAt(user.inputs, place).some((text) => key(resource).includes(text))
    );
  };
}

function idsOf({ id, outputs }: CloudResource): readonly unknown[] {
  return [id, outputs["arn"]];
}

/** Like `usedBy`, for resources with a name that is unique in the account and, when `regional`, in the Region. */
function namedBy(places: Readonly<Record<string, string>>, regional = true): Uses {
  const uses = usedBy(places, ({ id, inputs, outputs }) => [id, inputs["name"], outputs["name"]]);
  return (user, resource) =>
    user.site.account === resource.site.account &&
    (!regional || user.site.region === resource.site.region) &&
    uses(user, resource);
}

const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const VPC_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const OU = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ACCOUNT = "aws:organizations/account:Account";
const LISTENER = "aws:lb/listener:Listener";
const DATABASE = "aws:rds/instance:Instance";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** Resources of the account that a service works on with its role, and recorders of AWS Config, which name theirs. */
function usesLinkedRole(user: CloudResource, { inputs, outputs, site }: CloudResource): boolean {
  return (
    worksWithLinkedRole(user, String(inputs["awsServiceName"]), site.account) ||
    (user.type === "aws:cfg/recorder:Recorder" && user.inputs["roleArn"] === outputs["arn"])
  );
}

/** Resources that cannot be deleted while another resource uses them. */
const inUse: readonly DeletionRule[] = [
  {
    type: "aws:ec2/vpc:Vpc",
    code: "DependencyViolation",
    message: ({ id }) => `The vpc '${id}' has dependencies and cannot be deleted.`,
    isUser: usedBy({
      "aws:ec2/subnet:Subnet": "vpcId",
      "aws:ec2/securityGroup:SecurityGroup": "vpcId",
      "aws:ec2/routeTable:RouteTable": "vpcId",
      "aws:ec2/internetGateway:InternetGateway": "vpcId",
      [VPC_ENDPOINT]: "vpcId",
      [VPC_ATTACHMENT]: "vpcId",
    }),
  },
  {
    type: "aws:ec2/subnet:Subnet",
    code: "DependencyViolation",
    message: ({ id }) => `The subnet '${id}' has dependencies and cannot be deleted.`,
    isUser: usedBy({
      [NAT_GATEWAY]: "subnetId",
      "aws:eks/cluster:Cluster": "vpcConfig.subnetIds",
      [BALANCER]: "subnets",
      [NODE_GROUP]: "subnetIds",
      [VPC_ENDPOINT]: "subnetIds",
      [VPC_ATTACHMENT]: "subnetIds",
    }),
  },
  {
    type: "aws:ec2/routeTable:RouteTable",
    code: "DependencyViolation",
    message: ({ id }) => `The routeTable '${id}' has dependencies and cannot be deleted.`,
    isUser: usedBy({ "aws:ec2/routeTableAssociation:RouteTableAssociation": "routeTableId" }),
  },
  {
    // Mapped addresses are those of NAT gateways and of load balancers that face the internet.
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html
    type: "aws:ec2/internetGateway:InternetGateway",
    code: "DependencyViolation",
    message: ({ inputs }) =>
      `Network ${String(inputs["vpcId"])} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    isUser: ({ type, inputs }, { inputs: { vpcId } }, cloud) =>
      (type === NAT_GATEWAY || (type === BALANCER && inputs["internal"] !== true)) &&
      [...textsAt(inputs, "subnetId"), ...textsAt(inputs, "subnets")].some(
        (subnet) => cloud.ownerOf(subnet)?.inputs["vpcId"] === vpcId,
      ),
  },
  {
    type: "aws:ec2/securityGroup:SecurityGroup",
    code: "DependencyViolation",
    message: ({ id }) => `resource ${id} has a dependent object`,
    isUser: usedBy({
      [BALANCER]: "securityGroups",
      [DATABASE]: "vpcSecurityGroupIds",
      [CACHE]: "securityGroupIds",
      [VPC_ENDPOINT]: "securityGroupIds",
      [INGRESS]: "referencedSecurityGroupId",
      [EGRESS]: "referencedSecurityGroupId",
    }),
  },
  {
    type: "aws:ec2transitgateway/transitGateway:TransitGateway",
    code: "IncorrectState",
    message: ({ id }, user) => `${id} has non-deleted VPC Attachments: ${user.id}.`,
    isUser: usedBy({ [VPC_ATTACHMENT]: "transitGatewayId" }),
  },
  {
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTransitGatewayRouteTable.html requires that no
    // attachment is associated. It does not mention propagations: the stricter reading.
    type: "aws:ec2transitgateway/routeTable:RouteTable",
    code: "IncorrectState",
    message: ({ id }, user) =>
      `${id} is used by attachment ${String(user.inputs["transitGatewayAttachmentId"])}.`,
    isUser: usedBy({
      "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation":
        "transitGatewayRouteTableId",
      "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation":
        "transitGatewayRouteTableId",
    }),
  },
  {
    // No page states whether a share in use is refused: the stricter reading. Without the share, the account of an attachment
    // can neither describe nor change it.
    type: "aws:ram/resourceAssociation:ResourceAssociation",
    code: "OperationNotPermittedException",
    message: ({ inputs }, user) =>
      `${String(inputs["resourceArn"])} is used by ${user.id} of account ${user.site.account}.`,
    isUser: (user, { inputs, site }) =>
      user.type === VPC_ATTACHMENT &&
      user.site.account !== site.account &&
      String(inputs["resourceArn"]).endsWith(`/${String(user.inputs["transitGatewayId"])}`),
  },
  {
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
    type: "aws:ec2/eip:Eip",
    code: "InvalidIPAddress.InUse",
    message: ({ id }) => `Address ${id} is in use.`,
    isUser: usedBy({ [NAT_GATEWAY]: "allocationId" }),
  },
  {
    type: "aws:iam/role:Role",
    code: "DeleteConflict",
    message: () => "Cannot delete entity, must delete policies first.",
    isUser: namedBy({ "aws:iam/rolePolicy:RolePolicy": "role" }, false),
  },
  {
    type: "aws:iam/role:Role",
    code: "DeleteConflict",
    message: () => "Cannot delete entity, must detach all policies first.",
    isUser: (user, role) =>
      role.inputs["forceDetachPolicies"] !== true &&
      namedBy({ "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role" }, false)(user, role),
  },
  {
    type: "aws:iam/policy:Policy",
    code: "DeleteConflict",
    message: () => "Cannot delete a policy attached to entities.",
    isUser: usedBy({ "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn" }),
  },
  {
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html: the service refuses while it
    // has resources that use the role.
    type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    code: "DeletionTaskFailed",
    message: ({ outputs }, user) =>
      `role ${String(outputs["name"])} is in use by ${user.id} in ${user.site.region}`,
    isUser: usesLinkedRole,
  },
  {
    type: OU,
    code: "OrganizationalUnitNotEmptyException",
    message: () =>
      "You specified an organizational unit that contains accounts or other organizational units.",
    isUser: usedBy({ [OU]: "parentId", [ACCOUNT]: "parentId" }),
  },
  {
    type: "aws:organizations/organization:Organization",
    code: "OrganizationNotEmptyException",
    message: () =>
      "To delete an organization, you must first remove all accounts except the management account.",
    isUser: ({ type }) => type === ACCOUNT,
  },
  {
    type: "aws:organizations/policy:Policy",
    code: "PolicyInUseException",
    message: () => "The policy is attached to one or more entities.",
    isUser: usedBy({ "aws:organizations/policyAttachment:PolicyAttachment": "policyId" }),
  },
  {
    type: "aws:rds/subnetGroup:SubnetGroup",
    code: "InvalidDBSubnetGroupStateFault",
    message: ({ id }, user) =>
      `Cannot delete the subnet group '${id}' because at least one database instance: ${String(user.outputs["identifier"])} is still using it.`,
    isUser: namedBy({ [DATABASE]: "dbSubnetGroupName" }),
  },
  {
    type: "aws:rds/parameterGroup:ParameterGroup",
    code: "InvalidDBParameterGroupState",
    message: ({ id }) =>
      `One or more database instances are still members of this parameter group ${id}, so the group cannot be deleted`,
    // A database leaves its old group in the maintenance window, when the change waits for it.
    isUser: (user, group) =>
      [user.inputs, user.inForce ?? {}].some((inputs) =>
        namedBy({ [DATABASE]: "parameterGroupName" })({ ...user, inputs }, group),
      ),
  },
  {
    type: "aws:elasticache/subnetGroup:SubnetGroup",
    code: "CacheSubnetGroupInUse",
    message: ({ id }, user) =>
      `Cache subnet group ${id} is currently in use by a replication group: ${user.id}`,
    isUser: namedBy({ [CACHE]: "subnetGroupName" }),
  },
  {
    type: "aws:route53/zone:Zone",
    code: "HostedZoneNotEmpty",
    message: () =>
      "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    isUser: (user, zone) =>
      zone.inputs["forceDestroy"] !== true &&
      usedBy({ "aws:route53/record:Record": "zoneId" })(user, zone),
  },
  {
    type: "aws:eks/cluster:Cluster",
    code: "ResourceInUseException",
    message: () => "Cluster has nodegroups attached",
    isUser: namedBy({ [NODE_GROUP]: "clusterName" }),
  },
  {
    type: "aws:lb/targetGroup:TargetGroup",
    code: "ResourceInUse",
    message: ({ id }) => `Target group '${id}' is currently in use by a listener or a rule`,
    isUser: ({ type, inputs }, group) =>
      type === LISTENER && textsIn(inputs["defaultActions"]).some(({ text }) => text === group.id),
  },
  {
    type: "aws:acm/certificate:Certificate",
    code: "ResourceInUseException",
    message: ({ id, site }) => `Certificate ${id} in account ${site.account} is in use.`,
    isUser: usedBy({
      [LISTENER]: "certificateArn",
      "aws:lb/listenerCertificate:ListenerCertificate": "certificateArn",
    }),
  },
  {
    type: "aws:ssoadmin/permissionSet:PermissionSet",
    code: "ConflictException",
    message: () => "The permission set is assigned to an account.",
    isUser: usedBy({ "aws:ssoadmin/accountAssignment:AccountAssignment": "permissionSetArn" }),
  },
  {
    type: "aws:s3/bucket:Bucket",
    code: "BucketNotEmpty",
    message: () => "The bucket you tried to delete is not empty",
    isUser: (user, bucket) =>
      bucket.inputs["forceDestroy"] !== true && deliversTo(user).includes(bucket.id),
  },
  {
    type: "aws:backup/plan:Plan",
    code: "InvalidRequestException",
    message: () => "Related backup plan selections must be deleted prior to backup plan deletion.",
    isUser: usedBy({ "aws:backup/selection:Selection": "planId" }),
  },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    code: "ValidationException",
    message: () => "Rule can't be deleted since it has targets.",
    isUser: namedBy({ "aws:cloudwatch/eventTarget:EventTarget": "rule" }),
  },
];

interface ProtectionRule {
  readonly input: string;
  readonly code: string;
  readonly message: (id: string) => string;
}

/** Resources with their own deletion protection. */
const protections: Readonly<Record<string, ProtectionRule>> = {
  [BALANCER]: {
    input: "enableDeletionProtection",
    code: "OperationNotPermitted",
    message: (id) =>
      `Load balancer '${id}' cannot be deleted because deletion protection is enabled`,
  },
  [DATABASE]: {
    input: "deletionProtection",
    code: "InvalidParameterCombination",
    message: () =>
      "Cannot delete protected DB Instance, please disable deletion protection and try again.",
  },
  "aws:eks/cluster:Cluster": {
    input: "deletionProtection",
    code: "InvalidRequestException",
    message: (id) => `Cluster ${id} has deletion protection enabled`,
  },
};

/** Refuses to delete a delivery channel of AWS Config while a recorder runs. */
function refuseLastChannel(resource: CloudResource, cloud: CloudView): void {
  if (resource.type !== "aws:cfg/deliveryChannel:DeliveryChannel") {
    return;
  }
  const running = inSite(cloud, "aws:cfg/recorderStatus:RecorderStatus", resource.site);
  if (running.some(({ inputs }) => inputs["isEnabled"] === true)) {
    throw new CloudError(
      "LastDeliveryChannelDeleteFailedException",
      `Failed to delete last specified delivery channel with name '${resource.id}', because there is a running configuration recorder.`,
    );
  }
}

/**
 * Refuses to delete a resource that is in use or protected.
 *
 * @throws CloudError such as DependencyViolation.
 */
export const refuseWhileInUse: DeletionRefusal = (resource, cloud) => {
  const protection = protections[resource.type];
  if (protection !== undefined && resource.inputs[protection.input] === true) {
    throw new CloudError(protection.code, protection.message(resource.id));
  }
  for (const rule of inUse.filter(({ type }) => type === resource.type)) {
    const user = cloud.all().find((other) => rule.isUser(other, resource, cloud));
    if (user !== undefined) {
      throw new CloudError(rule.code, `${rule.message(resource, user)} (${user.urn})`);
    }
  }
  refuseLastChannel(resource, cloud);
};
