import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const deleteIdleResources: Guardrail = {
  id: "delete-idle-resources",
  deny: { none: "a volume and an address always exist before their first use" },
  preview: { none: "a cluster or an operator may attach the resources of a program later" },
  detect: [{ configRule: "EC2_VOLUME_INUSE_CHECK" }, { configRule: "EIP_ATTACHED" }],
  calls: ["ec2:AllocateAddress", "ec2:CreateVolume"],
  parameters: {},
  about: {
    title: "Delete unused volumes and addresses",
    why: "a volume without an instance and an address without a server cost money every hour, and the volume still contains data",
    comply: "Delete the volume, release the address, or attach it",
    severity: "low",
    frameworks: [controlTower("AWS-GR_EC2_VOLUME_INUSE_CHECK"), wellArchitected("COST04-BP03")],
    requirements: [],
    peers: ["Control Tower", "AWSGuard"],
  },
};
