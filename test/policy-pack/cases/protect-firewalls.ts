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
      title: "a firewall without the setting",
      type: FIREWALL,
      message: /does not set deleteProtection/,
    },
    {
      title: "a firewall whose subnets may change",
      type: FIREWALL,
      inputs: { deleteProtection: true, subnetChangeProtection: false },
      message: /does not set subnetChangeProtection to true/,
    },
    {
      title: "a policy that passes what no rule has seen",
      type: POLICY,
      inputs: { firewallPolicy: { ...forward, statelessDefaultActions: ["aws:pass"] } },
      message: /passes packets that match no rule in statelessDefaultActions/,
    },
    {
      title: "a policy that passes fragments, after an action of its own",
      type: POLICY,
      inputs: {
        firewallPolicy: { ...forward, statelessFragmentDefaultActions: ["metric", "aws:pass"] },
      },
      message: /in statelessFragmentDefaultActions/,
    },
  ],
  compliant: [
    { type: FIREWALL, inputs: { deleteProtection: true, subnetChangeProtection: true } },
    { type: POLICY, inputs: { firewallPolicy: forward } },
  ],
};
