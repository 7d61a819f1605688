import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkRegions } from "../shared/argument-checks";

export interface AccessAnalysisArgs {
  readonly regions: readonly string[];
}

/**
 * Finds every resource of the organization that a principal outside of it can reach, per Region, free of charge.
 *
 * The provider's account must be the delegated administrator of `access-analyzer.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
export class AccessAnalysis extends pulumi.ComponentResource {
  /** @throws ArgumentError when there is no Region to analyze, or a wrong one. */
  public constructor(
    name: string,
    args: AccessAnalysisArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:AccessAnalysis", name, {}, opts);
    checkRegions("regions", args.regions);
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
