import type { PolicyStatement } from "./policy-documents";

/**
 * Lets the event rules of one account publish to a topic.
 *
 * AWS has documented that conditions do not work for EventBridge here, and elsewhere that it sends the source account.
 * `IfExists` is right in both cases: a foreign account's rule is refused whenever the request contains the source, and no
 * event is lost when it does not.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
 */
export function eventRulesPublish(topicArn: string, accountId: string): PolicyStatement {
  return {
    Sid: "EventRulesPublish",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { StringEqualsIfExists: { "aws:SourceAccount": accountId } },
  };
}

/** Refuses messages that come by plain HTTP. */
export function denyPlainPublish(topicArn: string): PolicyStatement {
  return {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Statement of a topic's key: AWS services may encrypt the messages that they publish. The services send no source with
 * their use of the key, so no condition can name one: the topic's policy decides which of them may publish.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function publishersEncrypt(services: readonly string[]): PolicyStatement {
  return {
    Sid: "PublishersEncrypt",
    Effect: "Allow",
    Principal: { Service: services },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
  };
}
