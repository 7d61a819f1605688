import type { Place } from "./place";
import { keyAdministration, type PolicyStatement } from "./policy-documents";

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
 * Policy of the key of a topic that AWS services publish to. The services send no source with their use of the key, so
 * no condition can name one: who may publish is decided by the topic's policy.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function topicKeyStatements(place: Place, services: readonly string[]): PolicyStatement[] {
  return [
    keyAdministration(place),
    {
      Sid: "PublishersEncrypt",
      Effect: "Allow",
      Principal: { Service: services },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
  ];
}
