import assert from "node:assert/strict";
import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../../../stacks/company/organization";
import { services } from "../../../stacks/company/service-prefixes";
import { organizationPolicies, targetName } from "../../../stacks/guardrails";
import { provingProject } from "../../iam/organization";
import { organizationWith } from "../../support/plan/organization";

const ARN = /^arn:[^:\s]+:[a-z0-9*-]+:[^:\s]*:(?:\d{12}|<\d{10}>|[?]{12}|aws|\*)?:\S+$/;

/** Places in a document where a list or a text is empty. */
function emptyParts(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) {
    return value === "" ? [path] : [];
  }
  return Array.isArray(value) && value.length === 0
    ? [path]
    : Object.entries(value).flatMap(([key, part]) => emptyParts(part, `${path}.${key}`));
}

/** Actions and ARNs of a statement that are not what AWS understands. */
function malformed({ Action, NotAction, Resource, NotResource, Condition }: Statement): string[] {
  const isAction = (action: string): boolean =>
    action === "*" ||
    (/^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(action) && services.includes(action.split(":")[0] ?? ""));
  const isArn = (arn: string): boolean => arn === "*" || ARN.test(arn);
  const arnValues = Object.entries(Condition ?? {})
    .filter(([operator]) => /(?:^|:)Arn/.test(operator))
    .flatMap(([, keys]) => Object.values(keys).flat());
  return [
    ...[...list(Action), ...list(NotAction)].filter((action) => !isAction(action)),
    ...[...list(Resource), ...list(NotResource), ...arnValues].filter((arn) => !isArn(arn)),
  ];
}

/** Documents write a list of one as its value. */
function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

describe("Every document of the organization policies", () => {
  const companies: Readonly<Record<string, () => Organization>> = {
    "the default company": organizationWith,
    "a company with every guardrail on": () => provingProject().organization,
  };
  for (const [company, organization] of Object.entries(companies)) {
    it(`has whole actions and ARNs and nothing empty, in ${company}`, () => {
      for (const { policyType, target, content, statements } of organizationPolicies(
        organization(),
      )) {
        const what = `${policyType} on ${targetName(target)}`;
        assert.deepEqual(emptyParts(JSON.parse(content)), [], what);
        assert.deepEqual(
          statements.flatMap(({ statement }) => malformed(statement)),
          [],
          what,
        );
      }
    });
  }
});
