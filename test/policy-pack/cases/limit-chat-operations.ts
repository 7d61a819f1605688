import type { PolicyCases } from "../cases";

const channels = [
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
];
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

export const cases: PolicyCases = {
  violating: channels.flatMap((type) => [
    {
      title: `a channel that sets no limit, ${type}`,
      type,
      message: /sets no guardrailPolicyArns/,
    },
    {
      title: `a channel with an empty list of limits, ${type}`,
      type,
      inputs: { guardrailPolicyArns: [] },
      message: /sets no guardrailPolicyArns/,
    },
    {
      title: `a channel that administers, ${type}`,
      type,
      inputs: {
        guardrailPolicyArns: [readOnly, "arn:aws:iam::aws:policy/AdministratorAccess"],
      },
      message: /allows its users to administer the account/,
    },
  ]),
  compliant: channels.map((type) => ({ type, inputs: { guardrailPolicyArns: [readOnly] } })),
};
