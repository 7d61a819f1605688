import type { PolicyStatement } from "../shared/policy-documents";
import { denyPlainPublish, eventRulesPublish } from "../shared/topic-documents";

/** Plain facts that the policy of the notification topic is written with. */
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
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function topicStatements(topic: TopicFacts): PolicyStatement[] {
  const { partition, region, topicArn, accountId, organizationId } = topic;
  return [
    eventRulesPublish(topicArn, accountId),
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
    denyPlainPublish(topicArn),
  ];
}
