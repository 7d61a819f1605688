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
            // Only credentials that an instance got carry it.
            Null: { "aws:Ec2InstanceSourceVpc": ["false"] },
            StringNotEquals: { "aws:Ec2InstanceSourceVpc": ["${aws:SourceVpc, 'none'}"] },
          },
        }),
      ],
    },
  ],
  preview: { none: "where a request comes from shows only when it is made" },
  detect: {
    none: "AWS Config judges resources, not requests; GuardDuty tells of stolen credentials",
  },
  parameters: {},
  optIn: "every VPC with instances needs endpoints for all services that they call",
  about: {
    title: "Keep the credentials of instances in their VPC",
    why: "credentials that an instance was tricked into giving away work for the thief as they do for the instance",
    comply: "Call AWS from instances by endpoints of their own VPC",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("SEC02-BP02")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};
