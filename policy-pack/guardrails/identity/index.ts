import type { Guardrail } from "../types/guardrail";
import { denyAdministratorPolicies } from "./deny-administrator-policies";
import { denyCliSignIn } from "./deny-cli-sign-in";
import { denyIamUsers } from "./deny-iam-users";
import { denyLongLivedCredentials } from "./deny-long-lived-credentials";
import { denyRootUser } from "./deny-root-user";
import { narrowRolePassing } from "./narrow-role-passing";
import { narrowTrustPolicies } from "./narrow-trust-policies";
import { protectAccountSettings } from "./protect-account-settings";
import { protectIdentityCenter } from "./protect-identity-center";
import { protectPlatformRoles } from "./protect-platform-roles";
import { removeRootCredentials } from "./remove-root-credentials";
import { requireMfa } from "./require-mfa";
import { requirePermissionsBoundary } from "./require-permissions-boundary";
import { restrictFederation } from "./restrict-federation";
import { retireBootstrapRole } from "./retire-bootstrap-role";
import { stayInOrganization } from "./stay-in-organization";

export const identityGuardrails: readonly Guardrail[] = [
  protectPlatformRoles,
  denyRootUser,
  removeRootCredentials,
  retireBootstrapRole,
  stayInOrganization,
  protectAccountSettings,
  denyIamUsers,
  denyLongLivedCredentials,
  requireMfa,
  restrictFederation,
  protectIdentityCenter,
  denyCliSignIn,
  denyAdministratorPolicies,
  requirePermissionsBoundary,
  narrowTrustPolicies,
  narrowRolePassing,
];
