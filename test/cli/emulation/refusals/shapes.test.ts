import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../cli/emulation/protocol/values";
import { assertRefused, Company, HOME, request } from "./cloud-of-company";

const TOPIC = "aws:sns/topic:Topic";
const DATABASE = "aws:rds/instance:Instance";
const AGGREGATOR = "aws:securityhub/findingAggregator:FindingAggregator";
const VPC = "awsx:ec2:Vpc";
const wrong = /Value 'orders of acme' at 'name' failed to satisfy constraint/;

// public-reports B14
describe("Values in the emulated cloud", () => {
  it("are refused at a creation, which then creates nothing", () => {
    const company = new Company();
    company.refuses("InvalidParameterException", wrong, TOPIC, { name: "orders of acme" });
    assert.deepEqual(company.cloud.all(TOPIC), []);
    company.accepts(TOPIC, { name: "orders-of-acme" });
  });

  it("are refused at an update, which then changes nothing", () => {
    const company = new Company();
    const inputs = { identifier: "orders", backupRetentionPeriod: 7 };
    const database = company.has(DATABASE, inputs);
    const update = (days: number): void => {
      const changed = request(DATABASE, { ...inputs, backupRetentionPeriod: days });
      company.cloud.update(changed, database.id);
    };
    assertRefused("ValidationError", /Value '36' at 'backupRetentionPeriod'/, () => {
      update(36);
    });
    assert.deepEqual(company.cloud.all(DATABASE)[0]?.inputs, inputs);
    update(35);
  });

  it("are refused in a preview where they are known", () => {
    const { cloud } = new Company();
    assertRefused("InvalidParameterException", wrong, () =>
      cloud.preview(request(TOPIC, { name: "orders of acme" })),
    );
    cloud.preview(request(TOPIC, { name: UNKNOWN }));
  });

  it("are refused where Pulumi composes them from a long name", () => {
    const { cloud } = new Company();
    const type = "aws:lb/loadBalancer:LoadBalancer";
    cloud.preview(request(type, {}, { name: "web" }));
    assertRefused("ValidationError", /length less than or equal to 32/, () =>
      cloud.preview(request(type, {}, { name: "the-web-of-every-application" })),
    );
  });

  it("are refused in the children of a remote component", () => {
    const { cloud } = new Company();
    const tagged = (text: string): object => ({
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: [`${HOME}a`],
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Isolated", name: "data", cidrBlocks: ["10.0.0.0/20"], tags: { Team: text } },
      ],
      natGateways: { strategy: "None" },
    });
    cloud.preview(request(VPC, { ...tagged("retail") }));
    assertRefused(
      "InvalidParameterValue",
      /Value \(50%\) for parameter tags\.Team is invalid/,
      () => cloud.preview(request(VPC, { ...tagged("50%") })),
    );
  });

  it("are refused in a Region that lacks the type", () => {
    const company = new Company();
    const inputs = { linkingMode: "ALL_REGIONS" };
    company.refuses("UnknownEndpoint", /does not offer \S+ in il-central-1/, AGGREGATOR, inputs, {
      region: "il-central-1",
    });
  });
});
