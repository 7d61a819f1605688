export { accountIdAt } from "../../components/organization/placeholder-ids";
export { regionsWithout } from "../../components/security/rule-regions";
export { loadBalancerAccounts } from "../../components/logging/load-balancer-accounts";
export { BREAK_GLASS_ROLE } from "../../components/shared/naming";
export { denyContext, exemptRoles, platformRoles } from "./deny-context";
export { EXCLUDED_ACCOUNTS } from "../../components/security/detection-limits";
export { configDetections, detectionPacks, managementDetections } from "./detection";
export {
  type OrganizationPolicyDocument,
  organizationPolicies,
  ownedSettings,
  policyNames,
} from "./policies";
export { isEnforcedSomewhere, PROTECTION, stageInAccount } from "./rollout";
export { accountsInScope } from "./scope";
export { type Target, targetName } from "./target";
export {
  disabledGuardrails,
  type EffectiveGuardrail,
  effectiveGuardrails,
  type ExpiredException,
  expiredExceptions,
  idleGuardrails,
} from "./effective";
