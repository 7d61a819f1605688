import type * as pulumi from "@pulumi/pulumi";
import {
  AccountBaseline,
  type AccountBaselineArgs,
} from "../../components/account-baseline/account-baseline";
import {
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  DEPLOYMENT_ROLE,
  roleArn,
} from "../../components/shared/naming";
import { accountOfRole, recordsConfig } from "../company/accounts";
import { ownedSettings } from "../guardrails";
import type { StackContext } from "../wiring/context";
import type { References } from "../wiring/references";
import type { Role } from "../company/roles";

/** The part of the context that is the same for every role. */
type AnyContext = Omit<StackContext<Role>, "references" | "settings">;

/**
 * Builds the baseline of the stack's account, when this stack is the one that owns it.
 *
 * @param operationsAccountId Account that CI deploys from.
 */
export function buildBaseline(
  context: AnyContext,
  operationsAccountId: pulumi.Input<string>,
  config: Pick<AccountBaselineArgs, "configBucketName" | "configDependsOn">,
): AccountBaseline | undefined {
  if (!context.ownsBaseline) {
    return undefined;
  }
  const { organization, place, provider, account } = context;
  const managementId = context.providers.accountId("management");
  // Patterns with a wildcard account: the principal's account is pinned by the trust's own principals.
  const anyAccount = (role: string): string => roleArn(place.partition, "*", role);
  const administrators = roleArn(
    place.partition,
    managementId,
    "aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*",
  );
  return new AccountBaseline(
    "baseline",
    {
      place,
      regions: organization.governedRegions,
      contacts: organization.contacts,
      ownedByPolicies: ownedSettings(organization, account.key),
      trust: {
        accountIds: [managementId, operationsAccountId],
        deployers: [anyAccount(DEPLOYMENT_ROLE), anyAccount(DELIVERY_ROLE), administrators],
        previewers: [anyAccount(DELIVERY_PREVIEW_ROLE), administrators],
      },
      ...(recordsConfig(organization, account.key) && config),
    },
    { providers: [provider] },
  );
}

/** The baseline of a stack whose central bucket is there already: every one after log-archive. */
export function buildMemberBaseline(
  context: AnyContext & { readonly references: Pick<References<"audit">, "log-archive"> },
): AccountBaseline | undefined {
  const { organization, references } = context;
  return buildBaseline(
    context,
    context.providers.accountId(accountOfRole(organization, "operations")),
    { configBucketName: references["log-archive"].configBucketName },
  );
}
