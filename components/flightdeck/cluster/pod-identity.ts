import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkPlace, checkText } from "../../shared/argument-checks";
import { ArgumentError } from "../../shared/argument-error";
import { textRules } from "../../shared/argument-rules";
import type { Place } from "../../shared/place";
import { policyDocument, type PolicyStatement } from "../../shared/policy-documents";
import { checkClusterName } from "./cluster-name";

export interface PodIdentityArgs {
  readonly place: Place;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Fixed name, for roles that another account's trust refers to. @default - named by Pulumi */
  readonly roleName?: string;
  /** Permissions of the pods. @default - those of `managedPolicies`, which must be given then */
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
 * give the role to other pods.
 *
 * Pods that run before the association have the role after a restart.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentity extends pulumi.ComponentResource {
  public readonly roleArn: pulumi.Output<string>;
  /** Use in `dependsOn` of the pods. */
  public readonly association: pulumi.Resource;

  /** @throws ArgumentError for names that Kubernetes or IAM would refuse, or without any permission. */
  public constructor(name: string, args: PodIdentityArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:PodIdentity", name, {}, opts);
    checkArgs(args);
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

/** Trust of a role that only the pods of one service account of one cluster may assume. */
function podTrust(
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

/**
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
function checkArgs(args: PodIdentityArgs): void {
  checkPlace("place", args.place);
  checkClusterName("clusterName", args.clusterName);
  checkText("namespace", args.namespace, textRules.label);
  checkText("serviceAccount", args.serviceAccount, {
    pattern: /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
    rule: "the name of a service account: lower-case letters, digits, dots and hyphens",
    remedy: "give the name alone, without its namespace",
  });
  if (args.roleName !== undefined) {
    checkText("roleName", args.roleName, {
      pattern: /^[\w+=,.@-]{1,64}$/,
      rule: "an IAM role name of 1 to 64 characters",
      remedy: "choose a shorter name, without a path",
    });
  }
  if (args.statements === undefined && (args.managedPolicies ?? []).length === 0) {
    throw new ArgumentError(
      "statements",
      "must be given without managedPolicies, got neither; a role without permissions is of no use to pods",
    );
  }
}
