import type { Refusal } from "../../core/resource";
import { refuseUnknownArns } from "./arns";
import { refuseUnknownIds } from "./ec2-ids";
import { refuseUnknownMembers } from "./members";
import { refuseUnknownNames } from "./names";

/**
 * Refuses references to resources that do not exist in the account and Region where AWS looks them up.
 *
 * @throws CloudError with the code of the service that would look it up.
 */
export const refuseUnknownReferences: Refusal = (request, cloud) => {
  if (!request.type.startsWith("aws:")) {
    return;
  }
  for (const refuse of [
    refuseUnknownMembers,
    refuseUnknownNames,
    refuseUnknownIds,
    refuseUnknownArns,
  ]) {
    refuse(request, cloud);
  }
};
