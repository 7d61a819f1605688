import { packStatements, type PolicyQuota } from "../stacks/guardrails/packing/pack";
import type { GuardrailStatement, PackedDocument } from "../stacks/guardrails/packing/document";
import type { Statement } from "../policy-pack/guardrails/types/organization-policy";

/** Condition of a statement that exempts a role. */
const exceptRole = { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/admin"] } };
/** Condition of a statement after an exception of one account. */
const exceptAccount = { StringNotEquals: { "aws:PrincipalAccount": ["111111111111"] } };

/** Documents so small that four statements need two of them. AWS allows 10,240 characters. */
const quota: PolicyQuota = { documentsPerTarget: 4, documentCharacters: 420, taken: 0 };

const statements = [
  statementOf("protect-trail", ["cloudtrail:DeleteTrail", "cloudtrail:StopLogging"]),
  statementOf("protect-keys", ["kms:DisableKey", "kms:ScheduleKeyDeletion"]),
  statementOf(
    "protect-vaults",
    ["backup:DeleteBackupVault", "backup:DeleteRecoveryPoint", "backup:PutBackupVaultAccessPolicy"],
    exceptRole,
  ),
  statementOf(
    "protect-config",
    ["config:DeleteConfigRule", "config:StopConfigurationRecorder"],
    exceptRole,
  ),
];

function statementOf(
  guardrail: string,
  Action: readonly string[],
  Condition?: Statement["Condition"],
): GuardrailStatement {
  const Sid = guardrail.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    guardrail,
    statement: { Sid, Effect: "Deny", Action, Resource: ["*"], ...(Condition && { Condition }) },
  };
}

function drawStatement(guardrails: readonly string[], statement: Statement): string {
  const condition = JSON.stringify(statement.Condition ?? "");
  const exempt = condition.includes("role/admin")
    ? " (not to the role admin)"
    : condition.includes("111111111111")
      ? " (not in account 111111111111)"
      : "";
  const actions = (statement.Action ?? []).map((action) => `│     ${action}`);
  return [`│ ${guardrails.join(" + ")}${exempt}`, ...actions].join("\n");
}

function drawDocument(
  { content, statements: parts }: PackedDocument,
  number: number,
  limit: number,
): string {
  return [
    `┌─ document ${number}: ${content.length} of ${limit} characters`,
    ...parts.map(({ guardrails, statement }) => drawStatement(guardrails, statement)),
    "└─",
  ].join("\n");
}

function drawDocuments(documents: readonly PackedDocument[]): string {
  return documents
    .map((document, index) => drawDocument(document, index + 1, quota.documentCharacters))
    .join("\n");
}

/** Drawings of the example in docs/packing.md: four statements, their documents, and the documents after an exception. */
export function packingDrawings(): Record<"statements" | "packed" | "excepted", string> {
  const excepted = statements.map((item) =>
    item.guardrail === "protect-keys"
      ? { ...item, statement: { ...item.statement, Condition: exceptAccount } }
      : item,
  );
  return {
    statements: statements
      .map(({ guardrail, statement }) => drawStatement([guardrail], statement))
      .join("\n"),
    packed: drawDocuments(packStatements(statements, quota, statements)),
    excepted: drawDocuments(packStatements(excepted, quota, statements)),
  };
}
