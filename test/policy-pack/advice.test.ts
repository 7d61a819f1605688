import assert from "node:assert/strict";
import { guardrails } from "../../policy-pack/guardrails";
import { guardrailPolicies } from "../../policy-pack/policies";
import { rulesOf } from "../../policy-pack/guardrails/support/rules";
import { policyNames } from "../../policy-pack/policies/names";
import { policyConfig } from "../../cli/deploy/policy-config";
import { loadProject } from "../../cli/planner/project";
import { organizationWith } from "../support/plan/organization";
import { repository } from "../support/plan/planned";
import { type MadeUpResource, settingOf, violationsOf } from "../support/cases/made-up-resource";

/** A resource that each advising policy warns of. */
const warned: Readonly<Record<string, MadeUpResource>> = {
  "require-tls": {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: { bucket: "records", policy: '{"Statement":[{"Effect":"Allow"}]}' },
  },
  "require-tls-relations": { type: "aws:s3/bucket:Bucket" },
  "deny-confused-deputies": {
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: {
      policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sns:Publish",
          },
        ],
      }),
    },
  },
  "require-image-scans": {
    type: "aws:ecr/repository:Repository",
    inputs: { imageScanningConfiguration: { scanOnPush: false } },
  },
  "require-image-scans-relations": { type: "aws:ecr/repository:Repository" },
  "require-web-firewall": { type: "aws:cloudfront/distribution:Distribution" },
  "require-web-firewall-relations": { type: "aws:lb/loadBalancer:LoadBalancer" },
  "require-access-logs": { type: "aws:lb/loadBalancer:LoadBalancer" },
  "require-access-logs-relations": { type: "aws:cloudfront/distribution:Distribution" },
  "require-log-retention": { type: "aws:cloudwatch/logGroup:LogGroup" },
  "require-backup-tags": { type: "aws:rds/instance:Instance" },
  "require-tags": { type: "aws:sqs/queue:Queue", inputs: { tags: {} } },
  "require-encrypted-messages": { type: "aws:sns/topic:Topic" },
  "deny-privileged-pods": { type: "kubernetes:core/v1:Namespace" },
  "restrict-endpoint-policies": {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    inputs: { serviceName: "com.amazonaws.us-east-1.s3", vpcId: "vpc-0a1b2c3d4e5f67890" },
  },
};

/** A resource that the same guardrail refuses all the same. */
const firm: Readonly<Record<string, MadeUpResource>> = {
  "require-encrypted-messages": { type: "aws:kinesis/stream:Stream" },
  "deny-privileged-pods": {
    type: "kubernetes:core/v1:Pod",
    inputs: { spec: { hostPID: true, containers: [] } },
  },
};

function guardrailOf(policy: string) {
  const guardrail = guardrails.find(({ id }) => id === policy.replace(/-relations$/, ""));
  assert.ok(guardrail, policy);
  return guardrail;
}

/** Levels of a policy's findings on a resource. */
async function levels(
  policy: string,
  resource: MadeUpResource,
  preview?: "refuse",
): Promise<string[]> {
  const { [guardrailOf(policy).id]: setting, ...none } = settingOf(guardrailOf(policy));
  assert.ok(setting && Object.keys(none).length === 0, policy);
  const { accountLevels, otherAccounts, accountsByStack, enforcementLevel, parameters } = setting;
  const common = { accountLevels, otherAccounts, accountsByStack, enforcementLevel, parameters };
  const violations = await violationsOf(
    { [guardrailOf(policy).id]: { ...common, ...(preview && { preview }) } },
    resource,
  );
  const own = violations.filter((violation) => violation.policy === policy);
  return [...new Set(own.map(({ enforcementLevel }) => enforcementLevel))];
}

// guardrails C6: what a sensible reviewer calls an opinion warns, until a company is firm
describe("Rules that advise", () => {
  it("are those of this list, each with a reason", () => {
    const advising = policyNames().filter(({ advises }) => advises);
    assert.deepEqual(advising.map(({ policy }) => policy).sort(), Object.keys(warned).sort());
    for (const guardrail of guardrails) {
      const { resource, stack } = rulesOf(guardrail);
      for (const { advises } of [...resource, ...stack]) {
        assert.ok(
          advises === undefined || /^(?:[a-z]|[A-Z]{2}).{40,}[^.]$/.test(advises),
          guardrail.id,
        );
      }
    }
  });

  for (const [policy, resource] of Object.entries(warned)) {
    it(`warn, and refuse once a company is firm: ${policy}`, async () => {
      assert.deepEqual(await levels(policy, resource), ["advisory"]);
      assert.deepEqual(await levels(policy, resource, "refuse"), ["mandatory"]);
    });
  }

  for (const [policy, resource] of Object.entries(firm)) {
    it(`leave the guardrail's other rules firm: ${policy}`, async () => {
      assert.deepEqual(await levels(policy, resource), ["mandatory"]);
    });
  }

  it("refuse by organization.guardrails.<id>.preview, which their policies alone take", () => {
    const config = policyConfig({
      ...loadProject(repository),
      organization: organizationWith({
        "guardrails.require-image-scans.preview": "refuse",
        "guardrails.deny-public-databases.preview": "refuse",
        "guardrails.require-encrypted-storage.preview": "refuse",
      }),
    }) as Record<string, object>;
    const preview = (policy: string): unknown =>
      (config[policy] as { preview?: unknown } | undefined)?.preview;
    assert.equal(preview("require-image-scans-relations"), "refuse");
    assert.equal(preview("deny-public-databases"), undefined);
    assert.equal(preview("require-encrypted-storage"), undefined);
    const takes = guardrailPolicies()
      .filter(({ policy }) => "preview" in (policy.configSchema?.properties ?? {}))
      .map(({ policy }) => policy.name);
    assert.deepEqual(takes.sort(), Object.keys(warned).sort());
  });
});
