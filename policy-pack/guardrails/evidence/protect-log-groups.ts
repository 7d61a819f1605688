import { ofThePlatform } from "../support/platform-tag";
import { isFalse, known } from "../support/readings";
import { denyExcept, denyExceptLastResort, denyNamed } from "../support/statements";
import { matches } from "../support/wildcards";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectLogGroups: Guardrail = {
  id: "protect-log-groups",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => {
        const own = {
          Resource: [`arn:${context.partition}:logs:*:*:log-group:*`],
          Condition: { StringEquals: ofThePlatform },
        };
        const named = (name: string): string => `logs:*:*:log-group:${name}`;
        return [
          denyExceptLastResort(context, { Sid: "ProtectLogGroupsErase", Action: erasing, ...own }),
          denyExcept(context, { Sid: "ProtectLogGroupsChange", Action: changing, ...own }),
          ...denyNamed(context, parameters["logGroups"], named, {
            Sid: "ProtectLogGroupsNamed",
            Action: [...erasing, ...changing],
          }),
        ];
      },
    },
  ],
  preview: {
    resource: [{ types: ["aws:cloudwatch/logGroup:LogGroup"], check: staysProtected }],
  },
  detect: { none: "AWS Config has no managed rule for the deletion of log groups" },
  calls: ["logs:CreateLogGroup"],
  parameters: {
    logGroups: {
      type: "strings",
      of: "namePattern",
      mayBeEmpty: true,
      description: "Patterns of the names of further log groups that are protected",
      default: ["aws-controltower/*"],
    },
  },
  about: {
    title: "Protect the log groups of clusters and of the platform",
    why: "only the audit log of a cluster records the actions in it, and one API call deletes this log",
    comply:
      "Change these log groups, their retention and their subscriptions only in their own stacks",
    severity: "high",
    frameworks: [controlTower("AWS-GR_LOG_GROUP_POLICY"), wellArchitected("SEC04-BP01")],
    requirements: ["S11", "r2.3"],
    peers: ["Control Tower", "Cloud Posse", "Landing Zone Accelerator", "MCAF"],
  },
};

const erasing: readonly string[] = ["logs:DeleteLogGroup", "logs:DeleteLogStream"];

const changing: readonly string[] = [
  "logs:AssociateKmsKey",
  "logs:DeleteSubscriptionFilter",
  "logs:DisassociateKmsKey",
  "logs:PutLogGroupDeletionProtection",
  "logs:PutRetentionPolicy",
];

function patterns({ logGroups }: ParameterValues): readonly string[] {
  return logGroups as readonly string[];
}

function staysProtected(group: ResourceView, parameters: ParameterValues): Finding[] {
  const name = known(group, "name");
  const isProtected =
    typeof name === "string" && patterns(parameters).some((pattern) => matches(pattern, name));
  return isProtected && isFalse(known(group, "deletionProtectionEnabled"))
    ? [{ message: "has its deletion protection off; remove deletionProtectionEnabled: false" }]
    : [];
}
