import type { Refusal } from "../../core/resource";
import { refuseUnknownArns } from "./arns";
import { refuseUnknownIds } from "./ec2-ids";
import { refuseUnknownMembers } from "./members";
import { refuseUnknownNames } from "./names";

/**
 * What a request refers to must exist in the account and Region that it is looked up in.
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
