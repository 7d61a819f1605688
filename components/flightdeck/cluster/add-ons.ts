import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkList, checkText } from "../../shared/argument-checks";
import { type AddOnName, addOnVersion } from "../../shared/add-on-names";

/** Settings that differ from the add-on's own defaults. */
const configuration: Partial<Record<AddOnName, object>> = {
  "vpc-cni": { enableNetworkPolicy: "true" },
  "aws-ebs-csi-driver": { defaultStorageClass: { enabled: true } },
};

export interface AddOnsArgs {
  readonly clusterName: string;
  readonly names: readonly AddOnName[];
  /** Versions by add-on. @default - the one EKS recommends when the add-on is created, which nothing raises */
  readonly versions: Readonly<Partial<Record<AddOnName, string>>>;
  /** Resources that the add-ons need: see `nodeAddOns` and `workloadAddOns`. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Add-ons that EKS installs. It raises none automatically, so each should have a version.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export class AddOns extends pulumi.ComponentResource {
  public readonly all: readonly aws.eks.Addon[];

  /** @throws ArgumentError for a version that no add-on has, or without an add-on. */
  public constructor(name: string, args: AddOnsArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:AddOns", name, {}, opts);
    checkList("names", args.names, { remedy: "add the name of an add-on" });
    checkAddOnVersions(args.versions, "versions");

    this.all = args.names.map((addonName) => {
      const values = configuration[addonName];
      return new aws.eks.Addon(
        `${name}-${addonName}`,
        {
          clusterName: args.clusterName,
          addonName,
          addonVersion: args.versions[addonName],
          configurationValues: values && JSON.stringify(values),
          resolveConflictsOnCreate: "OVERWRITE",
          resolveConflictsOnUpdate: "OVERWRITE",
          // Removing the add-on removes its software: otherwise software without patches would remain.
          preserve: false,
        },
        { parent: this, dependsOn: [...args.after] },
      );
    });
    this.registerOutputs();
  }
}

/**
 * Checks the versions of add-ons.
 *
 * @throws ArgumentError for the first text that is no add-on's version.
 */
export function checkAddOnVersions(versions: AddOnsArgs["versions"], at: string): void {
  for (const [name, version] of Object.entries(versions)) {
    checkText(`${at}.${name}`, version, addOnVersion);
  }
}
