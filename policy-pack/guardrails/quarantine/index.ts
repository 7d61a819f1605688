import type { Guardrail } from "../types/guardrail";
import { freezeIdentities } from "./freeze-identities";
import { quarantineAccounts } from "./quarantine-accounts";
import { quarantinePrincipals } from "./quarantine-principals";
import { revokeSessions } from "./revoke-sessions";
import { suspendAccounts } from "./suspend-accounts";

export const quarantineGuardrails: readonly Guardrail[] = [
  suspendAccounts,
  quarantineAccounts,
  quarantinePrincipals,
  revokeSessions,
  freezeIdentities,
];
