import type { PolicyCases } from "../cases";

const QUEUE = "aws:sqs/queue:Queue";

export const cases: PolicyCases = {
  parameters: { refuseOthers: true },
  violating: [
    {
      title: "an environment by another name",
      type: QUEUE,
      inputs: { tags: { Environment: "prod" } },
      message: /has the tag Environment with the value prod; use one of production, staging/,
    },
    {
      title: "the key in small letters",
      type: QUEUE,
      inputs: { tags: { environment: "production" } },
      message: /has the tag environment; write the key as Environment/,
    },
    {
      title: "an environment by another name in the provider's tags",
      type: "aws:s3/bucket:Bucket",
      provider: {
        region: "us-east-1",
        defaultTags: JSON.stringify({ tags: { Environment: "live" } }),
      },
      message: /with the value live/,
    },
  ],
  compliant: [
    { type: QUEUE, inputs: { tags: { Environment: "production", Owner: "web" } } },
    { type: QUEUE, inputs: { tags: { Owner: "web" } } },
    { type: QUEUE },
  ],
};
