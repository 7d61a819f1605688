import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../../shared/place";
import { policyDocument, type PolicyStatement } from "../../shared/policy-documents";

export interface PodIdentityArgs {
  readonly place: Place;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Fixed name, for roles that another account's trust refers to. @default - named by Pulumi */
  readonly roleName?: string;
  /** Permissions of the pods. @default - those of `managedPolicies` */
  readonly statements?: readonly PolicyStatement[];
  /** Paths of AWS's own policies, such as `service-role/AmazonEBSCSIDriverPolicy`. @default - none */
  readonly managedPolicies?: readonly string[];
  /** The cluster: its name is a plain string and creates no dependency. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * An IAM role for the pods of one service account, by EKS Pod Identity.
 *
 * Its trust names account, cluster, namespace and service account: without them any association in the account could
 * hand the role to other pods.
 *
 * Pods that are there before the association do not get the role until they restart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentity extends pulumi.ComponentResource {
  public readonly roleArn: pulumi.Output<string>;
  /** Use in `dependsOn` of the pods. */
  public readonly association: pulumi.Resource;

  public constructor(name: string, args: PodIdentityArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:PodIdentity", name, {}, opts);
    const child = { parent: this };

    const role = new aws.iam.Role(
      name,
      {
        name: args.roleName,
        description: `Pods of ${args.namespace}/${args.serviceAccount} in ${args.clusterName}`,
        assumeRolePolicy: podTrust(args),
      },
      { parent: this, ...(args.roleName !== undefined && { deleteBeforeReplace: true }) },
    );
    const rights: pulumi.Resource[] = (args.managedPolicies ?? []).map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${policy.split("/").at(-1)}`,
          { role: role.name, policyArn: `arn:${args.place.partition}:iam::aws:policy/${policy}` },
          child,
        ),
    );
    if (args.statements !== undefined) {
      rights.push(
        new aws.iam.RolePolicy(
          name,
          { role: role.name, policy: policyDocument(args.statements) },
          child,
        ),
      );
    }
    this.association = new aws.eks.PodIdentityAssociation(
      name,
      {
        clusterName: args.clusterName,
        namespace: args.namespace,
        serviceAccount: args.serviceAccount,
        roleArn: role.arn,
      },
      { parent: this, dependsOn: [...args.after, ...rights] },
    );

    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** Trust of a role that only the pods of one service account of one cluster get. */
export function podTrust(
  args: Pick<PodIdentityArgs, "place" | "clusterName" | "namespace" | "serviceAccount">,
): pulumi.Input<string> {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:SourceAccount": args.place.accountId,
          "aws:RequestTag/eks-cluster-name": args.clusterName,
          "aws:RequestTag/kubernetes-namespace": args.namespace,
          "aws:RequestTag/kubernetes-service-account": args.serviceAccount,
        },
      },
    },
  ]);
}
