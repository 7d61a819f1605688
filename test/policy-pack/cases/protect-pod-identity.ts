import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const USER = "aws:iam/user:User";
const trust = (extra: object = {}): object => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    {
      Effect: "Allow",
      Principal: { Service: ["pods.eks.amazonaws.com"] },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      ...extra,
    },
  ],
});
const named = {
  Condition: { StringEquals: { "aws:RequestTag/kubernetes-namespace": "application" } },
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
    {
      title: "a role for every pod, as text",
      type: ROLE,
      inputs: { assumeRolePolicy: JSON.stringify(trust()) },
      message: /trusts the pods of every association/,
    },
    {
      title: "a role for every pod, as an object with an empty condition",
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust({
          Principal: { Service: "pods.eks.amazonaws.com" },
          Condition: {},
        }),
      },
      message: /add conditions on aws:RequestTag\/kubernetes-namespace/,
    },
  ],
  compliant: [
    { type: ROLE, inputs: { tags: { Team: "web" }, assumeRolePolicy: trust(named) } },
    { type: ROLE, inputs: { assumeRolePolicy: JSON.stringify(trust(named)) } },
    { type: ROLE, inputs: { assumeRolePolicy: JSON.stringify(trust({ Effect: "Deny" })) } },
    { type: USER, inputs: { tags: { Team: "web" } } },
  ],
};
