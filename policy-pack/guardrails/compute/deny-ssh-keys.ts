import { readPath } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denySshKeys: Guardrail = {
  id: "deny-ssh-keys",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenySshKeys",
          Action: [
            // EC2 Instance Connect: temporary keys, and the tunnels for them.
            "ec2-instance-connect:*",
            "ec2:CreateInstanceConnectEndpoint",
            "ec2:CreateKeyPair",
            "ec2:GetPasswordData",
            "ec2:ImportKeyPair",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { resource: [{ types: Object.keys(keyPaths()), check: hasNoKey }] },
  detect: [{ configRule: "EC2_NO_AMAZON_KEY_PAIR" }],
  calls: [
    "autoscaling:CreateLaunchConfiguration",
    "ec2:CreateLaunchTemplate",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:RequestSpotInstances",
    "ec2:RunInstances",
    "eks:CreateNodegroup",
    "imagebuilder:CreateInfrastructureConfiguration",
    "imagebuilder:UpdateInfrastructureConfiguration",
  ],
  parameters: {},
  optIn: "some appliances and old images can only be reached by SSH",
  about: {
    title: "Connect to instances by Session Manager, not by SSH",
    why: "people copy private keys and keep them after they leave, and no log contains the commands of an SSH session",
    comply: "Start instances without a key pair and open sessions with Session Manager",
    severity: "medium",
    frameworks: [wellArchitected("SEC06-BP03"), wellArchitected("SEC02-BP02")],
    requirements: ["r2.4"],
    peers: [],
  },
};

/** Path of the key pair, by type. */
function keyPaths(): Readonly<Record<string, string>> {
  return {
    "aws:ec2/instance:Instance": "keyName",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "keyName",
    "aws:ec2/launchTemplate:LaunchTemplate": "keyName",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "keyName",
    "aws:eks/nodeGroup:NodeGroup": "remoteAccess.ec2SshKey",
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": "keyPair",
  };
}

function hasNoKey(resource: ResourceView): Finding[] {
  const path = keyPaths()[resource.type] ?? "";
  const reading = readPath(resource, path);
  return reading.state === "known" && reading.value !== ""
    ? [{ message: `names a key pair in ${path}; remove it and use Session Manager` }]
    : [];
}
