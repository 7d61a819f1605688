import { Company } from "./cloud-of-company";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ROLE_POLICY = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const RECORD = "aws:route53/record:Record";
const VAULT = "aws:backup/vault:Vault";
const KEY = "aws:kms/key:Key";

describe("References in the emulated cloud", () => {
  let company: Company;
  let vpcId: string;

  beforeEach(() => {
    company = new Company();
    vpcId = company.has(VPC, { cidrBlock: "10.0.0.0/16" }, { account: company.first }).id;
  });

  it("find ids of EC2 only in their own account and Region", () => {
    const inputs = { vpcId, name: "web" };
    const refused = ["InvalidVpcID.NotFound", /The vpc ID 'vpc-\w+' does not exist/] as const;
    company.accepts(GROUP, inputs, { account: company.first });
    company.refuses(
      ...refused,
      GROUP,
      { vpcId: "vpc-0123456789abcdef0" },
      { account: company.first },
    );
    company.refuses(...refused, GROUP, inputs, { account: company.second });
    company.refuses(...refused, GROUP, inputs, { account: company.first, region: "us-west-2" });
  });

  it("find ids within lists", () => {
    company.refuses(
      "InvalidSubnetID.NotFound",
      /subnet-0123456789abcdef0/,
      "aws:rds/subnetGroup:SubnetGroup",
      { subnetIds: ["subnet-0123456789abcdef0"] },
    );
  });

  it("ignore texts that people write", () => {
    company.accepts(SUBNET, { tags: { Note: "vpc-0123456789abcdef0" } });
  });

  it("find a transit gateway of another account only after it is shared", () => {
    const gateway = company.has("aws:ec2transitgateway/transitGateway:TransitGateway", {});
    const attach = { transitGatewayId: gateway.id, vpcId };
    const site = { account: company.first };
    company.refuses(
      "InvalidTransitGatewayID.NotFound",
      /was deleted or does not exist/,
      ATTACHMENT,
      attach,
      site,
    );
    const share = company.has("aws:ram/resourceShare:ResourceShare", {});
    company.has("aws:ram/resourceAssociation:ResourceAssociation", {
      resourceShareArn: share.id,
      resourceArn: gateway.outputs["arn"],
    });
    company.refuses(
      "InvalidTransitGatewayID.NotFound",
      /was deleted or does not exist/,
      ATTACHMENT,
      attach,
      site,
    );
    company.has("aws:ram/principalAssociation:PrincipalAssociation", {
      resourceShareArn: share.id,
      principal: company.organization.outputs["arn"],
    });
    const attachment = company.accepts(ATTACHMENT, attach, site);
    const accepter = "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter";
    const accepts = { transitGatewayAttachmentId: attachment.id };
    company.refuses(
      "InvalidTransitGatewayAttachmentID.NotFound",
      /tgw-attach-/,
      accepter,
      accepts,
      { account: company.second },
    );
    company.accepts(accepter, accepts);
  });

  it("find a bucket for its settings in its own account", () => {
    company.has(BUCKET, { bucket: "logs" }, { account: company.first });
    company.accepts(VERSIONING, { bucket: "logs" }, { account: company.first });
    company.refuses(
      "NoSuchBucket",
      /does not exist/,
      VERSIONING,
      { bucket: "log" },
      { account: company.first },
    );
    company.refuses("NoSuchBucket", /does not exist/, VERSIONING, { bucket: "logs" });
  });

  it("find a role by name in its own account", () => {
    company.has("aws:iam/role:Role", { name: "deploy" });
    const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    company.accepts(ROLE_POLICY, { role: "deploy", policyArn }, { region: "us-west-2" });
    company.refuses(
      "NoSuchEntity",
      /The role with name deploy cannot be found/,
      ROLE_POLICY,
      { role: "deploy", policyArn },
      { account: company.first },
    );
  });

  it("find a zone in its own account", () => {
    const zone = company.has("aws:route53/zone:Zone", { name: "example.com" });
    const record = { zoneId: zone.id, name: "example.com", type: "CAA" };
    company.accepts(RECORD, record);
    company.refuses("NoSuchHostedZone", /No hosted zone found with ID: Z/, RECORD, record, {
      account: company.first,
    });
  });

  it("accept the groups that AWS creates", () => {
    company.accepts("aws:rds/instance:Instance", { parameterGroupName: "default.postgres17" });
    company.refuses(
      "DBParameterGroupNotFound",
      /DBParameterGroup not found: mine/,
      "aws:rds/instance:Instance",
      { parameterGroupName: "mine" },
      { name: "other" },
    );
  });

  it("find a detector in its own Region", () => {
    const { id: detectorId } = company.has("aws:guardduty/detector:Detector", {});
    const feature = "aws:guardduty/detectorFeature:DetectorFeature";
    company.accepts(feature, { detectorId, name: "S3_DATA_EVENTS" });
    company.refuses(
      "BadRequestException",
      /detectorId is not owned by the current account/,
      feature,
      { detectorId, name: "S3_DATA_EVENTS" },
      { region: "us-west-2" },
    );
  });

  it("find ARNs of the organization's accounts, and no key of another Region", () => {
    const kmsKeyArn = company.has(KEY, {}).outputs["arn"] as string;
    company.accepts(VAULT, { name: "here", kmsKeyArn });
    company.refuses("NotFoundException", /does not exist/, VAULT, {
      name: "there",
      kmsKeyArn: `${kmsKeyArn}0`,
    });
    company.refuses(
      "NotFoundException",
      /us-west-2/,
      VAULT,
      { name: "there", kmsKeyArn },
      { region: "us-west-2" },
    );
    company.accepts(VAULT, {
      name: "foreign",
      kmsKeyArn: "arn:aws:kms:us-east-1:999999999999:key/a",
    });
  });

  it("refuse to pass a role of another account", () => {
    company.has("aws:cloudwatch/eventRule:EventRule", { name: "findings" });
    const foreign = company.has(
      "aws:iam/role:Role",
      { name: "forwarder" },
      { account: company.first },
    );
    const own = company.has("aws:iam/role:Role", { name: "forwarder" });
    const target = {
      rule: "findings",
      arn: `arn:aws:events:us-east-1:${company.first}:event-bus/default`,
    };
    company.accepts(TARGET, { ...target, roleArn: own.outputs["arn"] });
    company.refuses(
      "ValidationException",
      /Cross-account pass role is not allowed/,
      TARGET,
      { ...target, roleArn: foreign.outputs["arn"] },
      { name: "other" },
    );
  });

  it("accept a topic that does not exist in an alarm, as PutMetricAlarm does", () => {
    company.accepts(ALARM, { alarmActions: [`arn:aws:sns:us-east-1:${company.first}:nowhere`] });
    company.refuses("NotFound", /nowhere/, "aws:sns/topicSubscription:TopicSubscription", {
      topic: `arn:aws:sns:us-east-1:${company.first}:nowhere`,
    });
  });

  it("find the organization's accounts, OUs and root", () => {
    const unit = "aws:organizations/organizationalUnit:OrganizationalUnit";
    const delegation = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
    const servicePrincipal = "config.amazonaws.com";
    const { id } = company.accepts(unit, { name: "Security", parentId: company.root });
    company.accepts(unit, { name: "Nested", parentId: id }, { name: "nested" });
    company.refuses("ParentNotFoundException", /ou-abcd-12345678/, unit, {
      name: "Lost",
      parentId: "ou-abcd-12345678",
    });
    company.refuses("ParentNotFoundException", /r-zzzz/, unit, {
      name: "Lost",
      parentId: "r-zzzz",
    });
    company.accepts("aws:organizations/awsServiceAccess:AwsServiceAccess", { servicePrincipal });
    company.accepts(delegation, { accountId: company.first, servicePrincipal });
    company.refuses("AccountNotFoundException", /999999999999/, delegation, {
      accountId: "999999999999",
      servicePrincipal,
    });
  });
});
