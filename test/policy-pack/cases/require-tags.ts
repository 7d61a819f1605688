import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const all = { Environment: "production", Owner: "web", CostCenter: "1234" };
const QUEUE = "aws:sqs/queue:Queue";
const GROUP = "aws:autoscaling/group:Group";
const pairs = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));

export const cases: PolicyCases = {
  parameters: { keys: Object.keys(all), values: ["CostCenter=0000", "Owner=cloud=platform"] },
  violating: [
    {
      title: "a queue with one tag of three",
      type: QUEUE,
      inputs: { tags: { Owner: "web" } },
      message:
        /has no tags Environment, CostCenter; set them in tags or in the provider's defaultTags/,
    },
    {
      title: "a bucket without any",
      type: "aws:s3/bucket:Bucket",
      message: /has no tags Environment, Owner, CostCenter/,
    },
    {
      title: "a key that differs in its capitals",
      type: QUEUE,
      inputs: { tags: { environment: "production", Owner: "web", CostCenter: "1234" } },
      message: /has no tags Environment;/,
    },
    {
      title: "a resource whose provider lacks one, too",
      type: "aws:rds/instance:Instance",
      provider: {
        region: "us-east-1",
        defaultTags: JSON.stringify({ tags: { Environment: "production", Owner: "web" } }),
      },
      message: /has no tags CostCenter/,
    },
    {
      title: "a group, which the provider's tags do not reach",
      type: GROUP,
      inputs: { tags: pairs({ Environment: "production" }) },
      provider: { region: "us-east-1", defaultTags: JSON.stringify({ tags: all }) },
      message: /has no tags Owner, CostCenter/,
    },
  ],
  compliant: [
    { type: QUEUE, inputs: { tags: all } },
    { type: QUEUE, inputs: { tags: UNKNOWN } },
    { type: "aws:s3/bucketPolicy:BucketPolicy" },
    { type: GROUP, inputs: { tags: pairs(all) } },
    {
      type: "aws:s3/bucket:Bucket",
      provider: { region: "us-east-1", defaultTags: JSON.stringify({ tags: all }) },
    },
    {
      type: "aws:s3/bucket:Bucket",
      inputs: { tags: { Owner: "web" } },
      provider: { region: "us-east-1", defaultTags: { tags: all } },
    },
    { type: "aws:s3/bucket:Bucket", provider: { region: "us-east-1", defaultTags: UNKNOWN } },
    {
      type: "aws:devopsguru/resourceCollection:ResourceCollection",
      inputs: { tags: { appBoundaryKey: "DevOps-Guru-App", tagValues: ["web"] } },
    },
  ],
  remedied: [
    {
      type: QUEUE,
      inputs: { tags: { Environment: "production" } },
      becomes: {
        tags: { Environment: "production", Owner: "cloud=platform", CostCenter: "0000" },
      },
    },
    { type: QUEUE, inputs: { tags: all }, becomes: {} },
    { type: GROUP, inputs: { tags: pairs(all) }, becomes: {} },
    { type: "aws:s3/bucketPolicy:BucketPolicy", inputs: {}, becomes: {} },
  ],
};
