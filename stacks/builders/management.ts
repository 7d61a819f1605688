import * as pulumi from "@pulumi/pulumi";
import { OrganizationBudget } from "../../components/cost/organization-budget";
import {
  CompanyOrganization,
  type UnitDescription,
} from "../../components/organization/company-organization";
import { GuardrailPolicies } from "../../components/organization/guardrail-policies";
import { GUARDRAIL_POLICIES } from "../../components/organization/policy-names";
import { type DelegatedRole, TrustedAccess } from "../../components/organization/trusted-access";
import {
  accountEmail,
  accountOfRole,
  formerAccountKeys,
  formerUnitPaths,
  keyInAws,
  memberAccounts,
  unitPaths,
} from "../company/accounts";
import { buildBaseline } from "./baseline";
import type { Organization } from "../company/organization";
import type { StackBuilder } from "../wiring/context";
import { existingLinkedRole } from "../wiring/linked-roles";
import { releasedNames } from "../wiring/released-names";
import { organizationPolicies, type Target, targetName } from "../guardrails";
import { bootstrapRole } from "../company/bootstrap-role";
import { accountTags } from "../company/tags";

/** Policy types to enable in the organization. Never remove one. */
const policyTypes = [
  "AISERVICES_OPT_OUT_POLICY",
  "BACKUP_POLICY",
  "DECLARATIVE_POLICY_EC2",
  "RESOURCE_CONTROL_POLICY",
  "SERVICE_CONTROL_POLICY",
  "TAG_POLICY",
];

/** Builds the management account: organization, guardrails and budget. No workload runs there. */
export const managementStack: StackBuilder<"management"> = async (context) => {
  const { organization, account } = context;
  const own = { providers: [context.provider] };
  const importing = organization.existing !== undefined && !organization.existing.imported;

  const company = new CompanyOrganization(
    "organization",
    {
      existing: organization.existing,
      importing,
      policyTypes: [
        ...new Set([...policyTypes, ...(organization.existing?.policyTypes ?? [])]),
      ].sort(),
      organizationalUnits: Object.fromEntries(
        unitPaths(organization.organizationalUnits).map((path) => [
          path,
          describeUnit(organization, path),
        ]),
      ),
      accounts: describeAccounts(organization),
    },
    own,
  );
  const accountIds = { ...company.accountIds, management: pulumi.output(account.id) };
  const outputs = {
    organizationId: company.id,
    organizationArn: company.arn,
    organizationRootId: company.rootId,
    accountIds: pulumi.all(accountIds),
    organizationalUnitIds: pulumi.all(company.organizationalUnitIds),
    released: releasedNames(organization, context.deployed),
  };
  if (importing) {
    // The first run on an existing organization only imports it: see docs/getting-started.md.
    return outputs;
  }

  const accountOf = (role: DelegatedRole | "operations"): pulumi.Input<string> =>
    idOf(accountIds, accountOfRole(organization, role));
  const analyzerRole = await existingLinkedRole(
    context,
    "access-analyzer.amazonaws.com",
    account.key,
  );
  new TrustedAccess(
    "trusted-access",
    {
      organization: company.organization,
      administrators: {
        identity: accountOf("identity"),
        audit: accountOf("audit"),
        backup: accountOf("backup"),
      },
      hasAnalyzerRole: analyzerRole !== undefined,
    },
    own,
  );
  new GuardrailPolicies(
    GUARDRAIL_POLICIES,
    {
      organization: organization.name,
      organizationResource: company.organization,
      organizationId: company.id,
      accountIds: Object.keys(organization.accounts).map((key) => idOf(accountIds, key)),
      policies: organizationPolicies(organization).map(({ target, ...policy }) => ({
        ...policy,
        target: targetName(target),
        targetId: targetIdOf(company, accountIds, target),
        formerTargets: formerTargetsOf(organization, target),
      })),
    },
    own,
  );
  new OrganizationBudget(
    "budget",
    { monthlyLimit: organization.cost.monthlyBudget, emails: organization.cost.emails },
    own,
  );
  // No Config recorder here: the log-archive stack creates it, after its bucket.
  await buildBaseline(context, accountOf("operations"));
  return outputs;
};

function describeUnit(
  { organizationalUnits, released }: Organization,
  path: string,
): UnitDescription {
  const { id, name } = organizationalUnits[path] ?? {};
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    formerly: formerUnitPaths(organizationalUnits, path),
    released: released.organizationalUnits.includes(path),
  };
}

function describeAccounts(organization: Organization) {
  return Object.fromEntries(
    memberAccounts(organization).flatMap((key) => {
      const account = organization.accounts[key];
      return account === undefined
        ? []
        : [
            [
              key,
              {
                name: account.name ?? keyInAws(key, account),
                email: accountEmail(key, account, organization.email),
                organizationalUnit: account.organizationalUnit ?? "",
                formerly: formerAccountKeys(organization, key),
                released: organization.released.accounts.includes(key),
                ...(account.id !== undefined && { id: account.id }),
                bootstrapRole: account.bootstrapRole ?? bootstrapRole(organization),
                tags: accountTags(organization, key),
              },
            ] as const,
          ];
    }),
  );
}

function formerTargetsOf(organization: Organization, target: Target): readonly string[] {
  switch (target.kind) {
    case "root":
      return [];
    case "organizational-unit":
      return formerUnitPaths(organization.organizationalUnits, target.path);
    case "account":
      return formerAccountKeys(organization, target.account);
  }
}

function targetIdOf(
  company: CompanyOrganization,
  accountIds: Readonly<Record<string, pulumi.Output<string>>>,
  target: Target,
): pulumi.Output<string> {
  switch (target.kind) {
    case "root":
      return company.rootId;
    case "organizational-unit":
      return company.organizationalUnitIds[target.path] ?? company.rootId;
    case "account":
      return idOf(accountIds, target.account);
  }
}

function idOf(
  ids: Readonly<Record<string, pulumi.Output<string>>>,
  key: string,
): pulumi.Output<string> {
  const id = ids[key];
  if (id === undefined) {
    throw new pulumi.RunError(`organization.accounts has no account ${key}`);
  }
  return id;
}
