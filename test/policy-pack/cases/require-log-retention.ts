import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const cases: PolicyCases = {
  parameters: { minimumDays: 90 },
  violating: [
    { title: "a log group without an end", type: GROUP, says: /keeps its events for ever/ },
    {
      title: "a log group that says it has no end",
      type: GROUP,
      inputs: { retentionInDays: 0 },
      says: /keeps its events for ever/,
    },
    {
      title: "a log group that forgets too early",
      type: GROUP,
      inputs: { retentionInDays: 30 },
      says: /keeps its events for 30 days; .* at least 90/,
    },
    {
      title: "a log group that forgets too early, in words",
      type: GROUP,
      inputs: { retentionInDays: "30", logGroupClass: "INFREQUENT_ACCESS" },
      says: /for 30 days/,
    },
  ],
  compliant: [
    { type: GROUP, inputs: { retentionInDays: 90 } },
    { type: GROUP, inputs: { retentionInDays: 365, logGroupClass: "STANDARD" } },
    { type: GROUP, inputs: { logGroupClass: "DELIVERY" } },
    { type: GROUP, inputs: { retentionInDays: UNKNOWN } },
  ],
};
