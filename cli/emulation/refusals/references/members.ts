import { CloudError } from "../../core/errors";
import type { Refusal } from "../../core/resource";
import { isRoot, textOf } from "../inputs";

/** Inputs that contain ids of the organization's accounts. */
const accountInputs = ["accountId", "adminAccountId", "targetId"];

/** @throws CloudError for an account, an OU or a root that the organization does not have. */
export const refuseUnknownMembers: Refusal = ({ type, inputs }, cloud) => {
  for (const input of accountInputs) {
    const account = textOf(inputs, input);
    if (account !== undefined && /^\d{12}$/.test(account) && !cloud.accounts().includes(account)) {
      throw new CloudError(
        type.startsWith("aws:organizations/") ? "AccountNotFoundException" : "BadRequestException",
        `You specified an account that doesn't exist in the organization: ${account}`,
      );
    }
  }
  for (const [input, code] of [
    ["parentId", "ParentNotFoundException"],
    ["targetId", "TargetNotFoundException"],
  ] as const) {
    const place = textOf(inputs, input) ?? "";
    const exists = place.startsWith("ou-")
      ? cloud
          .all("aws:organizations/organizationalUnit:OrganizationalUnit")
          .some(({ id }) => id === place)
      : isRoot(cloud, place);
    if (/^(?:ou|r)-[0-9a-z]{4,}/.test(place) && !exists) {
      throw new CloudError(
        code,
        `You specified a root or organizational unit that doesn't exist: ${place}`,
      );
    }
  }
};
