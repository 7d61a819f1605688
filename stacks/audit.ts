import type { StackBuilder } from "./context";

export const auditStack: StackBuilder<"audit"> = () => ({
  notificationTopicArn: "arn:aws:sns:us-east-1:111111111111:stub",
  configAggregatorArn: "stub",
});
