import assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { guardrails } from "../../../policy-pack/guardrails";
import { organizationSchema } from "../../../stacks/company/organization";
import { sectionKey, settingsSchemas } from "../../../stacks/company/settings";
import { stricterValues } from "../../../stacks/company/stricter-values";
import { defaultOrganization } from "../../support/plan/default-company";
import { repository } from "../../support/plan/planned";
import { effectWith, type Place, type Scope, sectionOf } from "../../support/strictness/companies";
import { type OptionalKey, optionalKeys } from "../../support/strictness/optional-keys";
import { sampled, sweeping } from "../../support/sweep";

/** A key that may be left out, with the values that it is compared with. */
interface Case extends Place, Omit<OptionalKey, "path"> {
  /** Path with `organization` or the section: `network.mail.senders`. */
  readonly key: string;
  readonly scope: Scope;
}

/** Result of the comparison of a key. */
interface Result {
  readonly key: string;
  /** Number of explicit values that were compared; `refused` when the key cannot be left out. */
  readonly compared: number | "refused";
  /** In what the company without the key is laxer, by value. */
  readonly laxer: readonly string[];
}

/** Values that a key of free text is compared with. */
const FEW = 3;

/** Keys of which this company accepts no value, each with the reason. */
const uncompared: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^organization\.accounts\.management\./, "the management account is in no OU, and has a stack"],
  [/^organization\.accounts\.[\w-]+\.(?:stack|id)$/, "each account has a stack, and is new"],
  [/^organization\.accounts\.[\w-]+\.roles$/, "each account has a stack of its own"],
  [/^organization\.existing$/, "organization.rollout.stage must come with it"],
  [/^organization\.guardrails\.[\w-]+\.preview$/, "the guardrail has no preview"],
  [/^workload\.zoneIds$/, "as many ids as the network has zones"],
  [/^organization\.guardrails\.protect-platform-roles\./, "the guardrail binds every account"],
  [
    /^organization\.guardrails\.[\w-]+\.(?:services|principals|issuedBefore)$/,
    "the guardrail is off",
  ],
  [/^organization\.guardrails\.(?:quarantine|suspend)-accounts\.environments$/, "OUs decide here"],
];

const { stacks } = loadProject(repository);

function cases(): Case[] {
  const organization = optionalKeys(organizationSchema, defaultOrganization(), "organization");
  return [
    ...organization.map(({ path: key, ...values }): Case => {
      const path = key.replace("organization.", "");
      const [section, name = ""] = path.split(".");
      const own = stacks.filter(({ account }) => account === name).map(({ stack }) => stack);
      const scope: Scope =
        section === "guardrails"
          ? { guardrail: name, stacks: [] }
          : { stacks: section === "accounts" ? own : ["management", "sandbox"] };
      return { key, path, scope, ...values };
    }),
    ...stacks.flatMap((file) => {
      const { stack, role } = file;
      const section = sectionKey(role);
      return optionalKeys(settingsSchemas[role], sectionOf(file), section).map(
        ({ path: key, ...values }): Case => ({
          ...{ key, stack, path: key.slice(section.length + 1), scope: { stacks: [stack] } },
          ...values,
        }),
      );
    }),
  ];
}

async function compare({ key, values, all, scope, ...place }: Case): Promise<Result> {
  const without = await effectWith(place, undefined, scope);
  if (without === undefined) {
    return { key, compared: "refused", laxer: [] };
  }
  let compared = 0;
  const laxer: string[] = [];
  for (const value of values) {
    const effect = all || compared < FEW ? await effectWith(place, value, scope) : undefined;
    if (effect !== undefined) {
      compared += 1;
      const [first] = without.laxerThan(effect);
      laxer.push(
        ...(first === undefined ? [] : [`${key}: than ${JSON.stringify(value)}: ${first}`]),
      );
    }
  }
  return { key, compared, laxer };
}

/** Reason why leaving out a key may be laxer than a value. */
function reasonFor(key: string): string | undefined {
  const [, section, id, name = ""] = key.split(".");
  const guardrail = section === "guardrails" ? guardrails.find((one) => one.id === id) : undefined;
  return name === "enabled"
    ? guardrail?.optIn
    : (guardrail?.parameters[name]?.description ?? listed(key)?.reason);
}

function listed(key: string) {
  return stricterValues.find((entry) => isUnder(entry.key, key));
}

function isUnder(pattern: string, key: string): boolean {
  const expression = pattern.replaceAll(".", "\\.").replaceAll("*", "[^.]+");
  return new RegExp(`^${expression}$`).test(key);
}

// first-use 1
describe("A key that is left out", () => {
  const all = cases();
  const results: Result[] = [];

  before(async function () {
    this.timeout(sweeping ? 3_600_000 : 300_000);
    const named =
      /^(?:network|audit|operations\.github|workload\.cluster\.access)\.|^organization\.accounts\.prod\.env|policyQuotas/;
    const sample = all.filter(({ key }, index) => named.test(key) || index % 29 === 0);
    for (const one of sampled(all, sample)) {
      results.push(await compare(one));
    }
  });

  it("makes the company laxer than no value of the key, unless a reason is listed", () => {
    const lax = results.filter(({ key }) => reasonFor(key) === undefined);
    assert.deepEqual(
      lax.flatMap(({ laxer }) => laxer),
      [],
    );
  });

  it("is compared with a value, or is refused", () => {
    const none = results.filter(({ compared }) => compared === 0).map(({ key }) => key);
    assert.deepEqual(
      none.filter((key) => !uncompared.some(([pattern]) => pattern.test(key))),
      [],
    );
    const refused = results.filter(({ compared }) => compared === "refused");
    assert.equal(
      refused.some(({ key }) => key === "organization.accounts.prod.environment"),
      true,
    );
  });

  it("has a reason in the list for each key there, and none for others", () => {
    const unknown = stricterValues.filter(({ key }) => !all.some((one) => isUnder(key, one.key)));
    assert.deepEqual(unknown, [], "no such key may be left out");
    const needed = results.filter(({ laxer }) => laxer.length > 0).map(({ key }) => listed(key));
    const needless = sweeping ? stricterValues.filter((entry) => !needed.includes(entry)) : [];
    assert.deepEqual(
      needless,
      [],
      "no value of the key is stricter than its absence: remove the entry",
    );
  });

  after(() => {
    if (sweeping) {
      const comparisons = results.reduce((sum, { compared }) => sum + (Number(compared) || 0), 0);
      console.log(`    ${results.length} keys left out, ${comparisons} comparisons`);
    }
  });
});
