import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  APPLICATION_DEPLOY_ROLE,
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  DEPLOYMENT_ROLE,
  PREVIEW_ROLE,
  roleArn,
} from "../shared/naming";
import type { Place } from "../shared/place";
import {
  checkNotEmpty,
  checkOrganizationId,
  checkPlace,
  checkText,
} from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import { policyDocument, type PolicyStatement } from "../shared/policy-documents";
import {
  applicationRuns,
  GITHUB_AUDIENCE,
  GITHUB_ISSUER,
  githubProviderArn,
  type GithubRepository,
  githubTrust,
  TRUST_CHARACTERS,
  trustCharacters,
  type WorkflowContext,
} from "./github-trust";
import { imagePush } from "./image-policies";
import { checkRepository } from "./repository-checks";
import { stateAccess, type StateLocation } from "./state-access";

export interface DeliveryRolesArgs {
  readonly place: Place;
  readonly organizationId: string;
  readonly state: StateLocation;
  /** Repository of the program that builds the accounts. */
  readonly platform: GithubRepository;
  /** Repositories that build images and deploy them, at least one. */
  readonly applications: readonly GithubRepository[];
  /** GitHub environment whose reviewers approve a deployment. */
  readonly environment: string;
  /** Image repositories that applications push to. */
  readonly imageRepositoryArns: readonly string[];
}

/** Seconds that a deployment of several stacks may take. */
const DEPLOYMENT_SESSION = 4 * 60 * 60;

/**
 * The roles that GitHub's workflows start from, without a stored credential anywhere: each is trusted for one exact
 * kind of run, and leads to one kind of role in the other accounts.
 *
 * - a run that the environment's reviewers approved deploys accounts, and promotes and deploys applications;
 * - a pull request previews accounts, reading state and nothing more;
 * - an application's main branch pushes images and deploys them outside production.
 */
export class DeliveryRoles extends pulumi.ComponentResource {
  public readonly deliveryRoleArn: pulumi.Output<string>;
  public readonly deliveryPreviewRoleArn: pulumi.Output<string>;
  public readonly applicationBuildRoleArn: pulumi.Output<string>;
  public readonly applicationDeliveryRoleArn: pulumi.Output<string>;

  /** @throws ArgumentError for a repository that no token names, or too many of them for a trust policy. */
  public constructor(name: string, args: DeliveryRolesArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:delivery:DeliveryRoles", name, {}, opts);
    checkArguments(args);
    const { place, organizationId, state } = args;
    const { partition } = place;

    const github = new aws.iam.OpenIdConnectProvider(
      `${name}-github`,
      { url: `https://${GITHUB_ISSUER}`, clientIdLists: [GITHUB_AUDIENCE] },
      { parent: this, deleteBeforeReplace: true },
    );
    const role = (
      purpose: string,
      roleName: string,
      description: string,
      trusted: { repositories: readonly GithubRepository[]; context: WorkflowContext },
      statements: readonly PolicyStatement[],
      maxSessionDuration?: number,
    ): aws.iam.Role => {
      const made = new aws.iam.Role(
        `${name}-${purpose}`,
        {
          name: roleName,
          description,
          assumeRolePolicy: trustDocument(place, trusted.repositories, trusted.context),
          maxSessionDuration,
        },
        { parent: this, deleteBeforeReplace: true, dependsOn: [github] },
      );
      if (statements.length > 0) {
        new aws.iam.RolePolicy(
          `${name}-${purpose}`,
          { role: made.name, policy: policyDocument(statements) },
          { parent: this },
        );
      }
      return made;
    };
    const inOrganization = (roleName: string): PolicyStatement => ({
      ...assume([roleArn(partition, "*", roleName)]),
      Condition: { StringEquals: { "aws:ResourceOrgID": organizationId } },
    });

    const approved: WorkflowContext = `environment:${args.environment}`;
    const delivery = role(
      "platform",
      DELIVERY_ROLE,
      "Approved runs of the platform's repository; deploys every account",
      { repositories: [args.platform], context: approved },
      [inOrganization(DEPLOYMENT_ROLE), ...stateAccess(partition, organizationId, state, "write")],
      // Sessions in the accounts last an hour at most and are renewed from this one, for as long as it lasts.
      DEPLOYMENT_SESSION,
    );
    const preview = role(
      "platform-preview",
      DELIVERY_PREVIEW_ROLE,
      "Pull requests of the platform's repository; reads every account",
      { repositories: [args.platform], context: "pull_request" },
      [inOrganization(PREVIEW_ROLE), ...stateAccess(partition, organizationId, state, "read")],
    );
    const push = imagePush(args.imageRepositoryArns);
    const build = role(
      "application-build",
      APPLICATION_BUILD_ROLE,
      "Main branches of the applications; pushes images, deploys outside production",
      { repositories: args.applications, context: "ref:refs/heads/main" },
      // The deploy roles of the accounts decide which it reaches: those of production do not trust it.
      [...push, inOrganization(APPLICATION_DEPLOY_ROLE)],
    );
    const application = role(
      "application",
      APPLICATION_DELIVERY_ROLE,
      "Approved runs of the applications; promotes images, deploys to every workload account",
      { repositories: args.applications, context: approved },
      [...push, inOrganization(APPLICATION_DEPLOY_ROLE)],
    );

    this.deliveryRoleArn = delivery.arn;
    this.deliveryPreviewRoleArn = preview.arn;
    this.applicationBuildRoleArn = build.arn;
    this.applicationDeliveryRoleArn = application.arn;
    this.registerOutputs({
      deliveryRoleArn: this.deliveryRoleArn,
      deliveryPreviewRoleArn: this.deliveryPreviewRoleArn,
      applicationBuildRoleArn: this.applicationBuildRoleArn,
      applicationDeliveryRoleArn: this.applicationDeliveryRoleArn,
    });
  }
}

function checkArguments({ place, organizationId, platform, ...args }: DeliveryRolesArgs): void {
  checkPlace("place", place);
  checkOrganizationId("organizationId", organizationId);
  checkRepository("platform", platform);
  checkNotEmpty(
    "applications",
    args.applications,
    "name the platform's repository when applications have none of their own",
  );
  args.applications.forEach((repository, index) => {
    checkRepository(`applications[${index}]`, repository);
  });
  checkText("environment", args.environment, {
    pattern: /^[\w .-]{1,100}$/,
    rule: "the name of a GitHub environment: letters, digits, spaces, - _ .",
    remedy: "name the environment as the repository's settings show it",
  });
  for (const context of applicationRuns(args.environment)) {
    checkTrustFits(place, args.applications, context);
  }
}

function assume(roleArns: readonly string[]): PolicyStatement {
  return {
    Sid: "AssumeRoleInAccounts",
    Effect: "Allow",
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Resource: roleArns,
  };
}

function trustDocument(
  place: Place,
  repositories: readonly GithubRepository[],
  context: WorkflowContext,
): pulumi.Input<string> {
  return policyDocument([githubTrust(githubProviderArn(place), repositories, context)]);
}

function checkTrustFits(
  place: Place,
  repositories: readonly GithubRepository[],
  context: WorkflowContext,
): void {
  const length = trustCharacters(place, repositories, context);
  if (length > TRUST_CHARACTERS) {
    throw new ArgumentError(
      "applications",
      `must fit a trust policy of ${TRUST_CHARACTERS} characters, got ${length} for ${repositories.length} repositories; list fewer`,
    );
  }
}
