import type { FunctionRow } from "../core/types";
import { identityCenterFunctions } from "./identity-center";
import { organizationFunctions } from "./organization-functions";
import { transitFunctions } from "./transit";
import { identityFunctions } from "./identity";
import { workloadFunctions } from "./workload";

/** Results of provider functions by token. */
export const functions: Readonly<Record<string, FunctionRow>> = {
  ...identityCenterFunctions,
  ...organizationFunctions,
  ...transitFunctions,
  ...identityFunctions,
  ...workloadFunctions,
};
