/** Bounds of a managed node group. */
export const nodeLimits = {
  /** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
  instanceTypes: 20,
  /** Nodes of one group: a quota. @see https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
  nodes: 450,
  /** Gibibytes of a gp3 volume. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html */
  diskSize: { least: 20, most: 65_536 },
} as const;
