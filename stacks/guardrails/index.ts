export { regionsWithout } from "../../components/security/rule-regions";
export { denyContext, exemptRoles } from "./deny-context";
export { configDetections, managementDetections } from "./detection";
export { packingProblems } from "../checks/packing";
export {
  type OrganizationPolicyDocument,
  organizationPolicies,
  ownedSettings,
  policyNames,
} from "./policies";
export { accountsInScope, type Target, targetName } from "./scope";
export {
  type EffectiveGuardrail,
  effectiveGuardrails,
  type ExpiredException,
  expiredExceptions,
  idleGuardrails,
} from "./effective";
