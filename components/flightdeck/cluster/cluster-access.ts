import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkList, checkText } from "../../shared/argument-checks";
import { checkInput } from "../../shared/argument-rules";
import { checkClusterName } from "./cluster-name";

/** EKS's own access policies that this program associates, by their short names. */
export type AccessPolicy = "ClusterAdmin" | "Edit" | "View";

export interface ClusterAccessArgs {
  readonly partition: string;
  readonly clusterName: string;
  /** ARN of the IAM role, with its path. */
  readonly principalArn: pulumi.Input<string>;
  readonly policy: AccessPolicy;
  /** Namespaces that the access is limited to. @default - the whole cluster */
  readonly namespaces?: readonly string[];
  /** The cluster: its name is a plain string and creates no dependency. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Access of an IAM role to a cluster: one of EKS's access policies, for the whole cluster or for named namespaces.
 *
 * An entry is bound to the role's identity: after the role is deleted and created again, the entry must be too.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
 */
export class ClusterAccess extends pulumi.ComponentResource {
  /** Use in `dependsOn`: the role can use the cluster after this resource. */
  public readonly granted: pulumi.Resource;

  /** @throws ArgumentError for a principal or a list of namespaces that EKS would refuse. */
  public constructor(name: string, args: ClusterAccessArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:ClusterAccess", name, {}, opts);
    checkArgs(args);
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
 * ARN of the role that Identity Center has created in this account for a permission set, path included.
 *
 * @throws Error, at the lookup, for a set that is assigned to no person in this account.
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

/**
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessScope.html
 */
function checkArgs({ clusterName, principalArn, namespaces }: ClusterAccessArgs): void {
  checkClusterName("clusterName", clusterName);
  checkInput("principalArn", principalArn, {
    pattern: /^arn:[a-z-]+:iam::\d{12}:(?:role|user)\/.+$/,
    rule: "the ARN of an IAM role or user",
    remedy: "EKS accepts no session of a role: give the role itself",
  });
  if (namespaces !== undefined) {
    checkList("namespaces", namespaces, {
      remedy: "add a namespace, or leave namespaces out for the whole cluster",
    });
    namespaces.forEach((namespace, index) => {
      checkText(`namespaces[${index}]`, namespace, {
        pattern: /^[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?$/,
        rule: "the name of a namespace; * matches any text",
        remedy: "write it like orders or orders-*",
      });
    });
  }
}
