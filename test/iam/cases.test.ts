import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { denyStatements } from "../../components/organization/guardrail-policies";
import { loadProject } from "../../cli/planner/project";
import { guardrails } from "../../policy-pack/guardrails";
import { denyContext, guardrailParameters } from "../../stacks/guardrails";
import { planned, repository } from "../support/planned";
import { decide, type IamCase } from "./simulate";

const folder = join(__dirname, "cases");
const cases = new Map(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(join(folder, file), "utf8")) as IamCase[],
  ]),
);

/** The statements of one guardrail as the only document. */
function alone(guardrail: string): string[] {
  const { organization } = loadProject(repository);
  const statements = denyStatements(guardrailParameters(organization), denyContext(organization))
    .filter((item) => item.guardrail === guardrail)
    .map(({ statement }) => statement);
  return [JSON.stringify({ Version: "2012-10-17", Statement: statements })];
}

async function planDocuments(): Promise<string[]> {
  return (await planned("management"))
    .all("aws:organizations/policy:Policy")
    .map(({ inputs }) => String(inputs["content"]));
}

describe("IAM simulation of the guardrails", () => {
  for (const guardrail of guardrails.filter(({ deny }) => "statements" in deny)) {
    describe(`${guardrail.id} [${guardrail.requirements.join(", ")}]`, () => {
      const own = cases.get(guardrail.id) ?? [];

      it("has a denied request, an allowed neighbour and an exempt role among its cases", () => {
        assert.ok(own.some(({ expected }) => expected === "denied"));
        assert.ok(own.some(({ expected }) => expected === "allowed"));
        assert.ok(
          own.some(
            ({ expected, principal, context }) =>
              expected === "allowed" &&
              (principal.endsWith("role/platform-deployment") || context?.["aws:AssumedRoot"]),
          ),
        );
      });

      for (const request of own) {
        const verb = request.expected === "denied" ? "denies" : "allows";
        it(`${verb} ${request.name}`, async () => {
          assert.equal(await decide(request, alone(guardrail.id)), request.expected, "alone");
          assert.equal(await decide(request, await planDocuments()), request.expected, "planned");
        });
      }

      for (const [index, statement] of (
        JSON.parse(alone(guardrail.id)[0] ?? "") as { Statement: { Sid: string }[] }
      ).Statement.entries()) {
        it(`notices when ${statement.Sid} is gone`, async () => {
          const rest = JSON.parse(alone(guardrail.id)[0] ?? "") as { Statement: object[] };
          rest.Statement.splice(index, 1);
          const without = rest.Statement.length === 0 ? [] : [JSON.stringify(rest)];
          const decisions = await Promise.all(
            own.map(async (request) => (await decide(request, without)) !== request.expected),
          );
          assert.ok(decisions.includes(true), "no case fails without the statement");
        });
      }
    });
  }

  it("has cases for guardrails that exist only", () => {
    const ids = guardrails.map(({ id }) => id);
    assert.deepEqual(
      [...cases.keys()].filter((id) => !ids.includes(id)),
      [],
    );
  });
});
