import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEPLOYMENT_ROLE, PREVIEW_ROLE } from "../shared/naming";
import type { OwnedSetting } from "../../policy-pack/guardrails/types/organization-policy";
import type { Place } from "../shared/place";
import { accountTrust } from "../shared/policy-documents";
import { checkNotEmpty, checkPlace, checkRegions } from "../shared/argument-checks";
import { checkContacts, type Contacts } from "./account-contacts";
import { ConfigRecorder } from "./config-recorder";

export interface AccountBaselineArgs {
  /** The account, in the home Region. */
  readonly place: Place;
  /** Regions whose defaults are set. */
  readonly regions: readonly string[];
  readonly contacts: Contacts;
  /** Principals that may assume the deployment and preview roles: accounts, narrowed to roles of theirs. */
  readonly trust: {
    readonly accountIds: readonly pulumi.Input<string>[];
    readonly deployers: readonly pulumi.Input<string>[];
    readonly previewers: readonly pulumi.Input<string>[];
  };
  /**
   * Central bucket of AWS Config.
   * @default - Config is not set up: the log-archive stack records the management account, once the bucket exists
   */
  readonly configBucketName?: pulumi.Input<string>;
  /** ARN of the service-linked role of Config, when the account has it already. @default - it is created */
  readonly configRoleArn?: string;
  /** Resources that Config's delivery waits for. @default - none: the bucket belongs to another stack and exists */
  readonly configDependsOn?: readonly pulumi.Resource[];
  /**
   * Settings that declarative policies of the organization own: AWS would refuse a call of the account's own.
   * @default - none: the account sets all of them
   */
  readonly ownedByPolicies?: ReadonlySet<OwnedSetting>;
}

type Make = (name: string, region: string, opts: pulumi.CustomResourceOptions) => void;

/** Defaults of a Region that a declarative policy may own instead. */
const ownable: Partial<Record<OwnedSetting, Make>> = {
  "snapshot-block-public-access": (name, region, opts) => {
    new aws.ebs.SnapshotBlockPublicAccess(name, { region, state: "block-all-sharing" }, opts);
  },
  "image-block-public-access": (name, region, opts) => {
    new aws.ec2.ImageBlockPublicAccess(name, { region, state: "block-new-sharing" }, opts);
  },
  "instance-metadata-defaults": (name, region, opts) => {
    new aws.ec2.InstanceMetadataDefaults(
      name,
      { region, httpTokens: "required", httpPutResponseHopLimit: 2 },
      opts,
    );
  },
  "serial-console-access": (name, region, opts) => {
    new aws.ec2.SerialConsoleAccess(name, { region, enabled: false }, opts);
  },
};

/**
 * Settings that every account has on its first day: encryption and privacy defaults per Region, account-wide blocks and
 * contacts, AWS Config, and the roles that deploy and preview it.
 *
 * Belongs to the account, not to a stack: where stacks share an account, one of them creates it.
 */
export class AccountBaseline extends pulumi.ComponentResource {
  public readonly deploymentRoleArn: pulumi.Output<string>;
  public readonly previewRoleArn: pulumi.Output<string>;
  /** Recorders of the account, one a Region; none when Config is not set up. */
  public readonly recorders: readonly pulumi.Resource[];

  /** @throws ArgumentError when a list is empty, or AWS would refuse the place, a Region or a contact. */
  public constructor(
    name: string,
    args: AccountBaselineArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:account-baseline:AccountBaseline", name, {}, opts);
    checkArguments(args);
    const child = { parent: this };

    this.#setRegionalDefaults(name, args);
    this.#setAccountDefaults(name);
    for (const [kind, contact] of Object.entries(args.contacts)) {
      new aws.account.AlternativeContact(
        `${name}-${kind}`,
        { alternateContactType: kind.toUpperCase(), ...contact },
        child,
      );
    }
    const deployment = this.#createDeploymentRole(name, args);
    const preview = this.#createPreviewRole(name, args);

    this.recorders =
      args.configBucketName === undefined
        ? []
        : new ConfigRecorder(
            `${name}-config`,
            {
              regions: args.regions,
              homeRegion: args.place.region,
              bucketName: args.configBucketName,
              ...(args.configRoleArn !== undefined && { roleArn: args.configRoleArn }),
              ...(args.configDependsOn && { bucketPolicies: args.configDependsOn }),
            },
            child,
          ).running;
    this.deploymentRoleArn = deployment.arn;
    this.previewRoleArn = preview.arn;
    this.registerOutputs({
      deploymentRoleArn: this.deploymentRoleArn,
      previewRoleArn: this.previewRoleArn,
    });
  }

  #setRegionalDefaults(name: string, { regions, ownedByPolicies }: AccountBaselineArgs): void {
    for (const region of regions) {
      const regional = `${name}-${region}`;
      // Its removal would switch encryption off in AWS.
      new aws.ebs.EncryptionByDefault(
        regional,
        { region, enabled: true },
        { parent: this, protect: true },
      );
      for (const [setting, make] of Object.entries(ownable) as [OwnedSetting, Make][]) {
        if (ownedByPolicies?.has(setting) !== true) {
          // Stays as it is when a policy takes it over.
          make(regional, region, { parent: this, retainOnDelete: true });
        }
      }
    }
  }

  #setAccountDefaults(name: string): void {
    new aws.s3.AccountPublicAccessBlock(
      name,
      {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      // Its removal would admit the public in AWS.
      { parent: this, protect: true },
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
      { parent: this },
    );
  }

  /**
   * Creates the role that deploys the account. Role and permissions stay in AWS when their stack is destroyed: the
   * deletions that come after theirs would be denied, and that of the role itself always is.
   */
  #createDeploymentRole(name: string, { place, trust }: AccountBaselineArgs): aws.iam.Role {
    const role = new aws.iam.Role(
      `${name}-deployment`,
      {
        name: DEPLOYMENT_ROLE,
        description: "Deploys this account from code; guardrails exempt it",
        assumeRolePolicy: accountTrust(place.partition, trust.accountIds, trust.deployers),
      },
      { parent: this, protect: true, retainOnDelete: true, deleteBeforeReplace: true },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-deployment`,
      {
        role: role.name,
        policyArn: `arn:${place.partition}:iam::aws:policy/AdministratorAccess`,
      },
      // If this attachment is deleted, only the root user can restore it: guardrails deny that to every other role.
      { parent: this, protect: true, retainOnDelete: true },
    );
    return role;
  }

  #createPreviewRole(name: string, { place, trust }: AccountBaselineArgs): aws.iam.Role {
    const role = new aws.iam.Role(
      `${name}-preview`,
      {
        name: PREVIEW_ROLE,
        description: "Previews this account from pull requests; reads only",
        assumeRolePolicy: accountTrust(place.partition, trust.accountIds, trust.previewers),
      },
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-preview`,
      {
        role: role.name,
        policyArn: `arn:${place.partition}:iam::aws:policy/ReadOnlyAccess`,
      },
      { parent: this },
    );
    return role;
  }
}

function checkArguments({ place, regions, contacts, trust }: AccountBaselineArgs): void {
  checkPlace("place", place);
  checkRegions("regions", regions);
  checkContacts("contacts", contacts);
  for (const [list, entries] of Object.entries(trust)) {
    checkNotEmpty(
      `trust.${list}`,
      entries,
      "name who may assume the roles: IAM refuses a trust policy without them",
    );
  }
}
