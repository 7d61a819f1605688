import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import { callsInsideVpcs } from "./require-expected-networks";

export const keepInstanceCredentials: Guardrail = {
  id: "keep-instance-credentials",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "KeepInstanceCredentials",
          NotAction: callsInsideVpcs,
          Resource: ["*"],
          Condition: {
            BoolIfExists: { "aws:ViaAWSService": ["false"] },
            // Only credentials of instances have this key.
            Null: { "aws:Ec2InstanceSourceVpc": ["false"] },
            StringNotEquals: { "aws:Ec2InstanceSourceVpc": ["${aws:SourceVpc, 'none'}"] },
          },
        }),
      ],
    },
  ],
  preview: { none: "only a request shows its network" },
  detect: {
    none: "AWS Config checks resources, not requests; GuardDuty reports stolen credentials",
  },
  parameters: {},
  optIn: "every VPC with instances needs endpoints for all services that they call",
  about: {
    title: "Keep the credentials of instances in their VPC",
    why: "credentials that an attacker gets from an instance work from every network",
    comply: "Call AWS from instances through endpoints of their own VPC",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("SEC02-BP02")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};
