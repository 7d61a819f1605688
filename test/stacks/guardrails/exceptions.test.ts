import assert from "node:assert/strict";
import { BREAK_GLASS_ROLE } from "../../../components/shared/naming";
import { organizationPolicies, targetName } from "../../../stacks/guardrails";
import { dayFromToday } from "../../../stacks/company/clock";
import { questionsOf } from "../../iam/whole/cases";
import { companyWith, decideByPlan } from "../../iam/whole";
import { organizationWith } from "../../support/plan/organization";

const expires = dayFromToday(90);
const exceptions = [{ account: "sandbox", reason: "a relocation", expires }];

describe("An exception on AWS", () => {
  const during = { "aws:CurrentTime": `${expires}T23:59:59Z` };
  const afterwards = { "aws:CurrentTime": `${dayFromToday(91)}T00:00:00Z` };

  /** Result of one request under the policies of a company. */
  async function outcome(
    guardrail: string,
    request: { account: string; actions: string[]; resource: string; context: object },
    by = "role/administrator",
  ): Promise<string> {
    const whole = await companyWith({ [`guardrails.${guardrail}.exceptions`]: exceptions });
    const context = request.context as Record<string, string>;
    const [question] = questionsOf(whole, {
      ...request,
      name: guardrail,
      principal: by,
      context,
      expected: "allowed",
    });
    assert.ok(question, "nothing is asked");
    return decideByPlan(whole, question.request, question.governing);
  }

  it("ends after its last day, also without a deployment", async () => {
    const stopping = {
      account: "sandbox",
      actions: ["cloudtrail:StopLogging"],
      resource: "arn:aws:cloudtrail:us-east-1:${sandbox}:trail/acme-organization",
    };
    const guardrail = "protect-cloudtrail";
    const ask = (context: object, account = "sandbox", by?: string) =>
      outcome(guardrail, { ...stopping, account, context }, by);
    assert.equal(await ask(during), "allowed");
    assert.equal(await ask(afterwards), "denied");
    assert.equal(await ask(afterwards, "sandbox", `role/${BREAK_GLASS_ROLE}`), "allowed");
    assert.equal(await ask(during, "audit"), "denied", "an account without an exception");
  });

  it("applies to the account of the resource in a resource control policy", async () => {
    const reading = {
      account: "sandbox",
      actions: ["s3:GetObject"],
      resource: "arn:aws:s3:::data/object",
    };
    const plain = { "aws:SecureTransport": "false" };
    const ask = (context: object) =>
      outcome("require-tls", { ...reading, context: { ...plain, ...context } });
    assert.equal(await ask(during), "allowed");
    assert.equal(await ask(afterwards), "denied");
  });
});

describe("A change of one guardrail", () => {
  const inProduction = exceptions.map((exception) => ({ ...exception, account: "prod" }));
  const documents = (changes: Record<string, unknown>) =>
    organizationPolicies(organizationWith(changes)).filter(
      ({ statements }) => statements.length > 0,
    );

  /** Number of the document that contains each part of a statement, without the statements of one guardrail. */
  function placesOf(changes: Record<string, unknown>, except: string): Map<string, number> {
    const counts = new Map<string, number>();
    const places = new Map<string, number>();
    for (const { policyType, target, statements } of documents(changes)) {
      const series = `${policyType} ${targetName(target)}`;
      const number = (counts.get(series) ?? 0) + 1;
      counts.set(series, number);
      for (const { guardrails, statement } of statements) {
        const { Action = ["*"], NotAction, Resource, NotResource, Condition } = statement;
        const rest = JSON.stringify([NotAction, Resource, NotResource, Condition]);
        for (const action of guardrails.every((id) => id === except) ? [] : Action) {
          places.set(`${series} ${action} ${rest}`, number);
        }
      }
    }
    return places;
  }

  for (const id of [
    "approved-regions",
    "deny-public-buckets",
    "require-encrypted-storage",
    "deny-iam-users",
    "protect-config",
    "protect-platform-keys",
    "require-deletion-window",
  ]) {
    for (const [what, changes] of [
      ["an exception", { [`guardrails.${id}.exceptions`]: inProduction }],
      ["only reporting", { [`guardrails.${id}.stage`]: "report" }],
    ] as const) {
      it(`moves no statement of another guardrail to another document: ${what} of ${id}`, () => {
        const before = placesOf({}, id);
        const moved = [...placesOf(changes, id)].filter(
          ([part, number]) => before.has(part) && before.get(part) !== number,
        );
        assert.deepEqual(moved, []);
      });
    }
  }

  it("changes only the documents that contain it, and the last one", () => {
    const before = documents({});
    const contents = new Set(before.map(({ content }) => content));
    const id = "deny-public-buckets";
    const after = documents({ [`guardrails.${id}.exceptions`]: exceptions });
    const changed = after.filter(({ content }) => !contents.has(content));
    const held = before.filter(({ guardrails }) => guardrails.includes(id));
    assert.ok(changed.length <= held.length + 1, `${changed.length} of ${after.length} change`);
    assert.equal(after.length, before.length);
  });
});
