import assert from "node:assert/strict";
import { Cloud } from "../../../../cli/emulation/cloud/cloud";
import { assertRefused, Company, HOME, MANAGEMENT, request } from "./cloud-of-company";

const SERVICE_ACCESS = "aws:organizations/awsServiceAccess:AwsServiceAccess";
const DELEGATION = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
const AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator";
const ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";
const GROUP = "aws:identitystore/group:Group";
const PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack";
const SHARE = "aws:ram/resourceShare:ResourceShare";
const PRINCIPAL = "aws:ram/principalAssociation:PrincipalAssociation";

describe("Accounts in the emulated cloud", () => {
  let company: Company;

  beforeEach(() => {
    company = new Company();
  });

  function delegate(servicePrincipal: string, account: string): void {
    company.has(SERVICE_ACCESS, { servicePrincipal });
    company.has(DELEGATION, { servicePrincipal, accountId: account }, { name: servicePrincipal });
  }

  it("must exist before a resource is created in them", () => {
    const topic = "aws:sns/topic:Topic";
    company.refuses("InvalidClientTokenId", /999999999999/, topic, {}, { account: "999999999999" });
    company.accepts(topic, {}, { account: company.first });
  });

  it("cannot be created before the organization", () => {
    const cloud = new Cloud(MANAGEMENT);
    assertRefused("AWSOrganizationsNotInUseException", /not a member of an organization/, () =>
      cloud.create(request(SERVICE_ACCESS, { servicePrincipal: "ram.amazonaws.com" })),
    );
  });

  it("cannot change the organization, except for the management account", () => {
    const rows: readonly (readonly [string, Record<string, unknown>])[] = [
      [SERVICE_ACCESS, { servicePrincipal: "ram.amazonaws.com" }],
      [
        "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
        { adminAccountId: company.first },
      ],
      [
        "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
        { adminAccountId: company.first },
      ],
      ["aws:ram/sharingWithOrganization:SharingWithOrganization", {}],
    ];
    for (const [type, inputs] of rows) {
      company.refuses("AccessDeniedException", /belongs to the management account/, type, inputs, {
        account: company.first,
      });
      company.accepts(type, inputs);
    }
  });

  it("see the whole organization as delegated administrator", () => {
    const rows: readonly (readonly [string, string, string, RegExp, Record<string, unknown>])[] = [
      [
        AGGREGATOR,
        "config.amazonaws.com",
        "OrganizationAccessDeniedException",
        /delegated administrator/,
        { name: "all", organizationAggregationSource: { allRegions: true } },
      ],
      [
        ANALYZER,
        "access-analyzer.amazonaws.com",
        "ValidationException",
        /delegated administrator/,
        { analyzerName: "all", type: "ORGANIZATION" },
      ],
      [
        GROUP,
        "sso.amazonaws.com",
        "AccessDeniedException",
        /no access/,
        { displayName: "engineers" },
      ],
    ];
    for (const [type, service, code, message, inputs] of rows) {
      company.refuses(code, message, type, inputs, { account: company.first });
      delegate(service, company.first);
      company.accepts(type, inputs, { account: company.first });
      company.refuses(code, message, type, inputs, { account: company.second });
    }
    company.accepts(
      ANALYZER,
      { analyzerName: "own", type: "ACCOUNT" },
      { account: company.second },
    );
  });

  it("cannot change access to the management account as delegated administrator", () => {
    const assignment = "aws:ssoadmin/accountAssignment:AccountAssignment";
    const inputs = {
      principalId: "906777f1d2-00000000-0000-4000-8000-000000000000",
      targetId: MANAGEMENT,
    };
    delegate("sso.amazonaws.com", company.first);
    company.refuses("AccessDeniedException", /management account/, assignment, inputs, {
      account: company.first,
    });
    company.accepts(assignment, inputs);
    company.accepts(
      assignment,
      { ...inputs, targetId: company.second },
      { account: company.first },
    );
  });

  it("are administrator of GuardDuty in each Region separately", () => {
    const configuration = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
    const admin = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
    const account = company.first;
    const detectorId = company.has("aws:guardduty/detector:Detector", {}, { account }).id;
    company.has("aws:guardduty/detector:Detector", {}, { account, region: "us-west-2" });
    const refused = ["BadRequestException", /not the delegated administrator/] as const;
    company.refuses(...refused, configuration, { detectorId }, { account });
    company.has(admin, { adminAccountId: account });
    company.refuses(...refused, configuration, { detectorId }, { account, region: "us-west-2" });
    company.accepts(configuration, { detectorId }, { account });
  });

  it("need Security Hub and its aggregator before central configuration", () => {
    const configuration = "aws:securityhub/organizationConfiguration:OrganizationConfiguration";
    const inputs = { organizationConfiguration: { configurationType: "CENTRAL" } };
    const account = company.first;
    company.refuses("InvalidAccessException", /not an administrator/, configuration, inputs, {
      account,
    });
    company.has("aws:securityhub/organizationAdminAccount:OrganizationAdminAccount", {
      adminAccountId: account,
    });
    company.refuses("InvalidAccessException", /not subscribed/, configuration, inputs, { account });
    company.accepts("aws:securityhub/account:Account", {}, { account });
    company.refuses("InvalidInputException", /finding aggregator/, configuration, inputs, {
      account,
    });
    company.accepts("aws:securityhub/findingAggregator:FindingAggregator", {}, { account });
    company.accepts(configuration, inputs, { account });
  });

  it("need trusted access before a service works in all of them", () => {
    const features = "aws:iam/organizationsFeatures:OrganizationsFeatures";
    const trusted = "aws:backup/globalSettings:GlobalSettings";
    company.refuses("ServiceAccessNotEnabledException", /not enabled for IAM/, features, {});
    company.refuses("InvalidRequestException", /AWS Backup is not enabled/, trusted, {});
    company.refuses("ConstraintViolationException", /SERVICE_ACCESS_NOT_ENABLED/, DELEGATION, {
      accountId: company.first,
      servicePrincipal: "iam.amazonaws.com",
    });
    company.refuses(
      "CloudTrailAccessNotEnabledException",
      /CloudTrail service access/,
      "aws:cloudtrail/trail:Trail",
      { name: "all", isOrganizationTrail: true },
    );
    company.refuses(
      "NotOrganizationMasterAccountException",
      /management account/,
      "aws:cloudtrail/trail:Trail",
      { name: "all", isOrganizationTrail: true },
      { account: company.first },
    );
    company.accepts(SERVICE_ACCESS, { servicePrincipal: "iam.amazonaws.com" });
    company.accepts(
      SERVICE_ACCESS,
      { servicePrincipal: "backup.amazonaws.com" },
      { name: "backup" },
    );
    company.accepts(features, {});
    company.accepts(trusted, {});
    company.accepts(DELEGATION, {
      accountId: company.first,
      servicePrincipal: "iam.amazonaws.com",
    });
  });

  it("cannot delegate to the management account", () => {
    const servicePrincipal = "config.amazonaws.com";
    company.has(SERVICE_ACCESS, { servicePrincipal });
    company.refuses("ConstraintViolationException", /CANNOT_REGISTER_MASTER/, DELEGATION, {
      accountId: MANAGEMENT,
      servicePrincipal,
    });
  });

  it("have their contacts changed only by the management account", () => {
    const contact = "aws:account/alternativeContact:AlternativeContact";
    const inputs = { accountId: company.second, alternateContactType: "BILLING" };
    company.refuses("AccessDeniedException", /another account/, contact, inputs, {
      account: company.first,
    });
    company.refuses("AccessDeniedException", /Trusted access/, contact, inputs);
    company.has(SERVICE_ACCESS, { servicePrincipal: "account.amazonaws.com" });
    company.accepts(contact, inputs);
    company.accepts(contact, { alternateContactType: "BILLING" }, { account: company.first });
  });

  it("share with the organization only after sharing is enabled", () => {
    const principal = company.organization.outputs["arn"];
    const inside = company.has(SHARE, { allowExternalPrincipals: false }, { name: "inside" });
    const open = company.has(SHARE, { allowExternalPrincipals: true }, { name: "open" });
    company.refuses("OperationNotPermittedException", /not enabled sharing/, PRINCIPAL, {
      principal,
      resourceShareArn: inside.id,
    });
    company.refuses(
      "UnknownResourceException",
      /Organization o-\w+ could not be found/,
      PRINCIPAL,
      {
        principal,
        resourceShareArn: open.id,
      },
    );
    company.accepts("aws:ram/sharingWithOrganization:SharingWithOrganization", {});
    company.accepts(PRINCIPAL, { principal, resourceShareArn: inside.id });
  });

  it("accept policies of enabled types only", () => {
    const attachment = "aws:organizations/policyAttachment:PolicyAttachment";
    const policy = (type: string): string =>
      company.has("aws:organizations/policy:Policy", { name: type, type }, { name: type }).id;
    const [enabled, disabled] = [policy("SERVICE_CONTROL_POLICY"), policy("TAG_POLICY")];
    company.accepts(attachment, { policyId: enabled, targetId: company.root });
    company.refuses("PolicyTypeNotEnabledException", /TAG_POLICY/, attachment, {
      policyId: disabled,
      targetId: company.root,
    });
  });

  it("start recording only with a recorder and a delivery channel", () => {
    const status = "aws:cfg/recorderStatus:RecorderStatus";
    const inputs = { name: "default", isEnabled: true };
    company.refuses(
      "NoAvailableConfigurationRecorderException",
      /no configuration recorder/,
      status,
      inputs,
    );
    company.has("aws:cfg/recorder:Recorder", { name: "default" });
    company.refuses("NoAvailableDeliveryChannelException", /not available/, status, inputs);
    company.has("aws:cfg/deliveryChannel:DeliveryChannel", { name: "default" });
    company.accepts(status, inputs);
  });

  it("get a conformance pack of the organization from its administrator", () => {
    const inputs = {
      name: "rules",
      templateBody: "Resources: {}",
      excludedAccounts: company.cloud.accounts(),
    };
    const refused = "OrganizationAccessDeniedException";
    const account = company.first;
    company.refuses(refused, /management account or a delegated/, PACK, inputs, { account });
    company.has(DELEGATION, {
      accountId: account,
      servicePrincipal: "config-multiaccountsetup.amazonaws.com",
    });
    company.refuses(refused, /config-multiaccountsetup\S+ is not enabled/, PACK, inputs, {
      account,
    });
    company.refuses(refused, /config-multiaccountsetup\S+ is not enabled/, PACK, inputs);
    company.has(SERVICE_ACCESS, { servicePrincipal: "config-multiaccountsetup.amazonaws.com" });
    const pack = company.accepts(PACK, inputs, { account });
    assert.equal(pack.id, "rules");
    assert.match(
      String(pack.outputs["arn"]),
      new RegExp(
        `^arn:aws:config:us-east-1:${account}:organization-conformance-pack/rules-\\w{8}$`,
      ),
    );
    company.refuses(refused, /management account or a delegated/, PACK, inputs, {
      account: company.second,
    });
  });

  it("get a pack of the organization only when all record, except excluded ones", () => {
    const inputs = { name: "rules", templateBody: "Resources: {}", excludedAccounts: [MANAGEMENT] };
    const records = (account: string, region: string, isEnabled: boolean): void => {
      company.has(
        "aws:cfg/recorderStatus:RecorderStatus",
        { name: "default", isEnabled },
        { account, region, name: `${account} ${region}` },
      );
    };
    const silent = (account: string) =>
      ["NoAvailableConfigurationRecorderException", new RegExp(account), PACK] as const;
    const { first: account, second } = company;
    delegate("config-multiaccountsetup.amazonaws.com", account);
    company.refuses(...silent(account), inputs, { account });
    records(account, HOME, true);
    company.refuses(...silent(second), inputs, { account });
    records(second, "us-west-2", true);
    company.refuses(...silent(second), inputs, { account });
    company.accepts(
      PACK,
      { ...inputs, name: "others", excludedAccounts: [MANAGEMENT, second] },
      { account, name: "others" },
    );
    records(second, HOME, true);
    company.refuses(...silent(MANAGEMENT), { ...inputs, excludedAccounts: undefined }, { account });
    company.accepts(PACK, inputs, { account });
    records(second, "eu-west-1", false);
    company.refuses(
      ...silent(second),
      { ...inputs, excludedAccounts: [MANAGEMENT, account] },
      { account, region: "eu-west-1" },
    );
  });
});
