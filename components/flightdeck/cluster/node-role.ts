import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkPlace } from "../../shared/argument-checks";
import type { Place } from "../../shared/place";
import { policyDocument, type PolicyStatement, serviceTrust } from "../../shared/policy-documents";

export interface NodeRoleArgs {
  readonly place: Place;
  /** Account of the company's image registry. */
  readonly registryAccountId: string;
}

/**
 * Account of the registry that AWS publishes add-on images in, where it is not the common one.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
 */
const ADD_ON_REGISTRIES: Readonly<Record<string, string>> = {
  "af-south-1": "877085696533",
  "ap-east-1": "800184023465",
  "ap-east-2": "533267051163",
  "ap-south-2": "900889452093",
  "ap-southeast-3": "296578399912",
  "ap-southeast-4": "491585149902",
  "ap-southeast-5": "151610086707",
  "ap-southeast-6": "333609536671",
  "ap-southeast-7": "121268973566",
  "ca-west-1": "761377655185",
  "cn-north-1": "918309763551",
  "cn-northwest-1": "961992271922",
  "eu-central-2": "900612956339",
  "eu-south-1": "590381155156",
  "eu-south-2": "455263428931",
  "il-central-1": "066635153087",
  "me-central-1": "759879836304",
  "me-south-1": "558608220178",
  "mx-central-1": "730335286997",
  "us-gov-east-1": "151742754352",
  "us-gov-west-1": "013241004608",
};
const COMMON_ADD_ON_REGISTRY = "602401143452";

/**
 * The role of the cluster's nodes: joining the cluster, the network plug-in, and pulling images from two registries,
 * the company's and the one that AWS publishes add-ons in. Applications get their rights by Pod Identity, not here.
 */
export class NodeRole extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** Rights that nodes need to start, and to be removed. */
  public readonly rights: readonly pulumi.Resource[];

  /** @throws ArgumentError for an account or a place that no policy can name. */
  public constructor(name: string, args: NodeRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:NodeRole", name, {}, opts);
    checkPlace("place", args.place);
    checkAccountId("registryAccountId", args.registryAccountId);
    const child = { parent: this };

    const role = new aws.iam.Role(
      name,
      {
        description: "Nodes of the Flightdeck cluster",
        assumeRolePolicy: serviceTrust("ec2.amazonaws.com"),
      },
      child,
    );
    const managed = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"].map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${policy}`,
          { role: role.name, policyArn: `arn:${args.place.partition}:iam::aws:policy/${policy}` },
          child,
        ),
    );
    const images = new aws.iam.RolePolicy(
      `${name}-images`,
      { role: role.name, policy: policyDocument(imagePull(args)) },
      child,
    );

    this.arn = role.arn;
    this.rights = [...managed, images];
    this.registerOutputs({ arn: this.arn });
  }
}

/** Statements that allow pulling from the company's registry and from AWS's own, and from no other. */
export function imagePull({ place, registryAccountId }: NodeRoleArgs): PolicyStatement[] {
  const { partition, region } = place;
  const addOns = ADD_ON_REGISTRIES[region] ?? COMMON_ADD_ON_REGISTRY;
  return [
    {
      Sid: "SignInToRegistries",
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      // IAM supports no resource for this action.
      Resource: "*",
    },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      Resource: [registryAccountId, addOns].map(
        (account) => `arn:${partition}:ecr:${region}:${account}:repository/*`,
      ),
    },
  ];
}
