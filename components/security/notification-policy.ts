import { NOTIFICATION_TOPIC, topicArn as arnOf } from "../shared/naming";
import type { Place } from "../shared/place";
import type { PolicyStatement } from "../shared/policy-documents";
import { denyPlainPublish, eventRulesPublish } from "../shared/topic-documents";

/**
 * Statements of the notification topic's policy: its account's event rules and the organization's CloudWatch alarms may
 * publish.
 *
 * Alarms publish as a service, which has no organization of its own: `aws:PrincipalOrgID` never matches, the alarm's
 * `aws:SourceOrgID` does. An alarm reaches only a topic of its own Region.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function topicStatements(place: Place, organizationId: string): PolicyStatement[] {
  const { partition, region, accountId } = place;
  const topicArn = arnOf(place, NOTIFICATION_TOPIC);
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
