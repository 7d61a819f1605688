import { PackingError, type PolicyQuota } from "./pack";

/** The part of a settings policy that comes from one guardrail. */
export interface GuardrailSettings {
  readonly guardrail: string;
  readonly content: object;
}

/**
 * Merges the parts of several guardrails into one document of a declarative, tag, backup or opt-out policy, minified.
 *
 * @throws PackingError when two guardrails set one key, or when the document is longer than AWS allows.
 */
export function mergeSettings(
  parts: readonly GuardrailSettings[],
  { documentCharacters }: Pick<PolicyQuota, "documentCharacters">,
): string {
  const merged: Record<string, unknown> = {};
  const owners = new Map<string, string>();
  for (const { guardrail, content } of parts) {
    merge(merged, content as Record<string, unknown>, "", (path) => {
      const owner = owners.get(path);
      if (owner !== undefined) {
        throw new PackingError(
          guardrail,
          `sets ${path}, which guardrail ${owner} also sets`,
          "disable one of the two",
        );
      }
      owners.set(path, guardrail);
    });
  }
  const text = JSON.stringify(merged);
  if (text.length > documentCharacters) {
    throw new PackingError(
      parts.at(-1)?.guardrail ?? "",
      `does not fit: ${parts.map(({ guardrail }) => guardrail).join(", ")} together need ${text.length} characters in one organization policy, and AWS allows ${documentCharacters}`,
      "shorten their parameters, or disable one of them",
    );
  }
  return text;
}

function merge(
  into: Record<string, unknown>,
  part: Record<string, unknown>,
  path: string,
  claim: (path: string) => void,
): void {
  for (const [key, value] of Object.entries(part)) {
    const here = path === "" ? key : `${path}.${key}`;
    if (isObject(value)) {
      const below = into[key] ?? {};
      if (!isObject(below)) {
        claim(here);
      }
      into[key] = below;
      merge(below as Record<string, unknown>, value, here, claim);
    } else {
      claim(here);
      into[key] = value;
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
