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

/** Every guardrail by group, in the order of docs/guardrails.md and of the packed policy documents. */
export const catalogue: Readonly<Record<string, readonly Guardrail[]>> = {
  "Regions and services": limitsGuardrails,
  Data: dataGuardrails,
  "Data perimeter": perimeterGuardrails,
  Identity: identityGuardrails,
  Evidence: evidenceGuardrails,
  Network: networkGuardrails,
  Compute: computeGuardrails,
  "EKS and containers": containersGuardrails,
  Backup: backupGuardrails,
  Cost: costGuardrails,
  "Quarantine and suspension": quarantineGuardrails,
};

export const guardrails: readonly Guardrail[] = Object.values(catalogue).flat();
