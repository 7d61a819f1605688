import type { PolicyCases } from "../cases";

const TAG = "aws:ec2/tag:Tag";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a tag of the platform on a resource of another program",
      type: TAG,
      inputs: { key: "Environment", value: "sandbox", resourceId: "vpc-0123456789abcdef0" },
      message: /sets the tag Environment from outside/,
    },
    {
      title: "the mark of the program that owns the resource",
      type: TAG,
      inputs: { key: "ManagedBy", value: "hand" },
      message: /sets the tag ManagedBy from outside/,
    },
  ],
  compliant: [{ type: TAG, inputs: { key: "kubernetes.io/role/elb", value: "1" } }],
};
