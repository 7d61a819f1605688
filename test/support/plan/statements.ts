import * as assert from "node:assert/strict";
import type { PolicyStatement } from "../../../components/shared/policy-documents";
import { document, planned } from "./planned";

/** Statements of a planned policy document. */
export function statementsOf(policy: unknown): PolicyStatement[] {
  return document(policy).Statement as unknown as PolicyStatement[];
}

/** The one statement of a Sid. */
export function bySid(statements: readonly PolicyStatement[], sid: string): PolicyStatement {
  const found = statements.find(({ Sid }) => Sid === sid);
  assert.ok(found, `no statement ${sid}`);
  return found;
}

/** Outputs of a stack of the default company. */
export async function outputsOf(stack: string): Promise<Readonly<Record<string, unknown>>> {
  return (await planned(stack)).plan.outputs;
}

/** Id of an account of the default company. */
export async function idOf(account: string): Promise<string> {
  const ids = (await outputsOf("management"))["accountIds"] as Record<string, string>;
  const id = ids[account];
  assert.ok(id, `no account ${account}`);
  return id;
}

/** Id of the default company's organization. */
export async function organizationId(): Promise<string> {
  return String((await outputsOf("management"))["organizationId"]);
}
