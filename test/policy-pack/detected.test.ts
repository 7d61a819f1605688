import assert from "node:assert/strict";
import { assertNone } from "../support/assert-none";
import { settingOf, violationsOf } from "../support/cases/made-up-resource";
import { guardrails } from "../../policy-pack/guardrails";
import type { Detection } from "../../policy-pack/guardrails/types/detection";
import { account } from "./detected/account";
import { compute } from "./detected/compute";
import { data } from "./detected/data";
import type { DetectedByGuardrail } from "./detected/detected";

const detected: DetectedByGuardrail = { ...account, ...compute, ...data };

/** Every guardrail that looks for a resource both before and after the deployment, with its rules and controls. */
const both = guardrails.flatMap((guardrail) => {
  const { detect, preview } = guardrail;
  return "none" in detect || "none" in preview ? [] : [{ guardrail, rules: detect.map(nameOf) }];
});

function nameOf(detection: Detection): string {
  return "configRule" in detection ? detection.configRule : detection.securityHubControl;
}

/**
 * The page that states when a rule or a control reports a resource: `vpc-flow-logs-enabled.html` of AWS Config, or the page
 * of the service's controls of Security Hub, such as `ec2-controls.html#ec2-8`.
 */
function pageOf(rule: string): string {
  const [service = "", number] = rule.toLowerCase().split(".");
  return number === undefined
    ? `https://docs.aws.amazon.com/config/latest/developerguide/${service.replaceAll("_", "-")}.html`
    : `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`;
}

// guardrails C4, public-reports B18
describe("What a detection of a guardrail reports", () => {
  it("has a resource or a reason for each rule and control, and for no other", () => {
    const wanted = both.flatMap(({ guardrail, rules }) =>
      rules.map((rule) => `${guardrail.id} ${rule}`),
    );
    const given = Object.entries(detected).flatMap(([id, rules]) =>
      Object.keys(rules).map((rule) => `${id} ${rule}`),
    );
    assertNone(
      wanted.filter((row) => !given.includes(row)),
      "add a row to test/policy-pack/detected: a resource that the rule's page calls noncompliant, or a reason",
    );
    assertNone(
      given.filter((row) => !wanted.includes(row)),
      "remove these rows from test/policy-pack/detected",
    );
  });

  for (const { guardrail, rules } of both) {
    for (const rule of rules) {
      const row = detected[guardrail.id]?.[rule];
      if (row === undefined) {
        continue;
      }
      if ("unseen" in row) {
        it(`is not in a program, for a reason: ${guardrail.id}, ${rule}`, () => {
          assert.ok(row.unseen.length > 20, row.unseen);
        });
        continue;
      }
      it(`is found in the preview: ${guardrail.id}, ${rule}`, async () => {
        const { with: others = [], ...resource } = row;
        for (const one of [resource, ...others]) {
          const violations = await violationsOf(settingOf(guardrail), one);
          assert.notEqual(violations.length, 0, `${JSON.stringify(one)}; see ${pageOf(rule)}`);
        }
      });
    }
  }
});
