import type { PolicyCases } from "../cases";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const open = { deletionProtectionEnabled: false };

export const cases: PolicyCases = {
  parameters: { logGroups: ["/aws/eks/*", "/platform/*/audit*", "trail"] },
  violating: [
    {
      title: "a cluster's log group that can be deleted",
      type: GROUP,
      inputs: { name: "/aws/eks/acme-prod/cluster", ...open },
      message: /has its deletion protection off/,
    },
    {
      title: "a log group that fits a pattern of several parts",
      type: GROUP,
      inputs: { name: "/platform/prod/audit-1", deletionProtectionEnabled: "false" },
      message: /deletion protection off/,
    },
    {
      title: "a log group that a pattern names",
      type: GROUP,
      inputs: { name: "trail", ...open },
      message: /deletion protection off/,
    },
  ],
  compliant: [
    { type: GROUP, inputs: { name: "/aws/eks/acme-prod/cluster" } },
    {
      type: GROUP,
      inputs: { name: "/aws/eks/acme-prod/cluster", deletionProtectionEnabled: true },
    },
    { type: GROUP, inputs: { name: "/shop/orders", ...open } },
    { type: GROUP, inputs: { name: "/platform/audit", ...open } },
    { type: GROUP, inputs: { name: "/platform/prod/other", ...open } },
    { type: GROUP, inputs: { name: "trails", ...open } },
    { type: GROUP, inputs: open },
  ],
};
