import { keyAdministration, type PolicyStatement } from "../shared/policies";

/** Plain facts that the documents of the notification topic are written with. */
export interface TopicFacts {
  readonly partition: string;
  readonly organizationId: string;
  /** Account and Region of the topic. */
  readonly accountId: string;
  readonly region: string;
  readonly topicArn: string;
}

/**
 * Who may publish to the topic: this account's event rules and the organization's CloudWatch alarms.
 *
 * Alarms publish as a service, which has no organization of its own: `aws:PrincipalOrgID` never matches, the alarm's
 * `aws:SourceOrgID` does. An alarm reaches only a topic of its own Region.
 *
 * AWS has documented that conditions do not work for EventBridge here, and elsewhere that it sends the source account.
 * `IfExists` holds either way: a foreign account's rule is refused whenever the source is told, and no notification is
 * lost when it is not.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
 */
export function topicStatements(topic: TopicFacts): PolicyStatement[] {
  const { partition, region, topicArn, accountId, organizationId } = topic;
  return [
    {
      Sid: "EventRulesPublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": accountId } },
    },
    {
      Sid: "AlarmsOfTheOrganizationPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: {
        StringEquals: { "aws:SourceOrgID": organizationId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:*:alarm:*` },
      },
    },
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}

/**
 * Who may use the topic's key. Source conditions are refused by SNS for EventBridge, so the use is pinned to the topic
 * by the encryption context that SNS sends.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function topicKeyStatements(topic: TopicFacts): PolicyStatement[] {
  return [
    keyAdministration(topic.partition, topic.accountId),
    {
      Sid: "PublishersEncrypt",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topic.topicArn },
      },
    },
  ];
}
