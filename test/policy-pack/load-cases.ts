import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { PolicyCases } from "./cases";

const load = createRequire(__filename);

/** A guardrail with a preview, and its cases. */
export interface Previewed {
  readonly guardrail: Guardrail;
  readonly preview: Exclude<Guardrail["preview"], { none: string }>;
  /** Undefined when the guardrail has no file of cases. */
  readonly cases: PolicyCases | undefined;
}

/** Every guardrail with preview policies, with the cases of `cases/<id>.ts`. */
export const previewed: readonly Previewed[] = guardrails.flatMap((guardrail) => {
  const { id, preview } = guardrail;
  if ("none" in preview) {
    return [];
  }
  const file = join(__dirname, "cases", `${id}.ts`);
  const cases = existsSync(file) ? (load(file) as { cases: PolicyCases }).cases : undefined;
  return [{ guardrail, preview, cases }];
});

/** Every type that a guardrail names; none for one that checks all types of the provider. */
export function typesOf({ preview }: Previewed): string[] {
  const rules = [...(preview.resource ?? []), ...(preview.stack ?? [])];
  return [...new Set(rules.flatMap(({ types }) => (types === "aws" ? [] : types)))];
}
