import { backupGuardrails } from "./backup";
import { computeGuardrails } from "./compute";
import { containersGuardrails } from "./containers";
import { costGuardrails } from "./cost";
import { dataGuardrails } from "./data";
import { evidenceGuardrails } from "./evidence";
import { identityGuardrails } from "./identity";
import { limitsGuardrails } from "./limits";
import { networkGuardrails } from "./network";
import { perimeterGuardrails } from "./perimeter";
import { quarantineGuardrails } from "./quarantine";
import type { Guardrail } from "./types/guardrail";

/** Guardrails of one group. */
export interface GuardrailGroup {
  /** Heading in docs/guardrails.md. */
  readonly title: string;
  readonly guardrails: readonly Guardrail[];
}

/**
 * Every guardrail by group, in the order of docs/guardrails.md and of the packed policy documents. A group has the name of
 * its folder.
 */
export const catalogue = {
  limits: { title: "Regions and services", guardrails: limitsGuardrails },
  data: { title: "Data", guardrails: dataGuardrails },
  perimeter: { title: "Data perimeter", guardrails: perimeterGuardrails },
  identity: { title: "Identity", guardrails: identityGuardrails },
  evidence: { title: "Evidence", guardrails: evidenceGuardrails },
  network: { title: "Network", guardrails: networkGuardrails },
  compute: { title: "Compute", guardrails: computeGuardrails },
  containers: { title: "EKS and containers", guardrails: containersGuardrails },
  backup: { title: "Backup", guardrails: backupGuardrails },
  cost: { title: "Cost", guardrails: costGuardrails },
  quarantine: { title: "Quarantine and suspension", guardrails: quarantineGuardrails },
} as const satisfies Readonly<Record<string, GuardrailGroup>>;

/** Name of a group of guardrails. */
export type GroupName = keyof typeof catalogue;

export const groupNames = Object.keys(catalogue) as readonly GroupName[];

export const guardrails: readonly Guardrail[] = Object.values(catalogue).flatMap(
  (group): readonly Guardrail[] => group.guardrails,
);

const groupById = new Map(
  groupNames.flatMap((name) => catalogue[name].guardrails.map(({ id }) => [id, name] as const)),
);

/**
 * Group of a guardrail.
 *
 * @throws Error when the catalogue does not have the guardrail.
 */
export function groupOf({ id }: Pick<Guardrail, "id">): GroupName {
  const group = groupById.get(id);
  if (group === undefined) {
    throw new Error(`guardrail ${id} is in no group of the catalogue`);
  }
  return group;
}
