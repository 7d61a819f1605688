import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkPlace } from "../shared/argument-checks";
import type { Place } from "../shared/place";
import { serviceTrust } from "../shared/policy-documents";

export interface ConfigAggregatorArgs {
  readonly place: Place;
}

/**
 * The configuration of every account and Region of the organization in one view.
 *
 * The provider's account must be the delegated administrator of `config.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
 */
export class ConfigAggregator extends pulumi.ComponentResource {
  public readonly aggregatorArn: pulumi.Output<string>;

  /** @throws ArgumentError for a place whose partition is not that of its Region. */
  public constructor(
    name: string,
    args: ConfigAggregatorArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:ConfigAggregator", name, {}, opts);
    checkPlace("place", args.place);
    const role = new aws.iam.Role(
      name,
      {
        description: "Lets AWS Config list the accounts that it aggregates",
        assumeRolePolicy: serviceTrust("config.amazonaws.com"),
      },
      { parent: this },
    );
    const permissions = new aws.iam.RolePolicyAttachment(
      name,
      {
        role: role.name,
        policyArn: `arn:${args.place.partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
      },
      { parent: this },
    );
    const aggregator = new aws.cfg.ConfigurationAggregator(
      name,
      {
        region: args.place.region,
        name: "platform-organization",
        organizationAggregationSource: { allRegions: true, roleArn: role.arn },
      },
      { parent: this, deleteBeforeReplace: true, dependsOn: [permissions] },
    );
    this.aggregatorArn = aggregator.arn;
    this.registerOutputs({ aggregatorArn: this.aggregatorArn });
  }
}
