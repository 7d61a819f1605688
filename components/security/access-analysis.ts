import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface AccessAnalysisArgs {
  readonly regions: readonly string[];
}

/**
 * Finds every resource of the organization that somebody outside of it can reach, per Region, free of charge.
 *
 * The provider's account must be the delegated administrator of `access-analyzer.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
export class AccessAnalysis extends pulumi.ComponentResource {
  public constructor(
    name: string,
    args: AccessAnalysisArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:AccessAnalysis", name, {}, opts);
    for (const region of args.regions) {
      new aws.accessanalyzer.Analyzer(
        `${name}-${region}`,
        { region, analyzerName: "platform-external-access", type: "ORGANIZATION" },
        { parent: this, deleteBeforeReplace: true },
      );
    }
    this.registerOutputs();
  }
}
