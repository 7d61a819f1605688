import type { TextRule } from "./argument-checks";

/** Rule of an add-on's version. @see https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html */
export const addOnVersion: TextRule = {
  pattern: /^v\d{1,3}\.\d{1,3}\.\d{1,3}-eksbuild\.\d{1,3}$/,
  rule: "a version of an EKS add-on",
  remedy: "write it like v1.10.1-eksbuild.1; aws eks describe-addon-versions lists them",
};

/** Add-ons that nodes need before they can become ready; they run on every node and are active without any. */
export const nodeAddOns = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"] as const;
/** Add-ons that need nodes to run on: without any they never become active. */
export const workloadAddOns = ["coredns", "metrics-server", "aws-ebs-csi-driver"] as const;

export type AddOnName = (typeof nodeAddOns)[number] | (typeof workloadAddOns)[number];
