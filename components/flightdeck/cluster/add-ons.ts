import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AddOnName } from "./add-on-names";

/** Settings that differ from the add-on's own defaults. */
const configuration: Partial<Record<AddOnName, object>> = {
  "vpc-cni": { enableNetworkPolicy: "true" },
  "aws-ebs-csi-driver": { defaultStorageClass: { enabled: true } },
};

export interface AddOnsArgs {
  readonly clusterName: string;
  readonly names: readonly AddOnName[];
  /** Versions by add-on. @default - the one EKS recommends for the cluster's version when the add-on is made */
  readonly versions: Readonly<Partial<Record<AddOnName, string>>>;
  /** What must be there before: see `nodeAddOns` and `workloadAddOns`. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Add-ons that EKS installs and patches itself.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export class AddOns extends pulumi.ComponentResource {
  public readonly all: readonly aws.eks.Addon[];

  public constructor(name: string, args: AddOnsArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:AddOns", name, {}, opts);

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
          // Removing the add-on removes its software: nothing stays behind that nobody patches.
          preserve: false,
        },
        { parent: this, dependsOn: [...args.after] },
      );
    });
    this.registerOutputs();
  }
}
