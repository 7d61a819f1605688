import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** EKS's own access policies that this program gives, by their short names. */
export type AccessPolicy = "ClusterAdmin" | "Edit" | "View";

export interface ClusterAccessArgs {
  readonly partition: string;
  readonly clusterName: string;
  /** ARN of the IAM role, with its path. */
  readonly principalArn: pulumi.Input<string>;
  readonly policy: AccessPolicy;
  /** Namespaces that it is good for. @default - the whole cluster */
  readonly namespaces?: readonly string[];
  /** The cluster, whose name alone makes nobody wait for it. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Lets an IAM role into a cluster, with one of EKS's access policies, in the whole cluster or in named namespaces.
 *
 * An entry is bound to the role's identity: a role that is deleted and made again needs its entry made again.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
 */
export class ClusterAccess extends pulumi.ComponentResource {
  /** What must be there before the role can use the cluster. */
  public readonly granted: pulumi.Resource;

  public constructor(name: string, args: ClusterAccessArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:ClusterAccess", name, {}, opts);
    const { clusterName, principalArn, namespaces } = args;

    const entry = new aws.eks.AccessEntry(
      name,
      { clusterName, principalArn, type: "STANDARD" },
      { parent: this, dependsOn: [...args.after], deleteBeforeReplace: true },
    );
    this.granted = new aws.eks.AccessPolicyAssociation(
      name,
      {
        clusterName,
        principalArn,
        policyArn: `arn:${args.partition}:eks::aws:cluster-access-policy/AmazonEKS${args.policy}Policy`,
        accessScope:
          namespaces === undefined
            ? { type: "cluster" }
            : { type: "namespace", namespaces: [...namespaces] },
      },
      { parent: this, dependsOn: [entry], deleteBeforeReplace: true },
    );
    this.registerOutputs();
  }
}

/**
 * ARN of the role that Identity Center has made in this account for a permission set, path included.
 *
 * @throws Error, when it is looked up, for a set that is not assigned to anyone in this account.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetRole(
  permissionSet: string,
  opts: pulumi.InvokeOutputOptions,
): pulumi.Output<string> {
  const found = aws.iam.getRolesOutput(
    {
      nameRegex: `^AWSReservedSSO_${permissionSet}_[0-9a-f]+$`,
      pathPrefix: "/aws-reserved/sso.amazonaws.com/",
    },
    opts,
  );
  return found.arns.apply((arns) => {
    const [arn] = arns;
    if (arn === undefined) {
      throw new Error(
        `permission set ${permissionSet} has no role in this account: assign it here (identity.assignments) and deploy the stack identity first, or switch its access off (workload.cluster.access)`,
      );
    }
    return arn;
  });
}
