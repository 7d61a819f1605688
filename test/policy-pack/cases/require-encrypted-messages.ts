import type { PolicyCases } from "../cases";

const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";
const STREAM = "aws:kinesis/stream:Stream";
const DELIVERY = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const KAFKA = "aws:msk/cluster:Cluster";
const transit = (extra: object = {}): Record<string, unknown> => ({
  encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true, ...extra } },
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a queue whose encryption is switched off",
      type: QUEUE,
      inputs: { sqsManagedSseEnabled: false },
      message: /switches its encryption off/,
    },
    { title: "a topic without a key", type: TOPIC, message: /names no KMS key/ },
    {
      title: "a topic with an empty key",
      type: TOPIC,
      inputs: { kmsMasterKeyId: "" },
      message: /names no KMS key/,
    },
    {
      title: "a stream without the setting",
      type: STREAM,
      message: /does not set encryptionType to KMS/,
    },
    {
      title: "a stream that sets false",
      type: STREAM,
      inputs: { encryptionType: "NONE" },
      message: /does not set encryptionType to KMS/,
    },
    {
      title: "a delivery stream without the setting",
      type: DELIVERY,
      message: /does not set serverSideEncryption.enabled/,
    },
    {
      title: "brokers that take plain connections too",
      type: KAFKA,
      inputs: transit({ clientBroker: "TLS_PLAINTEXT" }),
      message: /allows clients to connect without TLS/,
    },
    {
      title: "brokers that talk in the clear",
      type: KAFKA,
      inputs: transit({ inCluster: false }),
      message: /allows traffic between brokers without TLS/,
    },
  ],
  compliant: [
    { type: QUEUE },
    { type: QUEUE, inputs: { sqsManagedSseEnabled: true } },
    { type: QUEUE, inputs: { sqsManagedSseEnabled: false, kmsMasterKeyId: "alias/queues" } },
    { type: TOPIC, inputs: { kmsMasterKeyId: "alias/topics" } },
    { type: STREAM, inputs: { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" } },
    { type: DELIVERY, inputs: { serverSideEncryption: { enabled: true } } },
    { type: DELIVERY, inputs: { kinesisSourceConfiguration: { roleArn: "role" } } },
    { type: DELIVERY, inputs: { mskSourceConfiguration: { topicName: "topic" } } },
    { type: KAFKA },
    { type: KAFKA, inputs: transit() },
  ],
  remedied: [
    { type: STREAM, becomes: { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" } },
    {
      type: STREAM,
      inputs: { encryptionType: "NONE", kmsKeyId: "alias/own" },
      becomes: { encryptionType: "KMS" },
    },
    {
      type: STREAM,
      inputs: { encryptionType: "KMS", kmsKeyId: "alias/own" },
      becomes: {},
    },
  ],
};
