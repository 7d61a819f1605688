import assert from "node:assert/strict";
import { changedInputs } from "../../../../cli/emulation/cloud/difference";
import type { Values } from "../../../../cli/emulation/core/types";
import { conditionalInputs, conditionalTypes } from "../../../../cli/emulation/models/conditions";
import { UNKNOWN } from "../../../../cli/emulation/protocol/values";

const HOME = "us-east-1";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const ENTRY = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EXIT = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const DATABASE = "aws:rds/instance:Instance";
const SUBNET = "aws:ec2/subnet:Subnet";

type Outcome = "none" | "update" | "replace";

interface Case {
  readonly title: string;
  readonly type: string;
  readonly old: Values;
  readonly next: Values;
  readonly outcome: Outcome;
}

const row = (outcome: Outcome, type: string, title: string, old: Values, next: Values): Case => ({
  title,
  type,
  old,
  next,
  outcome,
});

const template = (id: string, version: string) => ({ launchTemplate: { id, version } });
const addOn = (name: string, autoEnable: string) => ({ name, autoEnable });
const features = (...additional: object[]) => ({ additionalConfigurations: additional });

const cases: readonly Case[] = [
  row(
    "update",
    NODES,
    "a nested input that can change",
    template("lt-1", "1"),
    template("lt-1", "2"),
  ),
  row("replace", NODES, "a nested input that cannot", template("lt-1", "1"), template("lt-2", "1")),
  row(
    "update",
    FEATURE,
    "an input in a list",
    features(addOn("EKS", "ALL")),
    features(addOn("EKS", "NONE")),
  ),
  row(
    "replace",
    FEATURE,
    "another item in a list",
    features(addOn("EKS", "ALL")),
    features(addOn("EKS", "ALL"), addOn("EC2", "ALL")),
  ),
  row(
    "replace",
    FEATURE,
    "items in another order",
    features(addOn("A", "ALL"), addOn("B", "ALL")),
    features(addOn("B", "ALL"), addOn("A", "ALL")),
  ),
  row(
    "replace",
    NODES,
    "an item of a list that is gone",
    { instanceTypes: ["m7g.large", "m7g.xlarge"] },
    { instanceTypes: ["m7g.large"] },
  ),
  row("none", NODES, "an input that AWS keeps when it is taken away", { capacityType: "SPOT" }, {}),
  row("update", "aws:sns/topic:Topic", "an input that AWS does not keep", { displayName: "a" }, {}),
  row("replace", "aws:s3/bucket:Bucket", "a name", { bucket: "a" }, { bucket: "b" }),
  row("none", SUBNET, "a Region that is the provider's", {}, { region: HOME }),
  row("none", SUBNET, "a Region that was the provider's", { region: HOME }, {}),
  row("replace", SUBNET, "another Region", {}, { region: "eu-west-1" }),
  row("replace", SUBNET, "a value that is not known yet", { vpcId: "vpc-1" }, { vpcId: UNKNOWN }),
  row("replace", SUBNET, "a value that stays unknown", { vpcId: UNKNOWN }, { vpcId: UNKNOWN }),
  row(
    "update",
    NODES,
    "a nested value that is not known yet",
    template("lt-1", "1"),
    template("lt-1", UNKNOWN),
  ),
  row("none", SUBNET, "the same values", { tags: { a: "b" } }, { tags: { a: "b" } }),

  row("replace", "aws:amp/workspace:Workspace", "an alias that is taken away", { alias: "a" }, {}),
  row("update", "aws:amp/workspace:Workspace", "another alias", { alias: "a" }, { alias: "b" }),
  row(
    "replace",
    "aws:cfg/configurationAggregator:ConfigurationAggregator",
    "a first source of accounts",
    {},
    { accountAggregationSource: { accountIds: ["1"] } },
  ),
  row(
    "update",
    "aws:cfg/configurationAggregator:ConfigurationAggregator",
    "another source of accounts",
    { accountAggregationSource: { accountIds: ["1"] } },
    { accountAggregationSource: { accountIds: ["2"] } },
  ),
  row(
    "replace",
    "aws:cfg/configurationAggregator:ConfigurationAggregator",
    "a first source of the organization",
    {},
    { organizationAggregationSource: { roleArn: "a" } },
  ),
  row(
    "update",
    "aws:cfg/configurationAggregator:ConfigurationAggregator",
    "another source of the organization",
    { organizationAggregationSource: { roleArn: "a" } },
    { organizationAggregationSource: { roleArn: "b" } },
  ),
  row(
    "replace",
    SUBNET,
    "an IPv6 range while addresses are assigned",
    { ipv6CidrBlock: "a", assignIpv6AddressOnCreation: true },
    { ipv6CidrBlock: "b" },
  ),
  row(
    "update",
    SUBNET,
    "an IPv6 range while none are assigned",
    { ipv6CidrBlock: "a" },
    { ipv6CidrBlock: "b" },
  ),
  row(
    "replace",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "private names of a gateway endpoint",
    { privateDnsEnabled: true, vpcEndpointType: "Gateway" },
    { privateDnsEnabled: false, vpcEndpointType: "Gateway" },
  ),
  row(
    "update",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "private names of an interface endpoint",
    { privateDnsEnabled: true, vpcEndpointType: "Interface" },
    { privateDnsEnabled: false, vpcEndpointType: "Interface" },
  ),
  row(
    "replace",
    GATEWAY,
    "a default association that is switched on",
    { defaultRouteTableAssociation: "disable" },
    { defaultRouteTableAssociation: "enable" },
  ),
  row(
    "update",
    GATEWAY,
    "a default association that is switched off",
    { defaultRouteTableAssociation: "enable" },
    { defaultRouteTableAssociation: "disable" },
  ),
  row(
    "replace",
    GATEWAY,
    "a default propagation that is switched on",
    { defaultRouteTablePropagation: "disable" },
    { defaultRouteTablePropagation: "enable" },
  ),
  row(
    "update",
    GATEWAY,
    "a default propagation that is switched off",
    { defaultRouteTablePropagation: "enable" },
    { defaultRouteTablePropagation: "disable" },
  ),
  row(
    "replace",
    "aws:eks/cluster:Cluster",
    "encryption of secrets that is taken away",
    { encryptionConfig: { resources: ["secrets"] } },
    {},
  ),
  row(
    "update",
    "aws:eks/cluster:Cluster",
    "encryption of secrets that is added",
    {},
    { encryptionConfig: { resources: ["secrets"] } },
  ),
  row("replace", CACHE, "an older version", { engineVersion: "8.1" }, { engineVersion: "8.0" }),
  row("update", CACHE, "a newer version", { engineVersion: "8.0" }, { engineVersion: "8.10" }),
  row("replace", CACHE, "Redis after Valkey", { engine: "valkey" }, { engine: "redis" }),
  row("update", CACHE, "Valkey after Redis", { engine: "redis" }, { engine: "valkey" }),
  row(
    "replace",
    CACHE,
    "encryption in transit of an old version",
    { engineVersion: "7.0.4", transitEncryptionEnabled: false },
    { engineVersion: "7.0.4", transitEncryptionEnabled: true },
  ),
  row(
    "update",
    CACHE,
    "encryption in transit of a newer version",
    { engineVersion: "7.0.5", transitEncryptionEnabled: false },
    { engineVersion: "7.0.5", transitEncryptionEnabled: true },
  ),
  row(
    "replace",
    BALANCER,
    "a subnet that a network balancer loses",
    { subnets: ["a", "b"], loadBalancerType: "network" },
    { subnets: ["a"], loadBalancerType: "network" },
  ),
  row(
    "update",
    BALANCER,
    "a subnet that a network balancer gets",
    { subnets: ["a"], loadBalancerType: "network" },
    { subnets: ["a", "b"], loadBalancerType: "network" },
  ),
  row(
    "update",
    BALANCER,
    "a subnet that an application balancer loses",
    { subnets: ["a", "b"], loadBalancerType: "application" },
    { subnets: ["a"], loadBalancerType: "application" },
  ),
  row(
    "replace",
    BALANCER,
    "first groups of a network balancer",
    { loadBalancerType: "network" },
    { securityGroups: ["sg-1"], loadBalancerType: "network" },
  ),
  row(
    "update",
    BALANCER,
    "other groups of a network balancer",
    { securityGroups: ["sg-1"], loadBalancerType: "network" },
    { securityGroups: ["sg-2"], loadBalancerType: "network" },
  ),
  row("replace", BALANCER, "fewer second addresses", { secondaryIpsAutoAssignedPerSubnet: 2 }, {}),
  row("update", BALANCER, "more second addresses", {}, { secondaryIpsAutoAssignedPerSubnet: 2 }),
  row(
    "replace",
    "aws:organizations/organization:Organization",
    "billing alone",
    { featureSet: "ALL" },
    { featureSet: "CONSOLIDATED_BILLING" },
  ),
  row(
    "update",
    "aws:organizations/organization:Organization",
    "all features",
    { featureSet: "CONSOLIDATED_BILLING" },
    { featureSet: "ALL" },
  ),
  row(
    "none",
    DATABASE,
    "less storage below the maximum",
    { allocatedStorage: 100, maxAllocatedStorage: 500 },
    { allocatedStorage: 50, maxAllocatedStorage: 500 },
  ),
  row(
    "update",
    DATABASE,
    "less storage without growth",
    { allocatedStorage: 100 },
    { allocatedStorage: 50 },
  ),
  row(
    "update",
    DATABASE,
    "more storage",
    { allocatedStorage: 100, maxAllocatedStorage: 500 },
    { allocatedStorage: 150, maxAllocatedStorage: 500 },
  ),
  ...[ENTRY, EXIT].flatMap((type) =>
    ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"].flatMap((kind) => [
      row("replace", type, `another kind of source than ${kind}`, { [kind]: "a" }, { other: "b" }),
      row("update", type, `another ${kind}`, { [kind]: "a" }, { [kind]: "b" }),
    ]),
  ),
];

// aws-models/create-only.md C: nested paths, inputs that stay, conditions, the Region
describe("The difference between old and new inputs", () => {
  it("has a case on either side of every condition", () => {
    const missing = conditionalTypes().flatMap((type) =>
      conditionalInputs(type).flatMap((input) => {
        const outcomes = cases
          .filter((found) => found.type === type)
          .filter(({ old, next }) => old[input] !== next[input])
          .map(({ outcome }) => outcome);
        return new Set(outcomes).size < 2 ? [`${type} ${input}`] : [];
      }),
    );
    assert.deepEqual(missing, []);
  });

  for (const { title, type, old, next, outcome } of cases) {
    it(`is ${outcome === "none" ? "none" : `${/^[aeiou]/.test(outcome) ? "an" : "a"} ${outcome}`} for ${title} (${type.split(":")[2]})`, () => {
      const { changed, replacing } = changedInputs(type, old, next, HOME);
      const found = replacing.length > 0 ? "replace" : changed.length > 0 ? "update" : "none";
      assert.equal(found, outcome, JSON.stringify({ changed, replacing }));
    });
  }
});
