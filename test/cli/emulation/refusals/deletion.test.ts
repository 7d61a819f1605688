import type { Values } from "../../../../cli/emulation/core/types";
import type { CloudResource } from "../../../../cli/emulation/core/resource";
import { Company } from "./cloud-of-company";

interface Case {
  readonly title: string;
  readonly code: string;
  readonly message: RegExp;
  readonly resource: readonly [string, Values];
  /** Type and inputs of a resource that uses it. */
  readonly user: (resource: CloudResource) => readonly [string, Values];
}

const RECORD = "aws:route53/record:Record";
const ZONE = "aws:route53/zone:Zone";
const BUCKET = "aws:s3/bucket:Bucket";
const ROLE = "aws:iam/role:Role";
const LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

const cases: readonly Case[] = [
  {
    title: "a VPC with a subnet",
    code: "DependencyViolation",
    message: /The vpc 'vpc-\w+' has dependencies/,
    resource: ["aws:ec2/vpc:Vpc", {}],
    user: ({ id }) => ["aws:ec2/subnet:Subnet", { vpcId: id }],
  },
  {
    title: "a subnet with a load balancer",
    code: "DependencyViolation",
    message: /The subnet 'subnet-\w+' has dependencies/,
    resource: ["aws:ec2/subnet:Subnet", {}],
    user: ({ id }) => ["aws:lb/loadBalancer:LoadBalancer", { subnets: [id] }],
  },
  {
    title: "a subnet with a cluster",
    code: "DependencyViolation",
    message: /has dependencies/,
    resource: ["aws:ec2/subnet:Subnet", {}],
    user: ({ id }) => ["aws:eks/cluster:Cluster", { vpcConfig: { subnetIds: [id] } }],
  },
  {
    title: "a route table with an association",
    code: "DependencyViolation",
    message: /The routeTable 'rtb-\w+' has dependencies/,
    resource: ["aws:ec2/routeTable:RouteTable", {}],
    user: ({ id }) => ["aws:ec2/routeTableAssociation:RouteTableAssociation", { routeTableId: id }],
  },
  {
    title: "a security group that a rule names",
    code: "DependencyViolation",
    message: /has a dependent object/,
    resource: ["aws:ec2/securityGroup:SecurityGroup", {}],
    user: ({ id }) => [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      { referencedSecurityGroupId: id },
    ],
  },
  {
    title: "a transit gateway with an attachment",
    code: "IncorrectState",
    message: /has non-deleted VPC Attachments: tgw-attach-/,
    resource: ["aws:ec2transitgateway/transitGateway:TransitGateway", {}],
    user: ({ id }) => [
      "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
      { transitGatewayId: id },
    ],
  },
  {
    title: "a transit route table with an association",
    code: "IncorrectState",
    message: /tgw-rtb-\w+ is used by attachment tgw-attach-1/,
    resource: ["aws:ec2transitgateway/routeTable:RouteTable", {}],
    user: ({ id }) => [
      "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
      { transitGatewayRouteTableId: id, transitGatewayAttachmentId: "tgw-attach-1" },
    ],
  },
  {
    title: "a transit route table with a propagation",
    code: "IncorrectState",
    message: /tgw-rtb-\w+ is used by attachment tgw-attach-1/,
    resource: ["aws:ec2transitgateway/routeTable:RouteTable", {}],
    user: ({ id }) => [
      "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
      { transitGatewayRouteTableId: id, transitGatewayAttachmentId: "tgw-attach-1" },
    ],
  },
  {
    title: "a subnet with an attachment",
    code: "DependencyViolation",
    message: /The subnet 'subnet-\w+' has dependencies/,
    resource: ["aws:ec2/subnet:Subnet", {}],
    user: ({ id }) => ["aws:ec2transitgateway/vpcAttachment:VpcAttachment", { subnetIds: [id] }],
  },
  {
    title: "an address of a NAT gateway",
    code: "InvalidIPAddress.InUse",
    message: /Address eipalloc-\w+ is in use/,
    resource: ["aws:ec2/eip:Eip", {}],
    user: ({ id }) => ["aws:ec2/natGateway:NatGateway", { allocationId: id }],
  },
  {
    title: "a role with an inline policy",
    code: "DeleteConflict",
    message: /must delete policies first/,
    resource: [ROLE, { name: "deploy" }],
    user: () => ["aws:iam/rolePolicy:RolePolicy", { role: "deploy" }],
  },
  {
    title: "a role with an attached policy",
    code: "DeleteConflict",
    message: /must detach all policies first/,
    resource: [ROLE, { name: "deploy" }],
    user: () => ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "deploy" }],
  },
  {
    title: "the role of AWS Config under a recorder",
    code: "DeletionTaskFailed",
    message: /AWSServiceRoleForConfig is in use by/,
    resource: [LINKED_ROLE, { awsServiceName: "config.amazonaws.com" }],
    user: ({ outputs }) => ["aws:cfg/recorder:Recorder", { roleArn: outputs["arn"] }],
  },
  {
    title: "the role of a service with resources",
    code: "DeletionTaskFailed",
    message: /AWSServiceRoleForAmazonGuardDuty is in use by/,
    resource: [LINKED_ROLE, { awsServiceName: "guardduty.amazonaws.com" }],
    user: () => ["aws:guardduty/detector:Detector", { enable: true }],
  },
  {
    title: "an attached policy",
    code: "DeleteConflict",
    message: /attached to entities/,
    resource: ["aws:iam/policy:Policy", { name: "read" }],
    user: ({ id }) => ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn: id }],
  },
  {
    title: "a unit with an account",
    code: "OrganizationalUnitNotEmptyException",
    message: /contains accounts/,
    resource: ["aws:organizations/organizationalUnit:OrganizationalUnit", {}],
    user: ({ id }) => ["aws:organizations/account:Account", { parentId: id }],
  },
  {
    title: "a policy of the organization that is attached",
    code: "PolicyInUseException",
    message: /attached to one or more entities/,
    resource: ["aws:organizations/policy:Policy", {}],
    user: ({ id }) => ["aws:organizations/policyAttachment:PolicyAttachment", { policyId: id }],
  },
  {
    title: "the subnet group of a database",
    code: "InvalidDBSubnetGroupStateFault",
    message: /because at least one database instance: data is still using it/,
    resource: ["aws:rds/subnetGroup:SubnetGroup", { name: "data" }],
    user: () => ["aws:rds/instance:Instance", { identifier: "data", dbSubnetGroupName: "data" }],
  },
  {
    title: "the parameter group of a database",
    code: "InvalidDBParameterGroupState",
    message: /still members of this parameter group data/,
    resource: ["aws:rds/parameterGroup:ParameterGroup", { name: "data" }],
    user: () => ["aws:rds/instance:Instance", { parameterGroupName: "data" }],
  },
  {
    title: "the subnet group of a cache",
    code: "CacheSubnetGroupInUse",
    message: /currently in use/,
    resource: ["aws:elasticache/subnetGroup:SubnetGroup", { name: "cache" }],
    user: () => ["aws:elasticache/replicationGroup:ReplicationGroup", { subnetGroupName: "cache" }],
  },
  {
    title: "a zone with records",
    code: "HostedZoneNotEmpty",
    message: /contains non-required resource record sets/,
    resource: [ZONE, { name: "example.com" }],
    user: ({ id }) => [RECORD, { zoneId: id, name: "example.com", type: "CAA" }],
  },
  {
    title: "a cluster with nodes",
    code: "ResourceInUseException",
    message: /nodegroups attached/,
    resource: ["aws:eks/cluster:Cluster", { name: "flightdeck" }],
    user: () => ["aws:eks/nodeGroup:NodeGroup", { clusterName: "flightdeck" }],
  },
  {
    title: "a target group with a listener",
    code: "ResourceInUse",
    message: /in use by a listener/,
    resource: ["aws:lb/targetGroup:TargetGroup", {}],
    user: ({ id }) => ["aws:lb/listener:Listener", { defaultActions: [{ targetGroupArn: id }] }],
  },
  {
    title: "a certificate with a listener",
    code: "ResourceInUseException",
    message: /in account 111111111111 is in use/,
    resource: ["aws:acm/certificate:Certificate", {}],
    user: ({ id }) => ["aws:lb/listener:Listener", { certificateArn: id }],
  },
  {
    title: "an assigned permission set",
    code: "ConflictException",
    message: /assigned to an account/,
    resource: ["aws:ssoadmin/permissionSet:PermissionSet", {}],
    user: ({ outputs }) => [
      "aws:ssoadmin/accountAssignment:AccountAssignment",
      { permissionSetArn: outputs["arn"] },
    ],
  },
  {
    title: "a bucket that a trail writes to",
    code: "BucketNotEmpty",
    message: /not empty/,
    resource: [BUCKET, { bucket: "logs" }],
    user: () => ["aws:cloudtrail/trail:Trail", { name: "all", s3BucketName: "logs" }],
  },
  {
    title: "a bucket that flow logs go to",
    code: "BucketNotEmpty",
    message: /not empty/,
    resource: [BUCKET, { bucket: "logs" }],
    user: () => ["aws:ec2/flowLog:FlowLog", { logDestination: "arn:aws:s3:::logs/vpc/" }],
  },
  {
    title: "a backup plan with a selection",
    code: "InvalidRequestException",
    message: /selections must be deleted prior/,
    resource: ["aws:backup/plan:Plan", { name: "daily" }],
    user: ({ id }) => ["aws:backup/selection:Selection", { planId: id }],
  },
  {
    title: "a rule with a target",
    code: "ValidationException",
    message: /since it has targets/,
    resource: ["aws:cloudwatch/eventRule:EventRule", { name: "findings" }],
    user: () => ["aws:cloudwatch/eventTarget:EventTarget", { rule: "findings" }],
  },
];

describe("Deletion in the emulated cloud", () => {
  let company: Company;

  beforeEach(() => {
    company = new Company();
  });

  for (const { title, code, message, resource, user } of cases) {
    it(`refuses ${title}, until that is gone`, () => {
      const kept = company.has(...resource);
      const uses = company.has(...user(kept), { name: "user" });
      company.keeps(code, message, kept);
      company.deletes(uses);
      company.deletes(kept);
    });
  }

  it("refuses an organization with accounts", () => {
    const { organization, cloud } = company;
    company.keeps("OrganizationNotEmptyException", /first remove all accounts/, organization);
    cloud.all("aws:organizations/account:Account").forEach((account) => {
      company.deletes(account);
    });
    company.deletes(organization);
  });

  it("deletes a resource in use when its inputs force it", () => {
    const bucket = company.has(BUCKET, { bucket: "logs", forceDestroy: true });
    company.has("aws:cloudtrail/trail:Trail", { name: "all", s3BucketName: "logs" });
    const zone = company.has(ZONE, { name: "example.com", forceDestroy: true });
    company.has(RECORD, { zoneId: zone.id, name: "example.com", type: "CAA" });
    const role = company.has(ROLE, { name: "deploy", forceDetachPolicies: true });
    company.has("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "deploy" });
    [bucket, zone, role].forEach((resource) => {
      company.deletes(resource);
    });
  });

  // rig 5
  it("refuses an internet gateway while something in its network has a public address", () => {
    const vpcId = company.has("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }).id;
    const gateway = company.has("aws:ec2/internetGateway:InternetGateway", { vpcId });
    const subnet = company.has("aws:ec2/subnet:Subnet", { vpcId }).id;
    const balancer = "aws:lb/loadBalancer:LoadBalancer";
    company.has(balancer, { subnets: [subnet], internal: true }, { name: "internal" });
    for (const user of [
      company.has("aws:ec2/natGateway:NatGateway", { subnetId: subnet }),
      company.has(balancer, { subnets: [subnet] }),
    ]) {
      company.keeps("DependencyViolation", /has some mapped public address/, gateway);
      company.deletes(user);
    }
    company.deletes(gateway);
  });

  it("refuses to end the share of a transit gateway while another account is attached", () => {
    const gateway = company.has("aws:ec2transitgateway/transitGateway:TransitGateway", {});
    const shared = company.has("aws:ram/resourceAssociation:ResourceAssociation", {
      resourceArn: gateway.outputs["arn"],
      resourceShareArn: "arn:aws:ram:us-east-1:111111111111:resource-share/1",
    });
    const attachment = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
    const inputs = { transitGatewayId: gateway.id };
    company.has(attachment, inputs, { name: "own" });
    const other = company.has(attachment, inputs, { account: company.first });
    company.keeps("OperationNotPermittedException", /is used by tgw-attach-\w+ of account/, shared);
    company.deletes(other);
    company.deletes(shared);
  });

  it("distinguishes equal names of different accounts", () => {
    const role = company.has(ROLE, { name: "deploy" });
    company.has("aws:iam/rolePolicy:RolePolicy", { role: "deploy" }, { account: company.first });
    company.deletes(role);
  });

  it("refuses a protected resource until the protection is off", () => {
    const rows: readonly (readonly [string, string, string, RegExp])[] = [
      [
        "aws:lb/loadBalancer:LoadBalancer",
        "enableDeletionProtection",
        "OperationNotPermitted",
        /deletion protection/,
      ],
      [
        "aws:rds/instance:Instance",
        "deletionProtection",
        "InvalidParameterCombination",
        /Cannot delete protected DB/,
      ],
      [
        "aws:eks/cluster:Cluster",
        "deletionProtection",
        "InvalidRequestException",
        /deletion protection/,
      ],
    ];
    for (const [type, input, code, message] of rows) {
      const kept = company.has(type, { name: "kept", [input]: true });
      company.keeps(code, message, kept);
      company.deletes(
        company.cloud.update({ ...kept, inputs: { name: "kept", [input]: false } }, kept.id),
      );
    }
  });

  it("refuses the delivery channel of AWS Config while it records", () => {
    const channel = company.has("aws:cfg/deliveryChannel:DeliveryChannel", { name: "default" });
    const status = company.has("aws:cfg/recorderStatus:RecorderStatus", {
      name: "default",
      isEnabled: true,
    });
    company.keeps(
      "LastDeliveryChannelDeleteFailedException",
      /running configuration recorder/,
      channel,
    );
    company.deletes(status);
    company.deletes(channel);
  });

  it("only schedules the deletion of keys, in use or not", () => {
    const key = company.has("aws:kms/key:Key", {});
    company.has("aws:sns/topic:Topic", { kmsMasterKeyId: key.outputs["arn"] });
    company.deletes(key);
  });
});
