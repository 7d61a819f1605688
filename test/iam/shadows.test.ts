import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../support/plan/planned";
import { type Deny, deniersOf, deniesOf } from "./deniers";
import { casesOf, type Proved, proveOrganization } from "./organization";
import { requestsOf } from "./simulate";

/** A statement that denies nothing that others do not deny. */
interface Shadowed {
  readonly statement: string;
  /** File of the guardrail under `policy-pack/guardrails`, without its extension. */
  readonly guardrail: string;
  /** Sids of the statements that deny the same requests. Empty when no request is denied. */
  readonly by: readonly string[];
  readonly because: string;
}

/** Statements that are shadowed today. The list may only become shorter. */
const listed = JSON.parse(
  readFileSync(join(__dirname, "shadowed.json"), "utf8"),
) as readonly Shadowed[];

describe("Deny statements that are on by default", () => {
  it("are each the only one that denies some request, except those of shadowed.json", async () => {
    const proved = await proveOrganization();
    const denies = deniesOf(proved, ({ optIn }) => optIn === undefined);
    assert.ok(denies.length > 100, `${denies.length} statements`);
    const { found, requests } = await shadowsAmong(proved, denies);
    console.log(
      `      ${denies.length} statements, ${requests} requests: ${found.length} shadowed by others`,
    );
    assert.deepEqual(
      found,
      listed.map(({ statement, guardrail, by }) => ({
        statement,
        guardrail: guardrail.split("/")[1],
        by: [...by].sort(),
      })),
      "a statement that is alone now is removed from test/iam/shadowed.json; a new one here never acts",
    );
  });

  it("are found when another statement covers them", async () => {
    const proved = await proveOrganization();
    const denies = deniesOf(proved, ({ id }) => id === "protect-flow-logs");
    assert.deepEqual((await shadowsAmong(proved, denies)).found, []);
    const twins = denies.map((deny) => ({ ...deny, statement: `${deny.statement}Again` }));
    const { found } = await shadowsAmong(proved, [...denies, ...twins]);
    assert.equal(found.length, 2 * denies.length);
  });

  it("are listed with their guardrail and a reason", () => {
    for (const { guardrail, because } of listed) {
      assert.ok(
        existsSync(join(repository, "policy-pack", "guardrails", `${guardrail}.ts`)),
        `correct ${guardrail} in test/iam/shadowed.json`,
      );
      assert.notEqual(because, "");
    }
  });
});

/** The statements that are never the only one of the given that denies a request of the guardrails' cases. */
async function shadowsAmong(proved: Proved, denies: readonly Deny[]) {
  const alone = new Set<string>();
  const others = new Map<string, Set<string>>();
  let requests = 0;
  for (const [id, { cases }] of casesOf) {
    const home = id in proved.organization.accounts ? id : "prod";
    for (const request of cases.flatMap((one) => requestsOf(one, proved.ids, home))) {
      requests += 1;
      const sids = (await deniersOf(denies, request)).map(({ statement }) => statement);
      const [only, second] = sids;
      if (only !== undefined && second === undefined) {
        alone.add(only);
      }
      for (const sid of sids) {
        const known = others.get(sid) ?? new Set();
        sids.filter((other) => other !== sid).forEach((other) => known.add(other));
        others.set(sid, known);
      }
    }
  }
  const found = denies
    .filter(({ statement }) => !alone.has(statement))
    .map(({ statement, guardrail }) => ({
      statement,
      guardrail,
      by: [...(others.get(statement) ?? [])].sort(),
    }));
  return { found, requests };
}
