import type { StackBuilder } from "./context";

export const logArchiveStack: StackBuilder<"log-archive"> = ({ organization }) => ({
  trailArn: "arn:aws:cloudtrail:us-east-1:000000000000:trail/stub",
  trailBucketName: "stub",
  configBucketName: "stub-config",
  flowLogBucketArns: Object.fromEntries(
    organization.governedRegions.map((region) => [region, `arn:aws:s3:::stub-${region}`]),
  ),
});
