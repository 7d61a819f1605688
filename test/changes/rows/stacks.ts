import type { ChangeRow } from "../row";

const repository = (organization: string, name: string, repositoryId: string) => ({
  organization,
  name,
  repositoryId,
});
const shop = repository("example", "shop", "1000000002");
const platform = repository("example", "aws-platform", "1000000001");

/** Settings of the stacks that a company has once. */
export const stackRows: readonly ChangeRow[] = [
  { leaf: "logArchive.retentionDays", from: 400, to: 500, outcome: "in place" },
  { leaf: "logArchive.lockMode", from: "governance", to: "compliance", outcome: "in place" },
  { leaf: "logArchive.readers", from: ["audit"], to: ["audit", "operations"], outcome: "in place" },
  { leaf: "logArchive.insights", from: true, to: false, outcome: "in place" },
  {
    leaf: "audit.notificationEmails",
    from: ["aws+security@example.com"],
    to: ["aws+desk@example.com"],
    outcome: "in place",
    creates: ["sns/topicSubscription"],
    deletes: ["sns/topicSubscription"],
  },
  {
    leaf: "audit.threatDetection.features",
    from: ["S3_DATA_EVENTS"],
    to: ["S3_DATA_EVENTS", "RDS_LOGIN_EVENTS"],
    outcome: "in place",
    creates: ["guardduty/detectorFeature", "guardduty/organizationConfigurationFeature"],
  },
  {
    leaf: "audit.securityHub.standards",
    from: ["cis-3.0"],
    to: ["cis-5.0"],
    outcome: "in place",
  },
  {
    leaf: "audit.securityHub.disabledControls",
    from: ["Macie.1"],
    to: ["Macie.1", "Inspector.1"],
    outcome: "in place",
  },
  {
    leaf: "identity.region",
    from: "us-east-1",
    to: "us-west-2",
    outcome: "refused",
    refusal: /identity\.region: must stay "us-east-1"/,
  },
  {
    leaf: "identity.groupSource",
    from: "directory",
    to: "external",
    outcome: "refused",
    refusal: /identity\.groupSource: must stay "directory"/,
  },
  {
    leaf: "identity.assignments.*.*",
    keys: ["developers", "readOnly"],
    from: ["sandbox"],
    to: ["prod", "sandbox"],
    outcome: "in place",
    creates: ["ssoadmin/accountAssignment"],
  },
  {
    leaf: "network.certificateAuthorities",
    from: ["letsencrypt.org"],
    to: ["letsencrypt.org", "amazon.com"],
    outcome: "in place",
  },
  {
    leaf: "network.mail.senders",
    from: ["sandbox"],
    to: ["prod", "sandbox"],
    outcome: "in place",
    creates: ["sesv2/emailIdentityPolicy"],
  },
  {
    leaf: "network.mail.feedbackEmails",
    from: ["a@example.com"],
    to: ["b@example.com"],
    outcome: "in place",
    creates: ["sns/topicSubscription"],
    deletes: ["sns/topicSubscription"],
  },
  {
    leaf: "network.mail.mailFromLabel",
    from: "bounce",
    to: "return",
    outcome: "replaced",
    replaces: ["route53/record"],
  },
  {
    leaf: "network.mail.dkimSuffix",
    from: "dkim.eu-south-1.amazonses.com",
    to: "dkim.af-south-1.amazonses.com",
    outcome: "in place",
  },
  { leaf: "network.mail.dmarcPolicy", from: "none", to: "reject", outcome: "in place" },
  {
    leaf: "network.mail.dmarcReports",
    from: "dmarc@example.com",
    to: "reports@example.com",
    outcome: "in place",
  },
  {
    leaf: "operations.images",
    from: ["web", "worker"],
    to: ["web", "worker", "site"],
    outcome: "in place",
    back: /operations\.images: must contain site/,
    creates: ["ecr/lifecyclePolicy", "ecr/repository", "ecr/repositoryPolicy"],
  },
  {
    leaf: "operations.buildRetentionDays",
    from: 20,
    to: 40,
    outcome: "replaced",
    replaces: ["ecr/lifecyclePolicy"],
  },
  { leaf: "operations.metricsRetentionDays", from: 100, to: 200, outcome: "in place" },
  ...(["organization", "name", "organizationId", "repositoryId", "subjectFormat"] as const).flatMap(
    (key): ChangeRow[] => {
      const [from, to] = {
        organization: ["first-company", "second-company"],
        name: ["infra", "infrastructure"],
        organizationId: ["111", "222"],
        repositoryId: ["333", "444"],
        subjectFormat: ["legacy", "immutable"],
      }[key] as [string, string];
      const ids = { organizationId: "555" };
      const format = { subjectFormat: "immutable" };
      return [
        {
          leaf: `operations.github.platform.${key}`,
          from,
          to,
          both: { "operations.operations.github.platform": { ...platform, ...ids, ...format } },
          outcome: "in place",
        },
        {
          leaf: `operations.github.applications[].${key}`,
          keys: [0],
          from,
          to,
          both: { "operations.operations.github.applications": [{ ...shop, ...ids, ...format }] },
          outcome: "in place",
        },
      ];
    },
  ),
  {
    leaf: "operations.github",
    from: undefined,
    to: { platform, applications: [shop] },
    // Only the roles of delivery may push an image, and a repository stays.
    both: { "operations.operations.images": [] },
    fresh: true,
    outcome: "in place",
    creates: [
      "eks/accessEntry",
      "eks/accessPolicyAssociation",
      "iam/openIdConnectProvider",
      "iam/role",
      "iam/rolePolicy",
    ],
  },
  { leaf: "operations.github.environment", from: "live", to: "release", outcome: "in place" },
  {
    leaf: "backup.minimumRetentionDays",
    from: 20,
    to: 30,
    fresh: true,
    outcome: "refused",
    refusal: /backup\.minimumRetentionDays: must stay 20/,
  },
  {
    leaf: "backup.maximumRetentionDays",
    from: 400,
    to: 500,
    fresh: true,
    outcome: "refused",
    refusal: /backup\.maximumRetentionDays: must stay 400/,
  },
  {
    leaf: "backup.lockMode",
    from: "governance",
    to: "compliance",
    fresh: true,
    outcome: "refused",
    refusal: /backup\.lockMode: must stay "governance"/,
  },
  {
    leaf: "backup.graceDays",
    from: 5,
    to: 10,
    fresh: true,
    outcome: "refused",
    refusal: /backup\.graceDays: must stay 5/,
  },
  {
    leaf: "backup.notificationEmails",
    from: ["a@example.com"],
    to: ["b@example.com"],
    outcome: "in place",
    creates: ["sns/topicSubscription"],
    deletes: ["sns/topicSubscription"],
  },
  {
    leaf: "identity.groups.*.name",
    keys: ["developers"],
    from: "Coders",
    to: "Programmers",
    outcome: "plan only",
  },
  {
    leaf: "identity.groups.*.formerly",
    keys: ["developers"],
    from: ["coders"],
    to: ["coders", "programmers"],
    outcome: "plan only",
  },
  {
    leaf: "operations.renamedImages.*.formerly",
    keys: ["web"],
    from: ["site"],
    to: ["site", "page"],
    outcome: "plan only",
  },
];
