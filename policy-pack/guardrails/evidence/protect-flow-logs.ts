import { mentionsIn, unmentioned } from "../support/references";
import { FLOW_LOG, VPC } from "../support/resource-types";
import { denyExcept } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectFlowLogs: Guardrail = {
  id: "protect-flow-logs",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectFlowLogs",
          Action: ["ec2:DeleteFlowLogs"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    stack: [
      { types: [VPC, "aws:ec2/defaultVpc:DefaultVpc", FLOW_LOG], check: everyNetworkIsLogged },
    ],
  },
  detect: [{ configRule: "VPC_FLOW_LOGS_ENABLED" }],
  calls: ["ec2:CreateDefaultVpc", "ec2:CreateVpc"],
  parameters: {},
  about: {
    title: "Log the traffic of every network",
    why: "after an intrusion only the flow logs show which hosts the attacker reached and how much data left",
    comply: "Create an aws.ec2.FlowLog to the log archive for every VPC, and keep it",
    severity: "medium",
    frameworks: [cis("3.7"), fsbp("EC2.6")],
    requirements: ["S11", "r2.3"],
    peers: ["Cloud Posse", "DataChef", "AWS samples"],
  },
};

function everyNetworkIsLogged(resources: readonly ResourceView[]): Finding[] {
  const networks = resources.filter(({ type }) => type !== FLOW_LOG);
  const logs = resources.filter(({ type }) => type === FLOW_LOG);
  return unmentioned(networks, mentionsIn(logs, "vpcId"), "id").map(({ urn }) => ({
    urn,
    message:
      "has no flow log; add an aws.ec2.FlowLog with its vpcId; flow logs of single subnets or interfaces do not log those that are added later",
  }));
}
