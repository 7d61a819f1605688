import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  checkList,
  checkOrganizationId,
  checkPlace,
  checkRegions,
  checkText,
} from "../shared/argument-checks";
import { eventBusArn } from "../shared/naming";
import type { Place } from "../shared/place";
import { policyDocument, serviceTrust } from "../shared/policy-documents";
import type { NotifiedEvent } from "./event-patterns";
import type { SecurityNotifications } from "./notifications";

export interface EventRulesArgs {
  /** Account whose events are watched, and that others of the organization may hand events to; in the home Region. */
  readonly place: Place;
  readonly organizationId: string;
  /** Regions whose events are watched. */
  readonly regions: readonly string[];
  readonly events: readonly NotifiedEvent[];
  readonly notifications: SecurityNotifications;
}

/**
 * Routes events to people: rules of the home Region feed the topic, those of other Regions hand events on to the home
 * Region, and accounts of the organization may hand theirs to the bus (a rule there, with the bus as its target).
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export class EventRules extends pulumi.ComponentResource {
  /** Bus of the home Region; known at preview. */
  public readonly busArn: string;

  /** @throws ArgumentError for Regions, names or ids that EventBridge refuses. */
  public constructor(name: string, args: EventRulesArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:security:EventRules", name, {}, opts);
    checkArguments(args);
    const { place, notifications } = args;
    const { accountId, region: homeRegion } = place;
    this.busArn = eventBusArn(place);

    const bus = new aws.cloudwatch.EventBusPolicy(
      name,
      {
        region: homeRegion,
        eventBusName: "default",
        policy: policyDocument([
          {
            Sid: "OrganizationHandsEventsOn",
            Effect: "Allow",
            Principal: "*",
            Action: "events:PutEvents",
            Resource: this.busArn,
            Condition: { StringEquals: { "aws:PrincipalOrgID": args.organizationId } },
          },
        ]),
      },
      { parent: this },
    );
    for (const event of args.events) {
      this.#route(name, event, homeRegion, { arn: notifications.topicArn }, [notifications.ready]);
    }
    const others = args.regions.filter((region) => region !== homeRegion);
    if (others.length > 0) {
      const roleArn = this.#forwarder(name, accountId);
      for (const region of others) {
        for (const event of args.events.filter(({ perRegion }) => perRegion)) {
          this.#route(name, event, region, { arn: this.busArn, roleArn }, [bus]);
        }
      }
    }
    this.registerOutputs({ busArn: this.busArn });
  }

  #route(
    name: string,
    event: NotifiedEvent,
    region: string,
    target: { readonly arn: string; readonly roleArn?: pulumi.Output<string> },
    dependsOn: pulumi.Resource[],
  ): void {
    const logicalName = `${name}-${event.name}-${region}`;
    const rule = new aws.cloudwatch.EventRule(
      logicalName,
      {
        region,
        name: event.name,
        description: event.description,
        eventPattern: JSON.stringify(event.pattern),
        state: event.apiCalls ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
      },
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.cloudwatch.EventTarget(
      logicalName,
      { region, rule: rule.name, targetId: "notifications", ...target },
      { parent: this, dependsOn },
    );
  }

  /** Role that rules of other Regions hand events on with. */
  #forwarder(name: string, accountId: string): pulumi.Output<string> {
    const role = new aws.iam.Role(
      `${name}-forwarder`,
      {
        description: "Hands security events on to the home Region",
        assumeRolePolicy: serviceTrust("events.amazonaws.com", accountId),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-forwarder`,
      {
        role: role.name,
        policy: policyDocument([
          { Effect: "Allow", Action: "events:PutEvents", Resource: this.busArn },
        ]),
      },
      { parent: this },
    );
    return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
function checkArguments({ place, organizationId, regions, events }: EventRulesArgs): void {
  checkPlace("place", place);
  checkOrganizationId("organizationId", organizationId);
  checkRegions("regions", regions);
  const names = events.map(({ name }) => name);
  checkList("events", names, { remedy: "without events no one is notified" });
  names.forEach((name, index) => {
    checkText(`events[${index}].name`, name, {
      pattern: /^[\w.-]{1,64}$/,
      rule: "1 to 64 letters, digits and . - _",
      remedy: "rules are named by it: shorten it",
    });
  });
}
