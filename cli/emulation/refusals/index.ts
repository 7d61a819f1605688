import type {
  CloudRequest,
  CloudResource,
  CloudView,
  DeletionRefusal,
  Refusal,
} from "../core/resource";
import { refuseAccount } from "./account";
import { refuseWhileInUse } from "./deletion";
import { refuseDelivery } from "./log-writers";
import { refuseDocuments } from "./documents";
import { refuseUnknownReferences } from "./references";
import { refuseZones } from "./zones";

/** Rules for creations and updates, one file for each subject. */
const refusals: readonly Refusal[] = [
  refuseAccount,
  refuseUnknownReferences,
  refuseDocuments,
  refuseDelivery,
  refuseZones,
];

/** Rules for deletions. */
const deletionRefusals: readonly DeletionRefusal[] = [refuseWhileInUse];

/** Applies the rules for a creation or an update. @throws CloudError for the first violation. */
export function refuse(request: CloudRequest, cloud: CloudView): void {
  for (const refusal of refusals) {
    refusal(request, cloud);
  }
}

/** Applies the rules for a deletion. @throws CloudError for the first violation. */
export function refuseDeletion(resource: CloudResource, cloud: CloudView): void {
  for (const refusal of deletionRefusals) {
    refusal(resource, cloud);
  }
}
