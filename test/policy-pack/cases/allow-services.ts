import type { PolicyCases } from "../cases";

export const cases: PolicyCases = {
  parameters: { services: ["ec2", "rds", "s3"] },
  violating: [
    {
      title: "a queue where no queues are allowed",
      type: "aws:sqs/queue:Queue",
      message: /belongs to the service sqs, which is not allowed/,
    },
    {
      title: "a service whose prefix is not its module's name",
      type: "aws:sfn/stateMachine:StateMachine",
      message: /belongs to the service states/,
    },
    {
      title: "a resource of a module with several services",
      type: "aws:kinesis/stream:Stream",
      message: /belongs to the service firehose or kinesis or kinesisanalytics/,
    },
  ],
  compliant: [
    { type: "aws:s3/bucket:Bucket" },
    { type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" },
    { type: "aws:neptune/cluster:Cluster" },
    { type: "aws:iam/role:Role" },
    { type: "aws:cloudwatch/logGroup:LogGroup" },
  ],
};
