import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEPLOYMENT_ROLE, PREVIEW_ROLE, roleArn } from "../../components/shared/naming";
import { partitionOf } from "../../components/shared/place";
import type { Organization } from "../company/organization";
import { formerAccountKeys } from "../company/accounts";
import { bootstrapRole } from "../company/bootstrap-role";
import { accountTags } from "../company/tags";
import { nameAccount } from "./plain-errors";

/** Creates one explicit provider for each account that a stack needs. No other file creates providers. */
export class AccountProviders {
  readonly #providers = new Map<string, aws.Provider>();

  public constructor(
    private readonly organization: Organization,
    private readonly accountIds: Readonly<Record<string, string>>,
    /** True when providers assume the role that can only read. */
    private readonly previewing = false,
  ) {}

  /**
   * The provider of an account in the home Region. A resource in another Region sets its own `region` argument.
   * `allowedAccountIds` lets a run fail at once when the credentials belong to another account.
   *
   * @throws pulumi.RunError for an account whose id is not known yet.
   */
  public account(name: string): aws.Provider {
    const known = this.#providers.get(name);
    if (known) {
      return known;
    }
    const { homeRegion } = this.organization;
    const accountId = this.accountId(name);
    nameAccount(accountId, name);
    const role = this.previewing ? PREVIEW_ROLE : this.deployingRole(name);
    const provider = new aws.Provider(
      name,
      {
        region: homeRegion,
        allowedAccountIds: [accountId],
        ...(role !== undefined && {
          assumeRoles: [
            {
              roleArn: roleArn(partitionOf(homeRegion), accountId, role),
              sessionName: `pulumi-${pulumi.getStack()}`.slice(0, 64),
            },
          ],
        }),
        // The Organizations API throttles after one or two calls a second. The default of 25 retries is too low.
        ...(name === "management" && { maxRetries: 50, retryMode: "adaptive" }),
        defaultTags: { tags: accountTags(this.organization, name) },
      },
      { aliases: formerAccountKeys(this.organization, name).map((former) => ({ name: former })) },
    );
    this.#providers.set(name, provider);
    return provider;
  }

  public accountId(name: string): string {
    const id = this.accountIds[name];
    if (id === undefined) {
      throw new pulumi.RunError(
        `account ${name} has no id yet: deploy the stack management first, or set organization.accounts.${name}.id`,
      );
    }
    return id;
  }

  /**
   * The role that deploys an account: the deployment role when `credentials` is `deployment`, and the bootstrap role before.
   * Undefined for the management account before: the first deployment uses the user's own credentials.
   */
  public deployingRole(name: string): string | undefined {
    const account = this.organization.accounts[name];
    if ((account?.credentials ?? this.organization.credentials) === "deployment") {
      return DEPLOYMENT_ROLE;
    }
    if (name === "management") {
      return undefined;
    }
    return account?.bootstrapRole ?? bootstrapRole(this.organization);
  }
}
