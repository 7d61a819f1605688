import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkList, checkText } from "../shared/argument-checks";
import { textRules } from "../shared/argument-rules";
import { APPLICATION_DEPLOY_ROLE } from "../shared/naming";
import { accountTrust, policyDocument } from "../shared/policy-documents";

export interface ApplicationDeployRoleArgs {
  readonly partition: string;
  /** Account that delivery runs in. */
  readonly operationsAccountId: string;
  /** Hub roles of application delivery, the only ones that may assume this role. */
  readonly deliveryRoleArns: readonly string[];
  readonly clusterArn: string;
}

/**
 * The role that CI deploys applications with. AWS lets it find the one cluster and nothing else; what it may do inside
 * is an access entry of that cluster, limited to the application's namespace.
 */
export class ApplicationDeployRole extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;

  /** @throws ArgumentError for an account, a role or a cluster that no policy can name, or without a role. */
  public constructor(
    name: string,
    args: ApplicationDeployRoleArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:workload:ApplicationDeployRole", name, {}, opts);
    checkArgs(args);

    const role = new aws.iam.Role(
      name,
      {
        name: APPLICATION_DEPLOY_ROLE,
        description: "Deploys applications to this account's cluster",
        assumeRolePolicy: accountTrust(
          args.partition,
          [args.operationsAccountId],
          args.deliveryRoleArns,
        ),
      },
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: policyDocument([
          {
            Sid: "FindTheCluster",
            Effect: "Allow",
            Action: "eks:DescribeCluster",
            Resource: args.clusterArn,
          },
        ]),
      },
      { parent: this },
    );

    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
function checkArgs(args: ApplicationDeployRoleArgs): void {
  checkAccountId("operationsAccountId", args.operationsAccountId);
  checkList("deliveryRoleArns", args.deliveryRoleArns, { remedy: "add the hub role of delivery" });
  args.deliveryRoleArns.forEach((arn, index) => {
    checkText(`deliveryRoleArns[${index}]`, arn, textRules.roleArn);
  });
  checkText("clusterArn", args.clusterArn, {
    pattern: /^arn:[a-z-]+:eks:[a-z0-9-]+:\d{12}:cluster\/[0-9A-Za-z][\w-]{0,99}$/,
    rule: "the ARN of one EKS cluster",
    remedy: "write it like arn:aws:eks:eu-west-1:111111111111:cluster/orders",
  });
}
