export { denyContext, exemptRoles } from "./context";
export { type OrganizationPolicyDocument, organizationPolicies, ownedSettings } from "./policies";
export { accountsInScope, type Target, targetName } from "./scope";
export {
  configDetections,
  type EffectiveGuardrail,
  effectiveGuardrails,
  type ExpiredException,
  expiredExceptions,
} from "./settings";
