import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const deleteIdleResources: Guardrail = {
  id: "delete-idle-resources",
  deny: { none: "a volume and an address are made before anything can use them" },
  preview: { none: "a cluster or an operator may attach later what the program makes" },
  detect: [{ configRule: "EC2_VOLUME_INUSE_CHECK" }, { configRule: "EIP_ATTACHED" }],
  calls: ["ec2:AllocateAddress", "ec2:CreateVolume"],
  parameters: {},
  about: {
    title: "Delete volumes and addresses that nothing uses",
    why: "a volume without an instance and an address without a server are paid for every hour, and the volume still holds data",
    comply: "Delete the volume or release the address, or attach it to what needs it",
    severity: "low",
    frameworks: [controlTower("AWS-GR_EC2_VOLUME_INUSE_CHECK"), wellArchitected("COST04-BP03")],
    requirements: [],
    peers: ["Control Tower", "AWSGuard"],
  },
};
