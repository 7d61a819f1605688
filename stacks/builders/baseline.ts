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
import { existingLinkedRole } from "../wiring/linked-roles";
import type { References } from "../wiring/references";
import type { Role } from "../company/roles";

/** Context of a stack without the parts that depend on its role. */
type AnyContext = Omit<StackContext<Role>, "references" | "settings">;

/** Service whose role records an account. */
export const CONFIG = "config.amazonaws.com";

/**
 * Builds the baseline of the stack's account, if this stack owns it.
 *
 * @param operationsAccountId Account that CI deploys from.
 * @param config Delivery of AWS Config. @default - this stack does not set Config up
 */
export async function buildBaseline(
  context: AnyContext,
  operationsAccountId: pulumi.Input<string>,
  config?: Pick<AccountBaselineArgs, "configBucketName" | "configDependsOn">,
): Promise<AccountBaseline | undefined> {
  if (!context.ownsBaseline) {
    return undefined;
  }
  const { organization, place, provider, account } = context;
  const records = config !== undefined && recordsConfig(organization, account.key);
  const configRoleArn = records
    ? await existingLinkedRole(context, CONFIG, account.key)
    : undefined;
  const managementId = context.providers.accountId("management");
  // The patterns have a wildcard instead of an account: the principals of the trust policy already limit the account.
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
      ...(records && { ...config, ...(configRoleArn !== undefined && { configRoleArn }) }),
    },
    { providers: [provider] },
  );
}

/** Builds the baseline of a stack after log-archive: the central bucket already exists. */
export function buildMemberBaseline(
  context: AnyContext & { readonly references: Pick<References<"audit">, "log-archive"> },
): Promise<AccountBaseline | undefined> {
  const { organization, references } = context;
  return buildBaseline(
    context,
    context.providers.accountId(accountOfRole(organization, "operations")),
    { configBucketName: references["log-archive"].configBucketName },
  );
}
