import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const USER = "aws:iam/user:User";
/** The trust of a pod's role as AWS writes it, https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
const trust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a role that passes for a pod",
      type: ROLE,
      inputs: { tags: { Team: "web", "Kubernetes-Namespace": "application" } },
      message: /has the tag Kubernetes-Namespace, which only EKS may set/,
    },
    {
      title: "a user that passes for a pod",
      type: USER,
      inputs: { tags: { "eks-cluster-name": "prod" } },
      message: /has the tag eks-cluster-name/,
    },
  ],
  compliant: [
    { type: ROLE, inputs: { tags: { Team: "web" }, assumeRolePolicy: trust } },
    { type: USER, inputs: { tags: { Team: "web" } } },
  ],
};
