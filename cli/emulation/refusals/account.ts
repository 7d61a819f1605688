import { CloudError } from "../core/errors";
import type { CloudRequest, CloudView, Refusal } from "../core/resource";
import { inSite, listOf, objectOf, ORGANIZATION, organizationId, parseArn, textOf } from "./inputs";

const SERVICE_ACCESS = "aws:organizations/awsServiceAccess:AwsServiceAccess";
const DELEGATION = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";

/** Types that only the management account can create, not a delegated administrator. */
const managementOnly: readonly RegExp[] = [
  /^aws:organizations\//,
  /^aws:guardduty\/organizationAdminAccount:/,
  /^aws:securityhub\/organizationAdminAccount:/,
  /^aws:ram\/sharingWithOrganization:/,
  /^aws:backup\/globalSettings:/,
];

interface DelegationRule {
  /** True for requests that only an administrator of the organization may send. */
  readonly is: (request: CloudRequest) => boolean;
  readonly service: string;
  readonly code: string;
  readonly message: (account: string) => string;
}

const isType =
  (pattern: RegExp): DelegationRule["is"] =>
  ({ type }) =>
    pattern.test(type);

/** Requests that the management account and the delegated administrators of a service may send. */
const delegated: readonly DelegationRule[] = [
  {
    is: ({ type, inputs }) =>
      type === "aws:cfg/configurationAggregator:ConfigurationAggregator" &&
      inputs["organizationAggregationSource"] !== undefined,
    service: "config.amazonaws.com",
    code: "OrganizationAccessDeniedException",
    message: () =>
      "This action can be only made by the organization's management account or a delegated administrator.",
  },
  {
    is: isType(/^aws:cfg\/organization/),
    service: "config-multiaccountsetup.amazonaws.com",
    code: "OrganizationAccessDeniedException",
    message: () =>
      "This action can be only made by the organization's management account or a delegated administrator.",
  },
  {
    is: ({ type, inputs }) =>
      type === "aws:accessanalyzer/analyzer:Analyzer" &&
      textOf(inputs, "type")?.startsWith("ORGANIZATION") === true,
    service: "access-analyzer.amazonaws.com",
    code: "ValidationException",
    message: (account) =>
      `Account ${account} is neither the management account nor a delegated administrator for IAM Access Analyzer`,
  },
  {
    is: isType(/^aws:(?:ssoadmin|identitystore)\//),
    service: "sso.amazonaws.com",
    code: "AccessDeniedException",
    message: (account) => `Account ${account} has no access to the organization instance`,
  },
  {
    is: isType(/^aws:iam\/organizationsFeatures:/),
    service: "iam.amazonaws.com",
    code: "AccountNotManagementOrDelegatedAdministratorException",
    message: () =>
      "The request was rejected because the account is neither management nor delegated",
  },
  {
    is: ({ type, inputs, site }) =>
      type.startsWith("aws:account/") &&
      (textOf(inputs, "accountId") ?? site.account) !== site.account,
    service: "account.amazonaws.com",
    code: "AccessDeniedException",
    message: (account) => `Account ${account} may not change another account`,
  },
];

/** Services with their own administrator in each Region. */
const ownAdministrators = [
  {
    is: isType(/^aws:guardduty\/organizationConfiguration/),
    administrator: "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    code: "BadRequestException",
    message: () =>
      "The request is rejected because the current account is not the delegated administrator for GuardDuty.",
  },
  {
    is: isType(/^aws:securityhub\/(?:organizationConfiguration|configurationPolicy)/),
    administrator: "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
    code: "InvalidAccessException",
    message: (account: string) =>
      `Account ${account} is not an administrator for this organization`,
  },
];

function isDelegate(cloud: CloudView, account: string, service: string): boolean {
  return (
    account === cloud.managementAccount ||
    cloud
      .all(DELEGATION)
      .some(
        ({ inputs }) => inputs["accountId"] === account && inputs["servicePrincipal"] === service,
      )
  );
}

function refuseWrongAccount(request: CloudRequest, cloud: CloudView): void {
  const { type, site } = request;
  const { account } = site;
  if (account !== cloud.managementAccount && managementOnly.some((pattern) => pattern.test(type))) {
    throw new CloudError(
      "AccessDeniedException",
      `You don't have permissions to access this resource: ${type} belongs to the management account`,
    );
  }
  const rule = delegated.find(({ is }) => is(request));
  if (rule !== undefined && !isDelegate(cloud, account, rule.service)) {
    throw new CloudError(rule.code, rule.message(account));
  }
  const own = ownAdministrators.find(({ is }) => is(request));
  const appointed =
    own !== undefined &&
    cloud
      .all(own.administrator)
      .some(
        (found) => found.inputs["adminAccountId"] === account && found.site.region === site.region,
      );
  if (own !== undefined && !appointed) {
    throw new CloudError(own.code, own.message(account));
  }
  const target = textOf(request.inputs, "targetId");
  if (
    type === "aws:ssoadmin/accountAssignment:AccountAssignment" &&
    target === cloud.managementAccount &&
    account !== target
  ) {
    throw new CloudError(
      "AccessDeniedException",
      "A delegated administrator cannot change access to the management account",
    );
  }
}

/** True when a service has trusted access to the organization's accounts. */
function isTrusted(cloud: CloudView, service: string): boolean {
  const listed = cloud
    .all(ORGANIZATION)
    .flatMap(({ inputs }) => listOf(inputs["awsServiceAccessPrincipals"]));
  return listed.includes(service) || cloud.all(SERVICE_ACCESS).some(({ id }) => id === service);
}

interface TrustRule {
  readonly is: (request: CloudRequest) => boolean;
  readonly service: (request: CloudRequest) => string;
  readonly code: string;
  readonly message: string;
}

/** Requests that need trusted access of a service first. */
const trusted: readonly TrustRule[] = [
  {
    is: ({ type, inputs }) =>
      type === "aws:cloudtrail/trail:Trail" && inputs["isOrganizationTrail"] === true,
    service: () => "cloudtrail.amazonaws.com",
    code: "CloudTrailAccessNotEnabledException",
    message: "Your organization hasn't enabled CloudTrail service access.",
  },
  {
    is: isType(/^aws:iam\/organizationsFeatures:/),
    service: () => "iam.amazonaws.com",
    code: "ServiceAccessNotEnabledException",
    message: "Trusted access is not enabled for IAM in AWS Organizations.",
  },
  {
    is: ({ type }) => type === DELEGATION,
    service: ({ inputs }) => textOf(inputs, "servicePrincipal") ?? "",
    code: "ConstraintViolationException",
    message:
      "SERVICE_ACCESS_NOT_ENABLED: enable service access before registering an administrator.",
  },
  {
    is: ({ type, inputs }) =>
      type === "aws:cfg/configurationAggregator:ConfigurationAggregator" &&
      inputs["organizationAggregationSource"] !== undefined,
    service: () => "config.amazonaws.com",
    code: "OrganizationAccessDeniedException",
    message: "Service access for config.amazonaws.com is not enabled in the organization.",
  },
  {
    is: isType(/^aws:cfg\/organization/),
    service: () => "config-multiaccountsetup.amazonaws.com",
    code: "OrganizationAccessDeniedException",
    message:
      "Service access for config-multiaccountsetup.amazonaws.com is not enabled in the organization.",
  },
  {
    is: isType(/^aws:backup\/globalSettings:/),
    service: () => "backup.amazonaws.com",
    code: "InvalidRequestException",
    message: "Trusted access for AWS Backup is not enabled in the organization.",
  },
  {
    is: ({ type, inputs, site }) =>
      type.startsWith("aws:account/") &&
      (textOf(inputs, "accountId") ?? site.account) !== site.account,
    service: () => "account.amazonaws.com",
    code: "AccessDeniedException",
    message: "Trusted access for account.amazonaws.com is not enabled in the organization.",
  },
];

function refuseWithoutTrust(request: CloudRequest, cloud: CloudView): void {
  const rule = trusted.find((candidate) => candidate.is(request));
  if (rule !== undefined && !isTrusted(cloud, rule.service(request))) {
    throw new CloudError(rule.code, rule.message);
  }
}

/** Refuses an organization trail outside the management account and CloudTrail's delegated administrator. */
function refuseTrailOfMember({ type, inputs, site }: CloudRequest, cloud: CloudView): void {
  if (
    type === "aws:cloudtrail/trail:Trail" &&
    inputs["isOrganizationTrail"] === true &&
    site.account !== cloud.managementAccount &&
    !cloud
      .all("aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount")
      .some((found) => found.inputs["accountId"] === site.account)
  ) {
    throw new CloudError(
      "NotOrganizationMasterAccountException",
      "The request can only be made by the management account or a delegated administrator.",
    );
  }
}

/** Refuses a share with an organization or an OU before sharing within the organization is enabled in RAM. */
function refuseShare({ type, inputs }: CloudRequest, cloud: CloudView): void {
  const principal = textOf(inputs, "principal") ?? "";
  if (
    type !== "aws:ram/principalAssociation:PrincipalAssociation" ||
    parseArn(principal)?.service !== "organizations" ||
    cloud.all("aws:ram/sharingWithOrganization:SharingWithOrganization").length > 0
  ) {
    return;
  }
  const share = cloud.ownerOf(textOf(inputs, "resourceShareArn") ?? "");
  if (share?.inputs["allowExternalPrincipals"] === false) {
    throw new CloudError(
      "OperationNotPermittedException",
      "The resource you are attempting to share can only be shared within your AWS Organization. This error may " +
        "also occur if you have not enabled sharing with your AWS organization, or that onboarding process is still " +
        "in progress.",
    );
  }
  const id = principal.split("/")[1] ?? "";
  throw new CloudError("UnknownResourceException", `Organization ${id} could not be found.`);
}

/** Refuses policies of a type that is not enabled in the organization. */
function refusePolicyType({ type, inputs }: CloudRequest, cloud: CloudView): void {
  const policy =
    type === "aws:organizations/policyAttachment:PolicyAttachment"
      ? cloud.ownerOf(textOf(inputs, "policyId") ?? "")?.inputs
      : undefined;
  const kind = policy && (textOf(policy, "type") ?? "SERVICE_CONTROL_POLICY");
  const enabled = cloud
    .all(ORGANIZATION)
    .flatMap((organization) => listOf(organization.inputs["enabledPolicyTypes"]));
  if (kind !== undefined && !enabled.includes(kind)) {
    throw new CloudError(
      "PolicyTypeNotEnabledException",
      `You can't use the specified policy type with the feature set currently enabled: ${kind}`,
    );
  }
}

function refuseManagementDelegate({ type, inputs }: CloudRequest, cloud: CloudView): void {
  if (type === DELEGATION && inputs["accountId"] === cloud.managementAccount) {
    throw new CloudError(
      "ConstraintViolationException",
      "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR: You cannot register the management account.",
    );
  }
}

interface Prerequisite {
  readonly types: RegExp;
  /** Type that must exist in the same account and Region. */
  readonly needs: string;
  readonly code: string;
  readonly message: (account: string) => string;
}

/** Resources that a service needs first in the same account and Region. */
const prerequisites: readonly Prerequisite[] = [
  {
    types: /^aws:cfg\/(?:recorderStatus|conformancePack):/,
    needs: "aws:cfg/recorder:Recorder",
    code: "NoAvailableConfigurationRecorderException",
    message: () => "There is no configuration recorder available.",
  },
  {
    types: /^aws:cfg\/(?:recorderStatus|conformancePack):/,
    needs: "aws:cfg/deliveryChannel:DeliveryChannel",
    code: "NoAvailableDeliveryChannelException",
    message: () => "Delivery channel is not available to start configuration recorder.",
  },
  {
    types: /^aws:securityhub\/(?!account:|organizationAdminAccount:)/,
    needs: "aws:securityhub/account:Account",
    code: "InvalidAccessException",
    message: (account) => `Account ${account} is not subscribed to AWS Security Hub`,
  },
];

function refuseUnprepared({ type, inputs, site }: CloudRequest, cloud: CloudView): void {
  for (const { types, needs, code, message } of prerequisites) {
    if (types.test(type) && inSite(cloud, needs, site).length === 0) {
      throw new CloudError(code, message(site.account));
    }
  }
  const central = objectOf(inputs["organizationConfiguration"])["configurationType"] === "CENTRAL";
  const aggregators = inSite(cloud, "aws:securityhub/findingAggregator:FindingAggregator", site);
  if (type.startsWith("aws:securityhub/") && central && aggregators.length === 0) {
    throw new CloudError(
      "InvalidInputException",
      "Central configuration needs a finding aggregator in the home Region",
    );
  }
}

/** Refuses an organization conformance pack when one of its accounts does not record in the pack's Region. */
function refuseUnrecordedMember({ type, inputs, site }: CloudRequest, cloud: CloudView): void {
  if (type !== "aws:cfg/organizationConformancePack:OrganizationConformancePack") {
    return;
  }
  const excluded = listOf(inputs["excludedAccounts"]);
  const silent = cloud
    .accounts()
    .filter((account) => !excluded.includes(account))
    .find(
      (account) =>
        !inSite(cloud, "aws:cfg/recorderStatus:RecorderStatus", { ...site, account }).some(
          (status) => status.inputs["isEnabled"] === true,
        ),
    );
  if (silent !== undefined) {
    throw new CloudError(
      "NoAvailableConfigurationRecorderException",
      `Account ID (${silent}): there is no running configuration recorder in ${site.region}.`,
    );
  }
}

/**
 * Refuses a request from an account that does not exist or may not send it, or before the organization and the service
 * are prepared for it.
 *
 * @throws CloudError such as AccessDeniedException.
 */
export const refuseAccount: Refusal = (request, cloud) => {
  const { type, site } = request;
  if (!type.startsWith("aws:")) {
    return;
  }
  if (!cloud.accounts().includes(site.account)) {
    throw new CloudError("InvalidClientTokenId", `The account ${site.account} does not exist`);
  }
  if (
    type.startsWith("aws:organizations/") &&
    type !== ORGANIZATION &&
    organizationId(cloud) === ""
  ) {
    throw new CloudError(
      "AWSOrganizationsNotInUseException",
      "Your account is not a member of an organization.",
    );
  }
  for (const refuse of [
    refuseWrongAccount,
    refuseTrailOfMember,
    refuseWithoutTrust,
    refuseManagementDelegate,
    refuseShare,
    refusePolicyType,
    refuseUnprepared,
    refuseUnrecordedMember,
  ]) {
    refuse(request, cloud);
  }
};
