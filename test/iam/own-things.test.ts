import assert from "node:assert/strict";
import { accountTags } from "../../stacks/company/tags";
import { assertNone } from "../support/assert-none";
import { requestsOf } from "./simulate";
import { decideByPlan, type MemberResource, wholeOrganization } from "./whole";

/** Types of the platform's things that guardrails keep, and the call that ends each. */
const endings: Readonly<Record<string, readonly [action: string, arn: (thing: Thing) => string]>> =
  {
    "aws:sns/topic:Topic": ["sns:DeleteTopic", arnOf],
    "aws:cloudwatch/eventRule:EventRule": ["events:DeleteRule", arnOf],
    "aws:cloudwatch/logGroup:LogGroup": ["logs:DeleteLogGroup", arnOf],
    "aws:cloudwatch/metricAlarm:MetricAlarm": ["cloudwatch:DeleteAlarms", arnOf],
    "aws:wafv2/webAcl:WebAcl": ["wafv2:DeleteWebACL", arnOf],
    "aws:lb/loadBalancer:LoadBalancer": ["wafv2:DisassociateWebACL", arnOf],
    "aws:backup/vault:Vault": ["backup:DeleteBackupVault", arnOf],
    "aws:backup/plan:Plan": ["backup:DeleteBackupPlan", arnOf],
    "aws:cfg/organizationConformancePack:OrganizationConformancePack": [
      "config:DeleteOrganizationConformancePack",
      arnOf,
    ],
    "aws:cfg/configurationAggregator:ConfigurationAggregator": [
      "config:DeleteConfigurationAggregator",
      arnOf,
    ],
    "aws:kms/key:Key": ["kms:ScheduleKeyDeletion", arnOf],
    "aws:s3/bucket:Bucket": ["s3:DeleteBucket", arnOf],
  };

/** Guardrails that bind production alone. */
const productionOnly = new Set(["aws:cloudwatch/metricAlarm:MetricAlarm"]);

type Thing = MemberResource["values"];

function arnOf({ arn }: Thing): string {
  return String(arn);
}

// guardrails B1, B12: what is narrowed for teams still keeps all of the platform's own things
describe("Things of the platform in member accounts", () => {
  for (const [type, [action, arn]] of Object.entries(endings)) {
    it(`are kept from administrators: ${type}`, async () => {
      const whole = await wholeOrganization();
      const things = whole.resources.filter(
        (one) => one.type === type && !(productionOnly.has(type) && one.account === "sandbox"),
      );
      assert.notEqual(things.length, 0, "the plan has none");
      const lost: string[] = [];
      for (const { account, region, values, name } of things) {
        const tags = Object.entries(accountTags(whole.organization, account));
        const [request] = requestsOf(
          {
            name,
            actions: [action],
            resource: arn(values),
            context: {
              "aws:RequestedRegion": region,
              ...Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
            },
            expected: "denied",
          },
          whole.ids,
          account,
        );
        assert.ok(request);
        if ((await decideByPlan(whole, request, request.resource)) === "allowed") {
          lost.push(`${request.resource} (${name})`);
        }
      }
      assertNone(lost, "no guardrail keeps it");
    });
  }
});
