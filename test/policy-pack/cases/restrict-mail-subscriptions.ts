import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

export const cases: PolicyCases = {
  parameters: { domains: ["example.com", "example.org"] },
  violating: [
    {
      title: "an address elsewhere",
      type: SUBSCRIPTION,
      inputs: { protocol: "email", endpoint: "someone@example.net" },
      message:
        /sends mail to someone@example\.net, outside the company; use an address of example\.com, example\.org/,
    },
    {
      title: "an address elsewhere, as JSON",
      type: SUBSCRIPTION,
      inputs: { protocol: "email-json", endpoint: "someone@notexample.com" },
      message: /sends mail to someone@notexample\.com/,
    },
  ],
  compliant: [
    { type: SUBSCRIPTION, inputs: { protocol: "email", endpoint: "team@example.com" } },
    { type: SUBSCRIPTION, inputs: { protocol: "email", endpoint: UNKNOWN } },
    { type: SUBSCRIPTION, inputs: { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:1:news" } },
  ],
};
