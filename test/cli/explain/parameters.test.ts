import assert from "node:assert/strict";
import { type ApplicableGuardrail, explain } from "../../../cli/explain/explain";
import { explanationText } from "../../../cli/output/explanation";
import type { ParameterRemedy } from "../../../cli/explain/parameters";
import { guardrails } from "../../../policy-pack/guardrails";
import type { Guardrail } from "../../../policy-pack/guardrails/types/guardrail";
import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../../../stacks/company/organization";
import { denyContext, effectiveGuardrails } from "../../../stacks/guardrails";
import { hasStatements, outcome, type Statements } from "../../iam/alone";
import { casesOf, proveOrganization, type Proved } from "../../iam/organization";
import { type Request, requestsOf } from "../../iam/simulate";
import { sampled } from "../../support/sweep";
import { organizationWith } from "../../support/plan/organization";

/** Guardrails with lists that AWS enforces, for which no denied request of test/iam/cases can be allowed by a list. */
const onlyPreview = "the parameter changes previews alone: AWS has no condition key for it";
const protectedNames = "the list names what is protected, and its only entry cannot be removed";
const notEvaluated = "explain does not evaluate the operator, or the key has several values";
const withoutRemedy: Readonly<Record<string, string>> = {
  "deny-region-toggles": onlyPreview,
  "require-expected-networks": notEvaluated,
  "restrict-federation": onlyPreview,
  "protect-alarms": protectedNames,
  "protect-network-hub": protectedNames,
  "deny-network-peering": onlyPreview,
  "deny-vpn-connections": onlyPreview,
  "protect-firewalls": protectedNames,
  "require-cluster-logs": "the list names logs that must be on: the request can send them",
  "protect-backup-plans": onlyPreview,
  "deny-untagged-resources":
    "the list names tags that a request must set: the request can set them",
  "protect-platform-tags": notEvaluated,
  "protect-cost-records": protectedNames,
  "revoke-sessions": notEvaluated,
};

const withLists = guardrails.filter(
  (guardrail) =>
    hasStatements(guardrail) &&
    Object.values(guardrail.parameters).some(({ type }) => type === "strings"),
);

/** One guardrail of each outcome: a longer list, a shorter one, several lists, no list that helps. */
const sample = [
  ...["approved-regions", "deny-services", "deny-outside-principals", "protect-log-groups"],
  ...["deny-network-peering", "allow-instance-types"],
];
const tested = sampled(
  withLists,
  withLists.filter(({ id }) => sample.includes(id)),
);

/** The organization of the simulations, in which every account has an id. */
function withIds({ organization, ids }: Proved): Organization {
  return {
    ...organization,
    accounts: Object.fromEntries(
      Object.entries(organization.accounts).map(([key, account]) => [
        key,
        { ...account, id: ids.accounts[key] ?? account.id },
      ]),
    ),
  };
}

function questionOf({ action, resource, principal, context }: Request) {
  const single = Object.entries(context).filter(([, value]) => typeof value === "string");
  return {
    action,
    ...(resource !== "*" && { resource }),
    ...(principal.startsWith("arn:") && { principal }),
    context: Object.fromEntries(single) as Record<string, string>,
  };
}

/** The guardrail's statements with one list replaced. */
function statementsWith(
  organization: Organization,
  guardrail: Guardrail,
  { parameter, value }: ParameterRemedy,
): Statements {
  const on = effectiveGuardrails(organization);
  const effective = on.find((one) => one.guardrail.id === guardrail.id);
  assert.ok(effective, guardrail.id);
  const changed =
    parameter === "exemptRoles"
      ? { ...effective, exemptRoles: value }
      : { ...effective, parameters: { ...effective.parameters, [parameter]: value } };
  const context = {
    ...denyContext(organization, changed, on),
    organizationId: organizationId(organization),
  };
  const statements: Record<keyof Statements, Statement[]> = {
    SERVICE_CONTROL_POLICY: [],
    RESOURCE_CONTROL_POLICY: [],
  };
  for (const policy of "none" in guardrail.deny ? [] : guardrail.deny) {
    if ("statements" in policy) {
      statements[policy.policyType].push(...policy.statements(context, changed.parameters));
    }
  }
  return statements;
}

let organizationId: (organization: Organization) => string;

// public-reports B23: explain offered an exception of the whole account where a parameter exists for the request.
describe("A parameter that an explanation offers", () => {
  const found = new Map<string, number>();
  let proved: Proved;
  let organization: Organization;

  before(async () => {
    proved = await proveOrganization();
    organization = withIds(proved);
    organizationId = () => proved.ids.organization;
  });

  /** Denied requests of a guardrail, each with what the explanation offers for it. */
  function* offers(guardrail: Guardrail): Generator<[Request, ApplicableGuardrail]> {
    const home = guardrail.optIn === undefined ? "prod" : guardrail.id;
    for (const one of casesOf.get(guardrail.id)?.cases ?? []) {
      if (one.expected === "denied") {
        // The requests of a case differ in the action alone: two of them show that its list allows them.
        for (const request of requestsOf(one, proved.ids, home).slice(0, 2)) {
          const account = request.account ?? request.resourceAccount ?? home;
          const applicable =
            account === "management"
              ? undefined
              : explain(organization, account, questionOf(request)).applicable.find(
                  (candidate) => candidate.guardrail.id === guardrail.id,
                );
          if (applicable) {
            yield [request, applicable];
          }
        }
      }
    }
  }

  for (const guardrail of tested) {
    it(`allows the same request in the simulation: ${guardrail.id}`, async () => {
      let exempted = false;
      for (const [request, { remedies }] of offers(guardrail)) {
        for (const remedy of remedies.filter(({ key }) => key === undefined)) {
          if (remedy.parameter === "exemptRoles") {
            if (exempted) {
              continue;
            }
            exempted = true;
          } else {
            found.set(guardrail.id, (found.get(guardrail.id) ?? 0) + 1);
          }
          assert.equal(
            await outcome(request, statementsWith(organization, guardrail, remedy)),
            "allowed",
            `${remedy.parameter}: ${remedy.value.join(", ")} for ${request.action} on ${request.resource} by ${request.principal}`,
          );
        }
      }
    });
  }

  it("exists for every guardrail with lists, or a reason why not", () => {
    const ids = tested.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => !found.has(id)),
      ids.filter((id) => id in withoutRemedy),
    );
  });
});

describe("The offer for a model in another Region", () => {
  const model = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  const question = {
    action: "bedrock:InvokeModelWithResponseStream",
    resource: `arn:aws:bedrock:us-east-2::foundation-model/${model}`,
  };

  it("is the inference profile before the Region, and both before an exception", () => {
    const text = explanationText(explain(organizationWith(), "prod", question), undefined, 200);
    const places = [
      `inferenceProfiles:\n              - arn:aws:bedrock:*:*:inference-profile/*.${model}`,
      "approved-regions.regions: [us-east-1, us-west-2, us-east-2]",
      "exceptions:",
    ].map((part) => text.indexOf(part));
    assert.ok(!places.includes(-1), text);
    assert.deepEqual(
      places,
      [...places].sort((left, right) => left - right),
    );
  });

  it("allows the request that carries the profile, in the simulation", async () => {
    const proved = await proveOrganization();
    const guardrail = guardrails.find(({ id }) => id === "approved-regions");
    const { applicable } = explain(organizationWith(), "prod", question);
    const [first] = applicable.find((one) => one.guardrail === guardrail)?.remedies ?? [];
    assert.ok(guardrail && first);
    assert.equal(first.key, "bedrock:InferenceProfileArn");
    const profile = `arn:aws:bedrock:us-east-1:111111111111:inference-profile/us.${model}`;
    const [request] = requestsOf(
      {
        name: "a model",
        actions: [question.action],
        resource: question.resource,
        context: { "aws:RequestedRegion": "us-east-2", "bedrock:InferenceProfileArn": profile },
        expected: "allowed",
      },
      proved.ids,
      "prod",
    );
    assert.ok(request);
    const alone = statementsWith(organizationWith(), guardrail, first);
    assert.equal(await outcome(request, alone), "allowed");
    const before = statementsWith(organizationWith(), guardrail, { ...first, value: [] });
    assert.equal(await outcome(request, before), "denied");
  });
});
