import { isFalse } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denySerialConsole: Guardrail = {
  id: "deny-serial-console",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenySerialConsole",
          Action: [
            "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
            "ec2:EnableSerialConsoleAccess",
          ],
          Resource: ["*"],
        }),
      ],
    },
    {
      policyType: "DECLARATIVE_POLICY_EC2",
      owns: ["serial-console-access"],
      content: () => ({
        ec2_attributes: { serial_console_access: { status: { "@@assign": "disabled" } } },
      }),
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2/serialConsoleAccess:SerialConsoleAccess"],
        check: (access) => {
          const enabled = access.read("enabled");
          // The default of the argument is true.
          return enabled.state === "absent" ||
            (enabled.state === "known" && !isFalse(enabled.value))
            ? [{ message: "enables the serial console; set enabled to false" }]
            : [];
        },
      },
    ],
  },
  detect: {
    none: "AWS Config has no managed rule for the serial console; the account status report of the declarative policy shows it",
  },
  parameters: {},
  about: {
    title: "Keep the serial console closed",
    why: "the serial console bypasses the network, the security groups and the session logs of an instance",
    comply: "Connect to instances by Session Manager",
    severity: "medium",
    frameworks: [controlTower("CT.EC2.PV.9")],
    requirements: ["r2.4"],
    peers: ["Control Tower"],
  },
};
