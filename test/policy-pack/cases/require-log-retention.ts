import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const cases: PolicyCases = {
  parameters: { minimumDays: 90 },
  violating: [
    { title: "a log group without an end", type: GROUP, message: /keeps its events for ever/ },
    {
      title: "a log group with unlimited retention",
      type: GROUP,
      inputs: { retentionInDays: 0 },
      message: /keeps its events for ever/,
    },
    {
      title: "a log group that forgets too early",
      type: GROUP,
      inputs: { retentionInDays: 30 },
      message: /keeps its events for 30 days; .* at least 90/,
    },
    {
      title: "a log group that forgets too early, in words",
      type: GROUP,
      inputs: { retentionInDays: "30", logGroupClass: "INFREQUENT_ACCESS" },
      message: /for 30 days/,
    },
  ],
  compliant: [
    { type: GROUP, inputs: { retentionInDays: 90 } },
    { type: GROUP, inputs: { retentionInDays: 365, logGroupClass: "STANDARD" } },
    { type: GROUP, inputs: { logGroupClass: "DELIVERY" } },
    { type: GROUP, inputs: { retentionInDays: UNKNOWN } },
  ],
};
