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
            // Keys that are sent for a minute, and the tunnels they are used through.
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
  optIn: "appliances and old images can be reached by nothing but SSH",
  about: {
    title: "Reach instances by Session Manager, not by SSH",
    why: "a private key is copied, outlives the person it was made for, and what is typed through it is logged nowhere",
    comply: "Start instances without a key pair and open sessions with Session Manager",
    severity: "medium",
    frameworks: [wellArchitected("SEC06-BP03"), wellArchitected("SEC02-BP02")],
    requirements: ["r2.4"],
    peers: [],
  },
};

/** Where each type names a key pair. */
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
