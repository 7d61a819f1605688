import type { Statement } from "../../policy-pack/guardrails/guardrail";

/** A statement with the guardrail it comes from. */
export interface GuardrailStatement {
  readonly guardrail: string;
  readonly statement: Statement;
}

/** One organization policy document, minified: AWS counts white space. */
export interface PackedDocument {
  readonly content: string;
  /** Guardrails whose statements it holds, in order and each once. */
  readonly guardrails: readonly string[];
}

export interface PolicyQuota {
  /** Documents that may be attached to one target, FullAWSAccess included. */
  readonly documentsPerTarget: number;
  /** Characters of one document. */
  readonly documentCharacters: number;
}

/**
 * Packs statements into as few documents as first fit needs, in the order given, so that a change of one guardrail
 * touches the documents that hold it.
 *
 * @param taken Documents that are attached to the target already, such as FullAWSAccess.
 * @throws Error naming the guardrail that does not fit into a document, or at which the documents run out.
 */
export function packStatements(
  statements: readonly GuardrailStatement[],
  quota: PolicyQuota,
  taken = 1,
): PackedDocument[] {
  const documents: GuardrailStatement[][] = [];
  for (const item of statements) {
    if (render([item]).length > quota.documentCharacters) {
      throw new Error(
        `guardrail ${item.guardrail} needs ${render([item]).length} characters in one organization policy, AWS allows ${quota.documentCharacters}; shorten its parameters`,
      );
    }
    const fitting = documents.find(
      (document) => render([...document, item]).length <= quota.documentCharacters,
    );
    if (fitting) {
      fitting.push(item);
    } else if (documents.length + taken < quota.documentsPerTarget) {
      documents.push([item]);
    } else {
      throw new Error(
        `guardrail ${item.guardrail} does not fit: ${quota.documentsPerTarget} organization policies, ${taken} of them taken already, may be attached to one target; turn guardrails off or raise organization.policyQuotas`,
      );
    }
  }
  return documents.map((document) => ({
    content: render(document),
    guardrails: [...new Set(document.map(({ guardrail }) => guardrail))],
  }));
}

function render(statements: readonly GuardrailStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ statement }) => statement),
  });
}
