import { compareVersions } from "../../../components/shared/versions";
import type { Values } from "../core/types";

/** Inputs that replace the resource only for some old and new values, or that are no difference for some. */
interface Condition {
  /** Input: its path has dots, and no indexes of lists. */
  readonly input: string;
  /** `same` for a change that the provider does not see, `replaces` for one that replaces the resource. */
  readonly effect: "same" | "replaces";
  readonly when: (old: Readonly<Values>, next: Readonly<Values>) => boolean;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === "" ||
  (typeof value === "object" && Object.keys(value ?? {}).length === 0);
const removed =
  (input: string): Condition["when"] =>
  (old, next) =>
    !isEmpty(old[input]) && isEmpty(next[input]);
const added =
  (input: string): Condition["when"] =>
  (old, next) =>
    isEmpty(old[input]) && !isEmpty(next[input]);
const replaces = (input: string, when: Condition["when"]): Condition => ({
  input,
  effect: "replaces",
  when,
});

/** The kinds of source or destination of a rule: another kind is another rule. */
const kindsOfSource = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];
const securityGroupRule = kindsOfSource.map((input) =>
  replaces(input, (old, next) => isEmpty(old[input]) !== isEmpty(next[input])),
);

const gatewayDefaults = ["defaultRouteTableAssociation", "defaultRouteTablePropagation"];

/** From this version on the cache takes encryption in transit without a replacement. */
const TRANSIT_IN_PLACE = "7.0.5";

/**
 * Conditions in the source of the AWS provider that a list of inputs cannot express. The table of replacements names the
 * file of each type.
 */
const conditions: Readonly<Record<string, readonly Condition[]>> = {
  "aws:amp/workspace:Workspace": [replaces("alias", removed("alias"))],
  "aws:cfg/configurationAggregator:ConfigurationAggregator": [
    replaces("accountAggregationSource", added("accountAggregationSource")),
    replaces("organizationAggregationSource", added("organizationAggregationSource")),
  ],
  "aws:ec2/subnet:Subnet": [
    replaces("ipv6CidrBlock", (old) => old["assignIpv6AddressOnCreation"] === true),
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    replaces("privateDnsEnabled", (_, next) => next["vpcEndpointType"] !== "Interface"),
  ],
  "aws:ec2transitgateway/transitGateway:TransitGateway": gatewayDefaults.map((input) =>
    replaces(input, (old, next) => old[input] === "disable" && next[input] !== "disable"),
  ),
  "aws:eks/cluster:Cluster": [replaces("encryptionConfig", removed("encryptionConfig"))],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    replaces("engineVersion", (old, next) => isLower(next["engineVersion"], old["engineVersion"])),
    replaces("engine", (old, next) => old["engine"] === "valkey" && next["engine"] === "redis"),
    replaces("transitEncryptionEnabled", (old) => isLower(old["engineVersion"], TRANSIT_IN_PLACE)),
  ],
  "aws:lb/loadBalancer:LoadBalancer": [
    replaces("subnets", (old, next) => isNetwork(next) && !holds(next["subnets"], old["subnets"])),
    replaces(
      "securityGroups",
      (old, next) =>
        isNetwork(next) && isEmpty(old["securityGroups"]) !== isEmpty(next["securityGroups"]),
    ),
    replaces(
      "secondaryIpsAutoAssignedPerSubnet",
      (old, next) =>
        Number(next["secondaryIpsAutoAssignedPerSubnet"] ?? 0) <
        Number(old["secondaryIpsAutoAssignedPerSubnet"] ?? 0),
    ),
  ],
  "aws:organizations/organization:Organization": [
    replaces("featureSet", (_, next) => next["featureSet"] === "CONSOLIDATED_BILLING"),
  ],
  "aws:rds/instance:Instance": [
    {
      input: "allocatedStorage",
      effect: "same",
      when: (old, next) =>
        Number(next["allocatedStorage"]) < Number(old["allocatedStorage"]) &&
        Number(next["maxAllocatedStorage"]) > Number(next["allocatedStorage"]),
    },
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
};

/** Effect of a changed input that depends on its values; `undefined` for one without a condition that is met. */
export function conditionOf(
  type: string,
  input: string,
  old: Readonly<Values>,
  next: Readonly<Values>,
): Condition["effect"] | undefined {
  return conditions[type]?.find(
    (condition) =>
      (input === condition.input || input.startsWith(`${condition.input}.`)) &&
      condition.when(old, next),
  )?.effect;
}

/** Types of which an input has a condition. */
export function conditionalTypes(): readonly string[] {
  return Object.keys(conditions);
}

/** Inputs of a type that have a condition. */
export function conditionalInputs(type: string): readonly string[] {
  return (conditions[type] ?? []).map(({ input }) => input);
}

const isNetwork = (inputs: Readonly<Values>): boolean => inputs["loadBalancerType"] === "network";

function holds(list: unknown, items: unknown): boolean {
  const known = new Set(Array.isArray(list) ? list : []);
  return (Array.isArray(items) ? items : []).every((item) => known.has(item));
}

/** True when both versions are given, and the first one is the lower. */
function isLower(version: unknown, other: unknown): boolean {
  return (
    typeof version === "string" && typeof other === "string" && compareVersions(version, other) < 0
  );
}
