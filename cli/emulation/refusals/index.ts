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

/** Everything that a creation or an update can be refused for, a file per subject. */
const refusals: readonly Refusal[] = [
  refuseAccount,
  refuseUnknownReferences,
  refuseDocuments,
  refuseDelivery,
];

/** Everything that a deletion can be refused for. */
const deletionRefusals: readonly DeletionRefusal[] = [refuseWhileInUse];

/** @throws CloudError with the first thing that AWS would refuse. */
export function refuse(request: CloudRequest, cloud: CloudView): void {
  for (const refusal of refusals) {
    refusal(request, cloud);
  }
}

/** @throws CloudError when AWS would not delete the resource. */
export function refuseDeletion(resource: CloudResource, cloud: CloudView): void {
  for (const refusal of deletionRefusals) {
    refusal(resource, cloud);
  }
}
