import assert from "node:assert/strict";
import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { resourceArguments } from "../support/cases/provider-types";
import { assertNone } from "../support/assert-none";
import {
  openOnPurpose,
  policiesOfHolders,
  unreadPolicies,
  withoutServiceStatement,
  withoutTlsStatement,
} from "./resource-policies";

/** Names of arguments that are a policy in JSON. */
const policyInput =
  /^(?:policy|accessPolic(?:ies|y)|assumeRolePolicy|deliveryDestinationPolicy|re(?:pository|source)Policy|\w*[pP]olicyDocument)$/;

const found = resourceArguments()
  .filter(({ name, written }) => policyInput.test(name) && /<string\b/.test(written))
  .map(({ name, of }) => ({ type: of, key: `${name} of ${of}` }));
const others = { ...unreadPolicies, ...policiesOfHolders };
const types = [...new Set(found.filter(({ key }) => !(key in others)).map(({ type }) => type))];

/** Types that the previews of guardrails check. */
function checkedBy(ids: readonly string[]): ReadonlySet<string> {
  return new Set(
    ids.flatMap((id) => {
      const preview: Guardrail["preview"] | undefined = guardrails.find(
        (guardrail) => guardrail.id === id,
      )?.preview;
      assert.ok(preview && !("none" in preview), id);
      return [...(preview.resource ?? []), ...(preview.stack ?? [])].flatMap((rule) =>
        rule.types === "aws" ? [] : rule.types,
      );
    }),
  );
}

interface Demand {
  readonly title: string;
  readonly guardrails: readonly string[];
  /** Beginnings of the types that are not checked, after `aws:`. */
  readonly unchecked: readonly string[];
}

const demands: readonly Demand[] = [
  {
    title: "every principal",
    guardrails: [
      ...["deny-open-resource-policies", "deny-public-buckets", "narrow-trust-policies"],
      "restrict-endpoint-policies",
    ],
    unchecked: Object.keys(openOnPurpose).map((key) => key.split(" of aws:")[1] ?? key),
  },
  {
    title: "plain HTTP",
    guardrails: ["require-tls"],
    unchecked: withoutTlsStatement.flatMap(({ services }) => services),
  },
  {
    title: "services that act for strangers",
    guardrails: ["deny-confused-deputies"],
    unchecked: withoutServiceStatement.flatMap(({ services }) => services),
  },
];

// guardrails C4, public-reports B18
describe("Resource policies of sister types", () => {
  it("are classified: each policy of the provider is one of a resource, or is not for a reason", () => {
    assert.ok(types.length > 50, `${types.length} types`);
    const keys = found.map(({ key }) => key);
    assertNone(
      Object.keys({ ...others, ...openOnPurpose }).filter((key) => !keys.includes(key)),
      "remove these arguments from test/policy-pack/resource-policies.ts",
    );
  });

  for (const { title, guardrails: ids, unchecked } of demands) {
    it(`are checked for ${title} by ${ids.join(", ")}, or are not for a reason`, () => {
      const checked = checkedBy(ids);
      const isUnchecked = (type: string): boolean =>
        unchecked.some((start) => type.startsWith(`aws:${start}`));
      assertNone(
        types.filter((type) => !checked.has(type) && !isUnchecked(type)),
        "add these types to the guardrail, or a reason to test/policy-pack/resource-policies.ts",
      );
      assertNone(
        types.filter((type) => checked.has(type) && isUnchecked(type)),
        "remove the reason for these types, which the guardrail checks",
      );
      assertNone(
        unchecked.filter((start) => !types.some((type) => type.startsWith(`aws:${start}`))),
        "remove these services from test/policy-pack/resource-policies.ts",
      );
    });
  }
});
