/** Add-ons that nodes need before they can become ready; they run on every node and are active without any. */
export const nodeAddOns = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"] as const;
/** Add-ons that need nodes to run on: without any they never become active. */
export const workloadAddOns = ["coredns", "metrics-server", "aws-ebs-csi-driver"] as const;

export type AddOnName = (typeof nodeAddOns)[number] | (typeof workloadAddOns)[number];
