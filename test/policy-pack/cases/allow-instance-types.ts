import type { PolicyCases } from "../cases";
import { legacy, startersOf } from "./deny-large-instances";

export const cases: PolicyCases = {
  violating: [
    ...legacy,
    ...startersOf("m7g.4xlarge").map((resource) => ({
      ...resource,
      title: `a large instance in a sandbox by ${resource.type}`,
      message: /starts instances of the type m7g\.4xlarge, which is not allowed; use one of t3\.\*/,
    })),
  ],
  compliant: [
    ...startersOf("t3.large"),
    { type: "aws:ec2/instance:Instance", inputs: { instanceType: "m7g.large" } },
    { type: "aws:ec2/instance:Instance" },
    { type: "aws:sagemaker/app:App", inputs: { resourceSpec: { instanceType: "system" } } },
  ],
};
