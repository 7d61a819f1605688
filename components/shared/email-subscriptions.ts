import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface EmailSubscriptionsArgs {
  readonly topic: aws.sns.Topic;
  /** Region of the topic. */
  readonly region: string;
  /** Addresses, without repetition: each is part of a logical name. */
  readonly emails: readonly string[];
}

/**
 * Subscribes addresses to a topic. SNS sends each a link, and nothing else until the reader follows it.
 *
 * @param name Start of the subscriptions' logical names.
 * @param opts At least the parent.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
 */
export function subscribeEmails(
  name: string,
  { topic, region, emails }: EmailSubscriptionsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const email of emails) {
    new aws.sns.TopicSubscription(
      `${name}-${email}`,
      { region, topic: topic.arn, protocol: "email", endpoint: email },
      opts,
    );
  }
}
