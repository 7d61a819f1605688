import type {
  CloudRequest,
  CloudResource,
  CloudView,
  DeletionRefusal,
  Refusal,
  UpdateRefusal,
} from "../core/resource";
import { refuseAbsent } from "../models/availability";
import { refuseShapes } from "../models/shapes";
import { refuseAccount } from "./account";
import { refuseWhileInUse } from "./deletion";
import { refuseDelivery } from "./log-writers";
import { refuseDocuments } from "./documents";
import { refuseMadeByService } from "./made-by-services";
import { refuseUnknownReferences } from "./references";
import { refuseRanges } from "./ranges";
import { refuseNodes } from "./nodes";
import { refuseFamily } from "./parameter-groups";
import {
  refuseNewZones,
  refuseNodesLeftBehind,
  refuseOlderImage,
  refuseSmallerStorage,
  refuseVersions,
} from "./updates";
import { refuseZones } from "./zones";

/** Rules for creations and updates, one file for each subject. */
const refusals: readonly Refusal[] = [
  refuseAbsent,
  refuseAccount,
  refuseUnknownReferences,
  refuseDocuments,
  refuseShapes,
  refuseDelivery,
  refuseZones,
  refuseNodes,
  refuseFamily,
  refuseMadeByService,
];

/** Rules for creations alone. */
const creationRefusals: readonly Refusal[] = [refuseRanges];

/** Rules for updates alone. */
const updateRefusals: readonly UpdateRefusal[] = [
  refuseVersions,
  refuseNodesLeftBehind,
  refuseOlderImage,
  refuseNewZones,
  refuseSmallerStorage,
];

/** Rules for deletions. */
const deletionRefusals: readonly DeletionRefusal[] = [refuseWhileInUse];

/** Applies the rules for a creation or an update. @throws CloudError for the first violation. */
export function refuse(request: CloudRequest, cloud: CloudView): void {
  for (const refusal of refusals) {
    refusal(request, cloud);
  }
}

/** Applies the rules for a creation alone. @throws CloudError for the first violation. */
export function refuseCreation(request: CloudRequest, cloud: CloudView): void {
  for (const refusal of creationRefusals) {
    refusal(request, cloud);
  }
}

/** Applies the rules that compare an update with the existing resource. @throws CloudError for the first violation. */
export function refuseUpdate(
  request: CloudRequest,
  existing: CloudResource,
  cloud: CloudView,
): void {
  for (const refusal of updateRefusals) {
    refusal(request, existing, cloud);
  }
}

/** Applies the rules for a deletion. @throws CloudError for the first violation. */
export function refuseDeletion(resource: CloudResource, cloud: CloudView): void {
  for (const refusal of deletionRefusals) {
    refusal(resource, cloud);
  }
}
