import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkTree } from "./tree-checks";

/** An OU to create, or to adopt when it has an id. */
export interface UnitDescription {
  /** Name in AWS, 1 to 128 characters. @default - the last part of its path */
  readonly name?: string;
  /** Paths that it had before, in the same parent. @default - none */
  readonly formerly?: readonly string[];
  /** True to remove its protection, before it leaves the program. @default false */
  readonly released?: boolean;
  /** @default - created */
  readonly id?: string;
}

/** An account to create, or to adopt when it has an id. */
export interface AccountDescription {
  /** Display name, 1-50 characters. */
  readonly name: string;
  /** Address of 6 to 64 characters that no AWS account has ever had. */
  readonly email: string;
  /** Path of its OU; empty for the root. */
  readonly organizationalUnit: string;
  /** Keys that it had before. @default - none */
  readonly formerly?: readonly string[];
  /** True to remove its protection, before it leaves the program. @default false */
  readonly released?: boolean;
  /** @default - created */
  readonly id?: string;
  /** Role that AWS creates in a created account. */
  readonly bootstrapRole: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface CompanyOrganizationArgs {
  /** The organization that exists already. @default - created */
  readonly existing?: { readonly id: string; readonly rootId: string };
  /**
   * True on the run that imports what exists: nothing of it is changed. Older engines refuse an import whose inputs differ
   * from what they find, newer ones would overwrite it.
   */
  readonly importing: boolean;
  /** Policy types that are on; dropping one later detaches every policy of that type in the whole organization. */
  readonly policyTypes: readonly string[];
  /** OUs by path, parents before children; `id` adopts one that exists. */
  readonly organizationalUnits: Readonly<Record<string, UnitDescription>>;
  /** Accounts by key, without the management account. */
  readonly accounts: Readonly<Record<string, AccountDescription>>;
}

/** Accounts that AWS creates at a time without throttling: CreateAccount has a burst of three. */
const ACCOUNTS_AT_A_TIME = 3;

/**
 * The organization itself, its tree of OUs and its accounts. Nothing here is ever replaced or deleted by a change of
 * code: every resource is protected and stays in AWS when it leaves the program.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export class CompanyOrganization extends pulumi.ComponentResource {
  public readonly id: pulumi.Output<string>;
  public readonly arn: pulumi.Output<string>;
  public readonly rootId: pulumi.Output<string>;
  public readonly organization: aws.organizations.Organization;
  /** Account id by key, without the management account. */
  public readonly accountIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** OU id by path. */
  public readonly organizationalUnitIds: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws ArgumentError for an account or OU whose place or name AWS refuses. */
  public constructor(
    name: string,
    args: CompanyOrganizationArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:organization:CompanyOrganization", name, {}, opts);
    checkTree(args);
    const kept = { parent: this, protect: true, retainOnDelete: true };

    this.organization = new aws.organizations.Organization(
      name,
      { featureSet: "ALL", enabledPolicyTypes: [...args.policyTypes] },
      {
        ...kept,
        ...(args.existing && { import: args.existing.id }),
        // Trusted access is one resource per service: a service that was enabled by hand stays so.
        ignoreChanges: [
          "awsServiceAccessPrincipals",
          ...(args.importing ? ["enabledPolicyTypes"] : []),
        ],
      },
    );
    this.id = this.organization.id;
    this.arn = this.organization.arn;
    this.rootId = args.existing
      ? pulumi.output(args.existing.rootId)
      : this.organization.roots.apply(([root]) => {
          if (!root) {
            throw new pulumi.RunError("the organization has no root: refresh the stack");
          }
          return root.id;
        });

    const units: Record<string, pulumi.Output<string>> = {};
    for (const [path, { name: title, id, formerly, released = false }] of Object.entries(
      args.organizationalUnits,
    )) {
      const parts = path.split("/");
      const unit = new aws.organizations.OrganizationalUnit(
        path,
        {
          name: title ?? parts.at(-1),
          parentId: units[parts.slice(0, -1).join("/")] ?? this.rootId,
        },
        { ...kept, protect: !released, ...renamed(formerly), ...adopted(id) },
      );
      units[path] = unit.id;
    }
    this.organizationalUnitIds = units;

    const accounts: aws.organizations.Account[] = [];
    this.accountIds = Object.fromEntries(
      Object.entries(args.accounts).map(([key, description], index) => {
        const before = accounts[index - ACCOUNTS_AT_A_TIME];
        const account = new aws.organizations.Account(
          key,
          {
            name: description.name,
            email: description.email,
            parentId: units[description.organizationalUnit] ?? this.rootId,
            roleName: description.bootstrapRole,
            iamUserAccessToBilling: "ALLOW",
            closeOnDeletion: false,
            tags: { ...description.tags },
          },
          {
            ...kept,
            protect: description.released !== true,
            ...renamed(description.formerly),
            ...adopted(description.id),
            // The provider replaces an account when one of these changes. AWS never returns the first two; address and
            // name are changed in AWS.
            ignoreChanges: [
              "roleName",
              "iamUserAccessToBilling",
              "email",
              "name",
              ...(description.id === undefined ? [] : ["closeOnDeletion", ...importedTags]),
            ],
            dependsOn: before ? [before] : [],
          },
        );
        accounts.push(account);
        return [key, account.id];
      }),
    );
    this.registerOutputs({
      id: this.id,
      arn: this.arn,
      rootId: this.rootId,
      accountIds: this.accountIds,
      organizationalUnitIds: this.organizationalUnitIds,
    });
  }
}

/** A resource that is adopted keeps the tags it has: the update after the import would write the program's over them. */
const importedTags = ["tags", "tagsAll"];

/** Option that moves the resource of a former name to the present one. */
function renamed(formerly: readonly string[] = []): pulumi.CustomResourceOptions {
  return { aliases: formerly.map((name) => ({ name })) };
}

function adopted(id: string | undefined): pulumi.CustomResourceOptions {
  return id === undefined ? {} : { import: id, ignoreChanges: importedTags };
}
