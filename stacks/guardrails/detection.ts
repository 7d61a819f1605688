import { createHash } from "node:crypto";
import type { ConfigDetection } from "../../policy-pack/guardrails/types/detection";
import {
  environments,
  type Guardrail,
  type Scope,
} from "../../policy-pack/guardrails/types/guardrail";
import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import { memberAccounts, unrecordedAccounts } from "../company/accounts";
import type { Organization } from "../company/organization";
import { accountsInScope } from "./scope";
import { effectiveGuardrails } from "./effective";

/** The AWS Config rules of the guardrails of one scope. */
export interface ScopedDetections {
  /** Name of the scope, derived from the scope alone. Absent for the whole organization. */
  readonly name?: string;
  /** Keys of the member accounts in the scope, exceptions included. */
  readonly accounts: readonly string[];
  readonly detections: readonly ConfigDetection[];
}

/**
 * The AWS Config rules of the enabled guardrails, by scope. Guardrails in stage `report` are included. So are accounts
 * with an exception: the exception allows an action, but AWS Config still reports it.
 */
export function configDetections(organization: Organization): ScopedDetections[] {
  const byScope = new Map<string | undefined, { scope: Scope; detections: ConfigDetection[] }>();
  for (const { guardrail, parameters, scope } of effectiveGuardrails(organization)) {
    const detections = detectionsOf(guardrail, parameters);
    if (detections.length > 0) {
      const name = scopeName(scope);
      const known = byScope.get(name)?.detections ?? [];
      byScope.set(name, { scope, detections: [...known, ...detections] });
    }
  }
  return [...byScope].map(([name, { scope, detections }]) => ({
    ...(name !== undefined && { name }),
    accounts: accountsInScope(organization, scope),
    detections,
  }));
}

/** The AWS Config rules of one scope, with the accounts that they are not for. */
interface DetectionPack extends Omit<ScopedDetections, "accounts"> {
  /** Keys of the accounts outside the scope, of those that AWS Config does not record yet, and of management: it has its own pack. */
  readonly excluded: readonly string[];
}

/** A conformance pack for each scope of the guardrails, except for a scope without recorded accounts. */
export function detectionPacks(organization: Organization): DetectionPack[] {
  const unrecorded = new Set(unrecordedAccounts(organization));
  return configDetections(organization).flatMap(({ accounts, ...pack }) => {
    const reached = new Set(accounts.filter((account) => !unrecorded.has(account)));
    const others = memberAccounts(organization).filter((account) => !reached.has(account));
    return reached.size > 0 ? [{ ...pack, excluded: ["management", ...others] }] : [];
  });
}

/** The rules for the management account: those of guardrails that apply to the whole organization. */
export function managementDetections(organization: Organization): readonly ConfigDetection[] {
  return configDetections(organization).find(({ name }) => name === undefined)?.detections ?? [];
}

function detectionsOf({ detect }: Guardrail, parameters: ParameterValues): ConfigDetection[] {
  return ("none" in detect ? [] : detect).flatMap((detection) => {
    if (!("configRule" in detection)) {
      return [];
    }
    const { inputParametersOf, inputParameters: fixed, ...rule } = detection;
    return (inputParametersOf?.(parameters) ?? [fixed]).map((inputParameters) => ({
      ...rule,
      ...(inputParameters && { inputParameters }),
    }));
  });
}

/** Number of characters from OU paths in a name. With the environments, the name stays below the 128 that AWS allows. */
const READABLE = 40;

/**
 * Name of a scope: its environments, the beginning of its OU paths, and a hash of the paths. The name of a conformance pack
 * can contain only letters, digits and hyphens.
 */
function scopeName({ environments: named, organizationalUnits }: Scope): string | undefined {
  if (!named && !organizationalUnits) {
    return undefined;
  }
  const parts = environments.filter((environment) => named?.includes(environment) === true);
  const units = [...new Set(organizationalUnits)].sort().join("\n");
  if (units === "") {
    return parts.join("-");
  }
  const readable = units.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, READABLE);
  const hash = createHash("sha256").update(units).digest("hex").slice(0, 8);
  return [...parts, readable, hash].join("-");
}
