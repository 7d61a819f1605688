import type { StackBuilder } from "./context";

export const operationsStack: StackBuilder<"operations"> = () => ({
  repositoryUrls: {},
  deliveryRoleArn: "arn:aws:iam::111111111111:role/platform-delivery",
  applicationDeliveryRoleArn: "arn:aws:iam::111111111111:role/platform-application-delivery",
  metricsEndpoint: "https://stub",
  metricsIngestionRoleArn: "arn:aws:iam::111111111111:role/platform-metrics-ingestion",
});
