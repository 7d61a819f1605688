import { Company } from "./cloud-of-company";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const DETECTOR = "aws:guardduty/detector:Detector";
const DATABASE = "aws:rds/instance:Instance";

// workload-backup F19
describe("What a service has created already", () => {
  const logs = {
    identifier: "orders",
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
  };

  it("is a log group of a database or a cluster that sends logs", () => {
    const company = new Company();
    company.has(DATABASE, logs);
    company.has("aws:eks/cluster:Cluster", { name: "orders", enabledClusterLogTypes: ["audit"] });
    for (const name of [
      "/aws/rds/instance/orders/postgresql",
      "/aws/rds/instance/orders/upgrade",
      "/aws/eks/orders/cluster",
    ]) {
      company.refuses(
        "ResourceAlreadyExistsException",
        /log group already exists.*AWS created it with urn:.*, before urn:/,
        GROUP,
        { name },
      );
    }
    company.accepts(GROUP, { name: "/aws/rds/instance/orders/error" });
    company.accepts(
      GROUP,
      { name: "/aws/rds/instance/orders/upgrade" },
      { region: "us-west-2", name: "elsewhere" },
    );
  });

  it("is nothing when the group was first", () => {
    const company = new Company();
    const name = "/aws/rds/instance/orders/upgrade";
    const group = company.accepts(GROUP, { name, retentionInDays: 30 });
    company.has(DATABASE, logs);
    company.cloud.update({ ...group, inputs: { name, retentionInDays: 60 } }, group.id);
  });

  it("is nothing of a database or a cluster that sends no logs", () => {
    const company = new Company();
    company.has(DATABASE, { identifier: "orders" });
    company.has("aws:eks/cluster:Cluster", { name: "orders", enabledClusterLogTypes: [] });
    company.accepts(GROUP, { name: "/aws/rds/instance/orders/upgrade" });
    company.accepts(GROUP, { name: "/aws/eks/orders/cluster" }, { name: "cluster" });
  });

  it("is a service-linked role, in every Region of the account", () => {
    const company = new Company();
    company.has(DETECTOR, { enable: true }, { account: company.first });
    const inputs = { awsServiceName: "guardduty.amazonaws.com" };
    company.refuses("InvalidInput", /has been taken in this account/, ROLE, inputs, {
      account: company.first,
      region: "us-west-2",
    });
    company.accepts(ROLE, inputs, { account: company.second });
  });

  it("is GuardDuty itself in the account of its administrator", () => {
    const company = new Company();
    company.has("aws:guardduty/organizationAdminAccount:OrganizationAdminAccount", {
      adminAccountId: company.first,
    });
    const account = company.first;
    company.refuses("BadRequestException", /already exists/, DETECTOR, {}, { account });
    company.accepts(DETECTOR, {}, { account, region: "us-west-2" });
    company.accepts(DETECTOR, {}, { account: company.second });
  });
});
