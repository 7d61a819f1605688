import type { FunctionRow } from "..";
import { identityCenterFunctions } from "./identity-center";

/** Answers of provider functions by token. */
export const functions: Readonly<Record<string, FunctionRow>> = {
  ...identityCenterFunctions,
};
