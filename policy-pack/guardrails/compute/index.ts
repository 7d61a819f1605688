import type { Guardrail } from "../types/guardrail";
import { denyPublicDocuments } from "./deny-public-documents";
import { denyPublicImages } from "./deny-public-images";
import { denyPublicSnapshots } from "./deny-public-snapshots";
import { denySerialConsole } from "./deny-serial-console";
import { denySshKeys } from "./deny-ssh-keys";
import { isolateTraining } from "./isolate-training";
import { requireImdsv2 } from "./require-imdsv2";
import { restrictImages } from "./restrict-images";
import { restrictNotebooks } from "./restrict-notebooks";

export const computeGuardrails: readonly Guardrail[] = [
  requireImdsv2,
  denyPublicImages,
  denyPublicSnapshots,
  denySerialConsole,
  denyPublicDocuments,
  restrictImages,
  denySshKeys,
  restrictNotebooks,
  isolateTraining,
];
