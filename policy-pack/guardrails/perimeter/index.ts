import type { Guardrail } from "../types/guardrail";
import { denyConfusedDeputies } from "./deny-confused-deputies";
import { denyDirectShares } from "./deny-direct-shares";
import { denyOutsidePrincipals } from "./deny-outside-principals";
import { denyOutsideResources } from "./deny-outside-resources";
import { denyOutsideShares } from "./deny-outside-shares";
import { denyOutsideSnapshots } from "./deny-outside-snapshots";
import { keepInstanceCredentials } from "./keep-instance-credentials";
import { limitPresignedUrls } from "./limit-presigned-urls";
import { requireExactWebIdentities } from "./require-exact-web-identities";
import { requireExactWorkflows } from "./require-exact-workflows";
import { requireExpectedNetworks } from "./require-expected-networks";
import { requireTls } from "./require-tls";
import { restrictMailSubscriptions } from "./restrict-mail-subscriptions";
import { restrictWebIdentities } from "./restrict-web-identities";

export const perimeterGuardrails: readonly Guardrail[] = [
  denyOutsidePrincipals,
  denyConfusedDeputies,
  requireTls,
  requireExactWebIdentities,
  requireExactWorkflows,
  restrictWebIdentities,
  denyOutsideShares,
  denyOutsideSnapshots,
  denyDirectShares,
  denyOutsideResources,
  restrictMailSubscriptions,
  limitPresignedUrls,
  requireExpectedNetworks,
  keepInstanceCredentials,
];
