import assert from "node:assert/strict";
import { BREAK_GLASS_ROLE, DEPLOYMENT_ROLE } from "../../components/shared/naming";
import type { Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { matches } from "../../policy-pack/guardrails/support/wildcards";
import { type OwnPolicy, type Whole, companyWith, wholeOrganization } from "./whole";
import {
  answerOf,
  described,
  erasable,
  questionsOf,
  type WholeCase,
  wholeCases,
} from "./whole/cases";

const kinds = Object.keys(erasable.principals);

describe("The whole organization", () => {
  for (const { title, cases, company } of wholeCases) {
    describe(title, () => {
      for (const one of cases) {
        it(`${one.expected === "denied" ? "denies" : "allows"} ${one.name}`, async () => {
          const whole = await (company ? companyWith(company) : wholeOrganization());
          await assertCase(whole, one);
        });
      }
    });
  }

  describe("Data that could be lost", () => {
    for (const { name, may = {}, ...thing } of erasable.things) {
      const who =
        Object.keys(may).length === kinds.length ? "everybody" : Object.keys(may).join(", ");
      it(`keeps ${name} from all but ${who}`, async () => {
        assert.deepEqual(
          Object.keys(may).filter((kind) => !kinds.includes(kind)),
          [],
          "principals that the file does not name",
        );
        const whole = await wholeOrganization();
        for (const [kind, principal] of Object.entries(erasable.principals)) {
          const expected = kind in may ? "allowed" : "denied";
          await assertCase(whole, { ...thing, name, principal, expected });
        }
      });
    }
  });

  it("has a case for every service that a planned policy names, on everything that it names", async () => {
    const whole = await wholeOrganization();
    const tried = wholeCases
      .flatMap(({ cases, company }) => (company ? [] : cases))
      .filter(({ expected }) => expected === "allowed")
      .flatMap((one) => questionsOf(whole, one))
      .map(({ request, governing }) => ({ ...request, governing }));
    const missing = whole.ownPolicies.flatMap((policy) =>
      grantsToServices(policy).filter(
        ({ service, action }) =>
          !tried.some(
            (request) =>
              request.principal === service &&
              belongsTo(policy, request.governing) &&
              matches(action, request.action, { ignoreCase: true }),
          ),
      ),
    );
    assert.deepEqual(missing, []);
  });

  it("binds the role of last resort by these statements, and by no others", async () => {
    const { policiesOf, organization } = await wholeOrganization();
    const sids = new Set<string>();
    const role = `arn:aws:iam::111122223333:role/${BREAK_GLASS_ROLE}`;
    for (const account of Object.keys(organization.accounts)) {
      for (const { serviceControl, resourceControl } of policiesOf(account)) {
        for (const content of [...serviceControl, ...resourceControl]) {
          for (const statement of (JSON.parse(content) as { Statement: Statement[] }).Statement) {
            if (binds(statement, role)) {
              sids.add(statement.Sid ?? JSON.stringify(statement));
            }
          }
        }
      }
    }
    assert.deepEqual([...sids].sort(), [
      "DenyConfusedDeputies",
      "DenyOutsidePrincipals",
      "ProtectPodIdentitySessions",
      "RequireTls",
      "RestrictWebIdentitiesAmazon",
      "RestrictWebIdentitiesCognito",
      "RestrictWebIdentitiesFacebook",
      "RestrictWebIdentitiesGithub",
      "RestrictWebIdentitiesGoogle",
    ]);
  });

  it("binds the bootstrap role like any other once the accounts have moved to their deployment role", async () => {
    const whole = await companyWith({ credentials: "deployment" });
    const moved: WholeCase = {
      name: "",
      actions: ["ec2:DeleteFlowLogs"],
      resource: "arn:aws:ec2:us-east-1:${prod}:vpc-flow-log/fl-1",
      expected: "denied",
    };
    await assertCase(whole, { ...moved, principal: "role/OrganizationAccountAccessRole" });
    const principal = `role/${DEPLOYMENT_ROLE}`;
    await assertCase(whole, { ...moved, principal, expected: "allowed" });
  });
});

async function assertCase(whole: Whole, one: WholeCase): Promise<void> {
  const questions = questionsOf(whole, one);
  assert.notEqual(questions.length, 0, "nothing is tried");
  for (const question of questions) {
    assert.equal(await answerOf(whole, question), one.expected, described(question));
  }
}

/** Every service that a resource's own policy admits, with each action. */
function grantsToServices({ arn, statements }: OwnPolicy) {
  return statements.flatMap(({ Effect, Principal, Action }) => {
    const services = (Principal as { Service?: string | string[] } | undefined)?.Service ?? [];
    return Effect === "Allow"
      ? [services]
          .flat()
          .flatMap((service) =>
            [Action as string | string[]].flat().map((action) => ({ arn, service, action })),
          )
      : [];
  });
}

function belongsTo({ arn }: OwnPolicy, resource: string): boolean {
  return resource === arn || resource.startsWith(`${arn}/`);
}

/** True for a statement that has no condition on the principal, or does not exclude this one. */
function binds({ Condition }: Statement, principal: string): boolean {
  const named = (operator: string): string[] | undefined => {
    const patterns = Condition?.[operator]?.["aws:PrincipalArn"];
    return patterns && [patterns].flat();
  };
  const among = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matches(pattern, principal));
  return !among(named("ArnNotLike") ?? []) && among(named("ArnLike") ?? [principal]);
}
