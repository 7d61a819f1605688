import { fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { isNotTrue, known, objects } from "../readings";
import { denyExcept } from "../statements";

export const protectFirewalls: Guardrail = {
  id: "protect-firewalls",
  title: "Protect firewalls, web ACLs and Shield",
  why: "an attacker who is held up by a firewall looks for a role that can take it away",
  comply: "Change firewalls and web ACLs in the stack that makes them",
  severity: "high",
  frameworks: [
    fsbp("NetworkFirewall.9"),
    fsbp("NetworkFirewall.10"),
    fsbp("NetworkFirewall.4"),
    fsbp("NetworkFirewall.5"),
  ],
  requirements: ["r2.13"],
  peers: ["Cloud Posse", "Landing Zone Accelerator"],
  parameters: {},
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectFirewalls",
          Action: [
            "network-firewall:AssociateFirewallPolicy",
            "network-firewall:Delete*",
            "network-firewall:Disassociate*",
            "network-firewall:Update*",
            "shield:Delete*",
            "shield:Disable*",
            "shield:Disassociate*",
            "wafv2:DeleteFirewallManagerRuleGroups",
            "wafv2:DeleteLoggingConfiguration",
            "wafv2:DeleteWebACL",
            "wafv2:DisassociateFirewallManager",
            "wafv2:DisassociateWebACL",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: ["aws:networkfirewall/firewall:Firewall"], check: firewallIsProtected },
      {
        types: ["aws:networkfirewall/firewallPolicy:FirewallPolicy"],
        check: nothingPassesUnseen,
      },
    ],
  },
  detect: [
    { securityHubControl: "NetworkFirewall.4" },
    { securityHubControl: "NetworkFirewall.5" },
    { securityHubControl: "NetworkFirewall.9" },
    { securityHubControl: "NetworkFirewall.10" },
  ],
};

function firewallIsProtected(firewall: ResourceView): Finding[] {
  return ["deleteProtection", "subnetChangeProtection"]
    .filter((property) => isNotTrue(firewall.read(property)))
    .map((property) => ({ message: `does not set ${property} to true; set it` }));
}

function nothingPassesUnseen(policy: ResourceView): Finding[] {
  return objects(known(policy, "firewallPolicy")).flatMap((rules) =>
    ["statelessDefaultActions", "statelessFragmentDefaultActions"]
      .filter((property) => [rules[property]].flat().includes("aws:pass"))
      .map((property) => ({
        message: `passes packets that no rule has seen in ${property}; use aws:drop or aws:forward_to_sfe`,
      })),
  );
}
