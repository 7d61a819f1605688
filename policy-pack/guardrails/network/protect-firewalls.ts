import { known, objects, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectFirewalls: Guardrail = {
  id: "protect-firewalls",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { webEntries }) => [
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
            "wafv2:DisassociateFirewallManager",
          ],
          Resource: ["*"],
        }),
        // Only listed names: teams change their own web ACLs, and controllers in clusters remove associations that an
        // ingress does not name.
        denyExcept(context, {
          Sid: "ProtectFirewallsWeb",
          Action: [
            "wafv2:AssociateWebACL",
            "wafv2:DeleteLoggingConfiguration",
            "wafv2:DeleteWebACL",
            "wafv2:DisassociateWebACL",
            "wafv2:PutLoggingConfiguration",
            "wafv2:UpdateWebACL",
          ],
          Resource: (webEntries as readonly string[]).flatMap((name) => [
            `arn:${context.partition}:elasticloadbalancing:*:*:loadbalancer/app/${name}/*`,
            `arn:${context.partition}:wafv2:*:*:regional/webacl/${name}/*`,
          ]),
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
  calls: ["network-firewall:CreateFirewall", "network-firewall:CreateFirewallPolicy"],
  parameters: {
    webEntries: {
      type: "strings",
      of: "namePattern",
      description:
        "Patterns of the names of the web ACLs and load balancers that only deployments change",
      default: ["*-web-*"],
    },
  },
  about: {
    title: "Protect firewalls, web ACLs and Shield",
    why: "an attacker whom a firewall stops looks for a role that can remove the firewall",
    comply: "Change firewalls and web ACLs only in their own stacks",
    severity: "high",
    frameworks: [
      fsbp("NetworkFirewall.9"),
      fsbp("NetworkFirewall.10"),
      fsbp("NetworkFirewall.4"),
      fsbp("NetworkFirewall.5"),
    ],
    requirements: ["r2.13"],
    peers: ["Cloud Posse", "Landing Zone Accelerator"],
  },
};

function firewallIsProtected(firewall: ResourceView): Finding[] {
  return ["deleteProtection", "subnetChangeProtection"].flatMap((property) =>
    switchedOff(firewall, property),
  );
}

function nothingPassesUnseen(policy: ResourceView): Finding[] {
  return objects(known(policy, "firewallPolicy")).flatMap((rules) =>
    ["statelessDefaultActions", "statelessFragmentDefaultActions"]
      .filter((property) => [rules[property]].flat().includes("aws:pass"))
      .map((property) => ({
        message: `passes packets that match no rule in ${property}; use aws:drop or aws:forward_to_sfe`,
      })),
  );
}
