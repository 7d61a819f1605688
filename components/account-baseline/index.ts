import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEPLOYMENT_ROLE, PREVIEW_ROLE } from "../shared/naming";
import type { Detection } from "../../policy-pack/guardrails/guardrail";
import { accountTrust } from "../shared/policies";
import { ConfigRecorder } from "./config-recorder";
import { DetectionPack } from "./detection-pack";

/** A person or desk that AWS writes to. */
export interface Contact {
  readonly name: string;
  readonly title: string;
  readonly emailAddress: string;
  readonly phoneNumber: string;
}

export interface AccountBaselineArgs {
  readonly partition: string;
  /** Regions whose defaults are set. */
  readonly regions: readonly string[];
  readonly homeRegion: string;
  readonly contacts: Readonly<Record<"billing" | "operations" | "security", Contact>>;
  /** Who may assume the deployment and preview roles: the accounts, narrowed to principals of theirs. */
  readonly trust: {
    readonly accountIds: readonly pulumi.Input<string>[];
    readonly deployers: readonly pulumi.Input<string>[];
    readonly previewers: readonly pulumi.Input<string>[];
  };
  /**
   * Central bucket of AWS Config.
   * @default - Config is left alone: the log-archive stack records the management account, once the bucket is there
   */
  readonly configBucketName?: pulumi.Input<string>;
  /** What must exist before Config delivers. @default - the bucket belongs to another stack and exists */
  readonly configDependsOn?: readonly pulumi.Resource[];
  /** Config rules of the guardrails. @default - none: nothing records the account yet */
  readonly detections?: readonly Detection[];
}

/**
 * What every account has on its first day: encryption and privacy defaults per Region, account-wide blocks and
 * contacts, AWS Config, and the roles that deploy and preview it.
 *
 * Belongs to the account, not to a stack: where stacks share an account, one of them makes it.
 */
export class AccountBaseline extends pulumi.ComponentResource {
  public readonly deploymentRoleArn: pulumi.Output<string>;
  public readonly previewRoleArn: pulumi.Output<string>;

  public constructor(
    name: string,
    args: AccountBaselineArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:account-baseline:AccountBaseline", name, {}, opts);
    const child = { parent: this };
    // Removing most of these would switch the protection off, not leave it alone.
    const kept = { parent: this, protect: true };

    for (const region of args.regions) {
      const regional = `${name}-${region}`;
      new aws.ebs.EncryptionByDefault(regional, { region, enabled: true }, kept);
      new aws.ebs.SnapshotBlockPublicAccess(regional, { region, state: "block-all-sharing" }, kept);
      new aws.ec2.ImageBlockPublicAccess(regional, { region, state: "block-new-sharing" }, kept);
      new aws.ec2.InstanceMetadataDefaults(
        regional,
        { region, httpTokens: "required", httpPutResponseHopLimit: 2 },
        child,
      );
      new aws.ec2.SerialConsoleAccess(regional, { region, enabled: false }, child);
    }

    new aws.s3.AccountPublicAccessBlock(
      name,
      {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      kept,
    );
    new aws.iam.AccountPasswordPolicy(
      name,
      {
        minimumPasswordLength: 14,
        requireLowercaseCharacters: true,
        requireUppercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        passwordReusePrevention: 24,
        maxPasswordAge: 90,
        allowUsersToChangePassword: true,
      },
      child,
    );
    for (const [kind, contact] of Object.entries(args.contacts)) {
      new aws.account.AlternativeContact(
        `${name}-${kind}`,
        { alternateContactType: kind.toUpperCase(), ...contact },
        child,
      );
    }

    const { accountIds, deployers, previewers } = args.trust;
    const deployment = new aws.iam.Role(
      `${name}-deployment`,
      {
        name: DEPLOYMENT_ROLE,
        description: "Deploys this account from code; guardrails exempt it",
        assumeRolePolicy: accountTrust(args.partition, accountIds, deployers),
      },
      { parent: this, protect: true, deleteBeforeReplace: true },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-deployment`,
      {
        role: deployment.name,
        policyArn: `arn:${args.partition}:iam::aws:policy/AdministratorAccess`,
      },
      // Without it the role could not even get it back: guardrails keep everybody else away.
      kept,
    );
    const preview = new aws.iam.Role(
      `${name}-preview`,
      {
        name: PREVIEW_ROLE,
        description: "Previews this account from pull requests; reads only",
        assumeRolePolicy: accountTrust(args.partition, accountIds, previewers),
      },
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-preview`,
      {
        role: preview.name,
        policyArn: `arn:${args.partition}:iam::aws:policy/ReadOnlyAccess`,
      },
      child,
    );

    let recorder: ConfigRecorder | undefined;
    if (args.configBucketName !== undefined) {
      recorder = new ConfigRecorder(
        `${name}-config`,
        {
          regions: args.regions,
          homeRegion: args.homeRegion,
          bucketName: args.configBucketName,
          ...(args.configDependsOn && { bucketPolicies: args.configDependsOn }),
        },
        { parent: this },
      );
    }
    if (args.detections !== undefined) {
      new DetectionPack(
        `${name}-detection`,
        {
          regions: args.regions,
          homeRegion: args.homeRegion,
          detections: args.detections,
          ...(recorder && { recorders: recorder.running }),
        },
        { parent: this },
      );
    }

    this.deploymentRoleArn = deployment.arn;
    this.previewRoleArn = preview.arn;
    this.registerOutputs({
      deploymentRoleArn: this.deploymentRoleArn,
      previewRoleArn: this.previewRoleArn,
    });
  }
}
