import { isFalse, known, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireEncryptedMessages: Guardrail = {
  id: "require-encrypted-messages",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireEncryptedMessages",
          Action: ["firehose:StopDeliveryStreamEncryption", "kinesis:StopStreamEncryption"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:sqs/queue:Queue"],
        check: (queue) =>
          isFalse(known(queue, "sqsManagedSseEnabled")) && hasNone(queue, "kmsMasterKeyId")
            ? [{ message: "switches its encryption off; remove sqsManagedSseEnabled: false" }]
            : [],
      },
      {
        types: ["aws:sns/topic:Topic"],
        advises:
          "a topic passes messages on and stores none, and AWS services publish to a topic with a customer managed key only after a change of the key's policy",
        check: (topic) =>
          hasNone(topic, "kmsMasterKeyId")
            ? [{ message: "names no KMS key; set kmsMasterKeyId" }]
            : [],
      },
      {
        types: ["aws:kinesis/stream:Stream"],
        check: (stream) =>
          isPlain(stream)
            ? [{ message: "does not set encryptionType to KMS; set it, and kmsKeyId" }]
            : [],
      },
      {
        types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
        // The source, a stream or a cluster, encrypts the data.
        check: (stream) =>
          ["kinesisSourceConfiguration", "mskSourceConfiguration"].some(
            (source) => stream.read(source).state !== "absent",
          )
            ? []
            : switchedOff(stream, "serverSideEncryption.enabled", "set it"),
      },
      { types: ["aws:msk/cluster:Cluster"], check: brokersRequireTls },
    ],
    remedies: [
      {
        types: ["aws:kinesis/stream:Stream"],
        inputs: (stream) =>
          isPlain(stream)
            ? {
                encryptionType: "KMS",
                ...(hasNone(stream, "kmsKeyId") && { kmsKeyId: "alias/aws/kinesis" }),
              }
            : {},
      },
    ],
  },
  detect: [
    { configRule: "SNS_ENCRYPTED_KMS" },
    { securityHubControl: "DataFirehose.1" },
    { securityHubControl: "Kinesis.1" },
    { securityHubControl: "MSK.1" },
    { securityHubControl: "SQS.1" },
  ],
  calls: [
    "firehose:CreateDeliveryStream",
    "kafka:CreateCluster",
    "kafka:CreateClusterV2",
    "kafka:UpdateSecurity",
    "kinesis:CreateStream",
    "kinesis:StartStreamEncryption",
    "sns:CreateTopic",
    "sns:SetTopicAttributes",
    "sqs:CreateQueue",
    "sqs:SetQueueAttributes",
  ],
  parameters: {},
  about: {
    title: "Encrypt queues, topics and streams",
    why: "messages contain the same personal data as the database, and wait unencrypted until a consumer reads them",
    comply: "Keep the encryption of queues on and name a KMS key for topics and streams",
    severity: "medium",
    frameworks: [fsbp("SQS.1"), fsbp("Kinesis.1"), fsbp("MSK.1"), fsbp("DataFirehose.1")],
    requirements: [],
    peers: [],
  },
};

function hasNone(resource: ResourceView, property: string): boolean {
  const reading = resource.read(property);
  return reading.state === "absent" || (reading.state === "known" && reading.value === "");
}

function isPlain(stream: ResourceView): boolean {
  const type = stream.read("encryptionType");
  return type.state === "absent" || (type.state === "known" && type.value !== "KMS");
}

function brokersRequireTls(cluster: ResourceView): Finding[] {
  const clients = known(cluster, "encryptionInfo.encryptionInTransit.clientBroker");
  const between = known(cluster, "encryptionInfo.encryptionInTransit.inCluster");
  return [
    ...(clients === undefined || clients === "TLS"
      ? []
      : [{ message: "allows clients to connect without TLS; set clientBroker to TLS" }]),
    ...(isFalse(between)
      ? [{ message: "allows traffic between brokers without TLS; remove inCluster: false" }]
      : []),
  ];
}
