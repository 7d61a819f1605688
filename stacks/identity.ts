import type { StackBuilder } from "./context";

export const identityStack: StackBuilder<"identity"> = () => ({
  instanceArn: "stub",
  permissionSetNames: {
    readOnly: "Prod-ReadOnly",
    developer: "NonProd-Developer",
    securityAudit: "Security-Audit",
    administrator: "Platform-Administrator",
  },
});
