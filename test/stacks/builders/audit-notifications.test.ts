import * as assert from "node:assert/strict";
import { accountIds, document, planned, type PlannedResource } from "../../support/plan/planned";
import { planStack } from "../../support/plan/project";

const TOPIC = "aws:sns/topic:Topic";
const TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const BUS_POLICY = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const ROLE = "aws:iam/role:Role";

describe("Notifications of the audit stack", () => {
  it("reach people through one encrypted topic [r0.5, A10, r2.19]", async () => {
    const stack = await planned("audit");
    const topic = stack.one(TOPIC);
    const key = stack.one("aws:kms/key:Key", "notifications");
    assert.equal(topic.inputs["name"], "platform-security-notifications");
    assert.ok(topic.propertyDependencies["kmsMasterKeyId"]?.includes(key.urn));
    assert.equal(topic.options.protect, true);
    assert.equal(stack.plan.outputs["notificationTopicArn"], topic.id);
    assert.deepEqual(
      stack.all(SUBSCRIPTION).map(({ inputs }) => [inputs["protocol"], inputs["endpoint"]]),
      [["email", "aws+security@example.com"]],
    );
  });

  it("go to the incident service too, whose address stays secret", async () => {
    const address = "https://events.example.com/integration/0123456789";
    const stack = await planStack("audit", {
      stacks: {
        audit: {
          role: "audit",
          audit: { notificationEmails: ["a@example.com", "b@example.com"] },
          incidentEndpoint: { secure: address },
        },
      },
    });
    const incidents = stack.one(SUBSCRIPTION, "notifications-incidents");
    assert.equal(stack.all(SUBSCRIPTION).length, 3);
    assert.deepEqual(
      [incidents.inputs["protocol"], incidents.inputs["endpoint"]],
      ["https", "[secret]"],
    );
    assert.equal(incidents.inputs["endpointAutoConfirms"], true);
    assert.doesNotMatch(JSON.stringify(stack.resources.map(({ inputs }) => inputs)), /0123456789/);
  });

  const patternOf = (rule: PlannedResource): unknown =>
    JSON.parse(String(rule.inputs["eventPattern"])) as unknown;

  it("tell of high GuardDuty findings and of new high or critical Security Hub findings, each once [r2.19]", async () => {
    const stack = await planned("audit");
    const pattern = (name: string) => patternOf(stack.one(RULE, `events-platform-${name}`));
    assert.deepEqual(pattern("guardduty-findings-us-east-1"), {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 7] }] },
    });
    assert.deepEqual(pattern("securityhub-findings-us-east-1"), {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          // Another rule forwards findings of GuardDuty, so their copies in Security Hub are excluded.
          ProductName: [{ "anything-but": ["GuardDuty"] }],
          Severity: { Label: ["HIGH", "CRITICAL"] },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
        },
      },
    });
    // Security Hub aggregates findings in the home Region automatically.
    const regions = stack
      .all(RULE)
      .filter(({ name }) => name.includes("securityhub"))
      .map(({ inputs }) => inputs["region"]);
    assert.deepEqual(regions, ["us-east-1"]);
  });

  it("tell of every attempt to assume the break-glass role, which EventBridge hands over only on request [r2.19]", async () => {
    const stack = await planned("audit");
    const rule = stack.one(RULE, "events-platform-break-glass-use-us-east-1");
    assert.equal(rule.inputs["state"], "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    assert.deepEqual(patternOf(rule), {
      source: ["aws.sts"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["sts.amazonaws.com"],
        eventName: ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
        requestParameters: { roleArn: [{ suffix: ":role/platform-break-glass" }] },
      },
    });
  });

  it("tell of backups and copies that failed, which workload accounts hand on, and only where there are backups [A8, B16]", async () => {
    const stack = await planned("audit");
    const rules = stack.all(RULE).filter(({ name }) => name.includes("backup-failures"));
    assert.deepEqual(
      rules.map((rule) => [rule.inputs["region"], patternOf(rule)]),
      [
        [
          "us-east-1",
          {
            source: ["aws.backup"],
            "detail-type": ["Backup Job State Change", "Copy Job State Change"],
            detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
          },
        ],
      ],
    );
  });

  it("come from rules of the home Region, once the topic admits them [r2.19]", async () => {
    const stack = await planned("audit");
    const policy = stack.one(TOPIC_POLICY);
    const targets = stack.all(TARGET).filter(({ inputs }) => inputs["region"] === "us-east-1");
    assert.equal(targets.length, 4);
    for (const { inputs, dependencies } of targets) {
      assert.equal(inputs["arn"], stack.one(TOPIC).id);
      assert.equal(inputs["roleArn"], undefined);
      assert.ok(dependencies.includes(policy.urn));
    }
  });

  it("come from other Regions by way of the home Region's bus, with a role that may do no more [r2.19]", async () => {
    const stack = await planned("audit");
    const { audit = "" } = await accountIds();
    const bus = `arn:aws:events:us-east-1:${audit}:event-bus/default`;
    const role = stack.one(ROLE, "events-forwarder");
    const targets = stack.all(TARGET).filter(({ inputs }) => inputs["region"] === "us-west-2");
    assert.deepEqual(
      targets.map(({ name }) => name),
      ["events-platform-guardduty-findings-us-west-2", "events-platform-break-glass-use-us-west-2"],
    );
    for (const { inputs, propertyDependencies } of targets) {
      assert.equal(inputs["arn"], bus);
      assert.ok(propertyDependencies["roleArn"]?.includes(role.urn));
    }
    assert.deepEqual(
      document(stack.one("aws:iam/rolePolicy:RolePolicy", "events-forwarder").inputs["policy"])
        .Statement,
      [{ Effect: "Allow", Action: "events:PutEvents", Resource: bus }],
    );
  });

  it("may be handed on by accounts of the organization, and by no other", async () => {
    const stack = await planned("audit");
    const { organizationId } = (await planned("management")).plan.outputs;
    const { policy, eventBusName } = stack.one(BUS_POLICY).inputs;
    assert.equal(eventBusName, "default");
    assert.deepEqual(document(policy).Statement, [
      {
        Sid: "OrganizationHandsEventsOn",
        Effect: "Allow",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: stack.plan.outputs["eventBusArn"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
      },
    ]);
  });
});
