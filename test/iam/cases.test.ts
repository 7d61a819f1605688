import assert from "node:assert/strict";
import { guardrails } from "../../policy-pack/guardrails";
import { hasStatements, outcome, statementsAlone } from "./alone";
import { casesOf, exemptRolesOf, proveOrganization } from "./organization";
import { asRole, decide, type Request, requestsOf } from "./simulate";

/** Ids of the guardrails that AWS enforces with statements. */
const enforced = guardrails.filter(hasStatements);

describe("IAM simulation of the guardrails", () => {
  for (const guardrail of enforced) {
    const { id } = guardrail;
    const own = casesOf.get(id);
    const home = guardrail.optIn === undefined ? "prod" : id;

    describe(`${id} [${guardrail.about.requirements.join(", ")}]`, () => {
      it("has a denied request, an allowed neighbour and its exemption among its cases", () => {
        assert.ok(own, `test/iam/cases/${id}.json is missing`);
        assert.ok(
          own.cases.some(({ expected }) => expected === "denied"),
          "nothing is denied",
        );
        assert.ok(
          own.cases.some(({ expected }) => expected === "allowed"),
          "nothing is allowed",
        );
      });

      for (const one of own?.cases ?? []) {
        const verb = one.expected === "denied" ? "denies" : "allows";
        it(`${verb} ${one.name}`, async () => {
          const proved = await proveOrganization();
          const alone = statementsAlone(proved, guardrail);
          for (const request of requestsOf(one, proved.ids, home)) {
            const what = `${request.action} on ${request.resource} by ${request.principal}`;
            assert.equal(await outcome(request, alone), one.expected, `${what}, alone`);
            assert.equal(
              await planned(request),
              one.planned ?? one.expected,
              `${what}, by everything the plan emits`,
            );
          }
        });
      }

      it("exempts its exempt roles, and no role whose name only begins like theirs", async () => {
        const proved = await proveOrganization();
        const alone = statementsAlone(proved, guardrail);
        for (const one of own?.cases ?? []) {
          for (const request of requestsOf(one, proved.ids, home)) {
            for (const role of own ? exemptRolesOf(own, one) : []) {
              const what = `${request.action} on ${request.resource}`;
              assert.equal(
                await outcome(asRole(request, role), alone),
                "allowed",
                `${what} by ${role}`,
              );
              assert.equal(
                await outcome(asRole(request, `${role}-too`), alone),
                "denied",
                `${what} by ${role}-too`,
              );
            }
          }
        }
      });
    });
  }

  it("has cases for guardrails that exist only", () => {
    const ids = enforced.map(({ id }) => id);
    assert.deepEqual(
      [...casesOf.keys()].filter((id) => !ids.includes(id)),
      [],
    );
  });
});

async function planned(request: Request): Promise<"allowed" | "denied"> {
  const { policiesOf } = await proveOrganization();
  return decide(request, {
    principal: request.account === undefined ? [] : policiesOf(request.account),
    resource: request.resourceAccount === undefined ? [] : policiesOf(request.resourceAccount),
  });
}
