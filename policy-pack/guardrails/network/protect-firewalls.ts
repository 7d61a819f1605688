import { ofThePlatform } from "../support/platform-tag";
import { known, objects, switchedOff } from "../support/readings";
import { denyExcept, denyNamed, denyOutside } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectFirewalls: Guardrail = {
  id: "protect-firewalls",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { webEntries }) => [
        denyOutside(context, "network", {
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
        // Only the platform's: teams change their own web ACLs, and controllers in clusters remove associations that an
        // ingress does not name.
        denyExcept(context, {
          Sid: "ProtectFirewallsWeb",
          Action: [
            "wafv2:DeleteLoggingConfiguration",
            "wafv2:DeleteWebACL",
            "wafv2:PutLoggingConfiguration",
            "wafv2:UpdateWebACL",
          ],
          Resource: [`arn:${context.partition}:wafv2:*:*:regional/webacl/*`],
          Condition: { StringEquals: ofThePlatform },
        }),
        // AWS knows the tags of a web ACL in these calls, and not those of the load balancer.
        denyExcept(context, {
          Sid: "ProtectFirewallsEntry",
          Action: associating,
          Resource: context.webEntryArns,
        }),
        ...denyNamed(
          context,
          webEntries,
          (name) => `elasticloadbalancing:*:*:loadbalancer/app/${name}/*`,
          {
            Sid: "ProtectFirewallsNamed",
            Action: associating,
          },
        ),
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
      mayBeEmpty: true,
      description: "Patterns of the names of further load balancers that keep their web ACLs",
      default: [],
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

/** Actions that give a load balancer another web ACL, or none. */
const associating: readonly string[] = ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"];

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
