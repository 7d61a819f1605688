import type { PolicyCases } from "../cases";

const FIREWALL = "aws:networkfirewall/firewall:Firewall";
const POLICY = "aws:networkfirewall/firewallPolicy:FirewallPolicy";

const forward = {
  statelessDefaultActions: ["aws:forward_to_sfe"],
  statelessFragmentDefaultActions: ["aws:drop"],
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a firewall that does not say",
      type: FIREWALL,
      says: /does not set deleteProtection/,
    },
    {
      title: "a firewall whose subnets may change",
      type: FIREWALL,
      inputs: { deleteProtection: true, subnetChangeProtection: false },
      says: /does not set subnetChangeProtection to true/,
    },
    {
      title: "a policy that passes what no rule has seen",
      type: POLICY,
      inputs: { firewallPolicy: { ...forward, statelessDefaultActions: ["aws:pass"] } },
      says: /passes packets that no rule has seen in statelessDefaultActions/,
    },
    {
      title: "a policy that passes fragments, after an action of its own",
      type: POLICY,
      inputs: {
        firewallPolicy: { ...forward, statelessFragmentDefaultActions: ["metric", "aws:pass"] },
      },
      says: /in statelessFragmentDefaultActions/,
    },
  ],
  compliant: [
    { type: FIREWALL, inputs: { deleteProtection: true, subnetChangeProtection: true } },
    { type: POLICY, inputs: { firewallPolicy: forward } },
  ],
};
