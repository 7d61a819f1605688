/** Effects of a changed setting on a deployed company, with the words of the pages in docs/roles. */
export const effects = {
  "in place": "in place",
  "in a window": "in the next maintenance window",
  replaced: "replaced",
  refused: "refused",
  "plan only": "no change in AWS",
} as const;
export type ChangeEffect = keyof typeof effects;

/** Settings that a change treats alike. */
export interface ChangeRule {
  /** Paths of settings: `*` is a key that a company chooses, `[]` an entry of a list. */
  readonly settings: readonly string[];
  readonly effect: ChangeEffect;
  /** More about the effect: Markdown with links from a page in docs/roles. */
  readonly note?: string;
}

const SETTLED = "(../runbooks/settled-settings.md";
const steps = (heading: string): string => `[steps]${SETTLED}#${heading})`;
const page = `[why]${SETTLED})`;

/** Effect of a change of every setting, except those of guardrails, which change policies in place. */
export const changeRules: readonly ChangeRule[] = [
  {
    settings: [
      "organization.name",
      "organization.domain",
      "organization.homeRegion",
      "organization.existing.id",
      "organization.existing.rootId",
      "organization.organizationalUnits.*.id",
      "organization.accounts.*.id",
      "identity.region",
    ],
    effect: "refused",
    note: `it stays as it is deployed (${page})`,
  },
  {
    settings: ["organization.addressPlan.spokes.*"],
    effect: "refused",
    note: `a network keeps its range (${steps("the-range-of-a-workload")})`,
  },
  {
    settings: ["organization.governance"],
    effect: "refused",
    note: "until Control Tower has enrolled every account, and each has its `id` and `bootstrapRole`; then in place. Without `configRecorder: managed`, the program's recorder of an account is deleted",
  },
  {
    settings: ["organization.accounts.*.stack", "organization.accounts.*.roles"],
    effect: "refused",
    note: "until the stacks fit: add or destroy a stack first. The role of an account's only stack may be written or left out: no change in AWS",
  },
  {
    settings: ["organization.governedRegions"],
    effect: "in place",
    note: "recorders, detectors, buckets and packs of the new Region are created; a Region that is deployed cannot be removed",
  },
  {
    settings: ["organization.existing.imported"],
    effect: "in place",
    note: `the rest of the management stack is created; false is refused afterwards (${page})`,
  },
  {
    settings: ["organization.existing"],
    effect: "in place",
    note: "written or removed for an organization that is deployed, with its ids and `imported: true`: only `policyTypes` change",
  },
  {
    settings: ["organization.connectivity"],
    effect: "in place",
    note: "hub and attachments are created or deleted ([order](../runbooks/switching-the-hub.md))",
  },
  {
    settings: ["organization.addressPlan.pool"],
    effect: "replaced",
    note: "the routes of spokes to the pool; an interruption of seconds between accounts",
  },
  {
    settings: ["organization.accounts.*.configRecorder"],
    effect: "in place",
    note: "the recorder is created or deleted",
  },
  {
    settings: ["organization.credentials", "organization.accounts.*.credentials"],
    effect: "in place",
    note: "other roles deploy; detection covers the account from then on",
  },
  {
    settings: [
      "organization.tags.required",
      "organization.tags.values.*",
      "organization.accounts.*.tags.*",
    ],
    effect: "in place",
    note: "nodes are renewed, a third of them at once: their volumes and tags are in the launch template",
  },
  {
    settings: [
      "organization.email",
      "organization.accounts.*.name",
      "organization.accounts.*.email",
    ],
    effect: "plan only",
    note: "for accounts that exist: change them in AWS",
  },
  {
    settings: [
      "organization.organizationalUnits.*.formerly",
      "organization.accounts.*.formerly",
      "identity.groups.*.formerly",
      "operations.renamedImages.*.formerly",
    ],
    effect: "plan only",
    note: "Pulumi moves the resources in its state ([renaming](../runbooks/renaming.md))",
  },
  {
    settings: ["organization.released.accounts", "organization.released.organizationalUnits"],
    effect: "plan only",
    note: "Pulumi no longer protects them ([closing](../runbooks/closing-an-account.md))",
  },
  {
    settings: [
      "organization.rollout.stage",
      "organization.rollout.groups.*",
      "organization.rollout.organizationalUnits.*.stage",
      "organization.rollout.organizationalUnits.*.groups.*",
    ],
    effect: "in place",
    note: "policies are created and attached before others are removed ([roll-out](../roll-out.md))",
  },
  {
    settings: [
      "organization.policyQuotas",
      "organization.accountsByStack.*",
      "organization.kept",
      "organization.accepted[].value",
      "organization.accepted[].reason",
      "organization.accepted[].expires",
    ],
    effect: "plan only",
  },
  {
    settings: [
      "organization.existing.policyTypes",
      "organization.organizationalUnits.*.name",
      "organization.accounts.*.organizationalUnit",
      "organization.accounts.*.bootstrapRole",
      "organization.cost.monthlyBudget",
      "organization.cost.emails",
    ],
    effect: "in place",
  },
  {
    settings: ["organization.accounts.*.environment"],
    effect: "in place",
    note: "every tag, and the nodes of a workload are renewed in turns; between production and others, the place in the route tables of the hub is replaced: seconds without the network behind it. To production, first write what its guardrails demand, and leave people only read access",
  },
  {
    settings: ["organization.state.backend"],
    effect: "in place",
    note: "move each state first: `pulumi stack export`, then `pulumi login` and `pulumi stack import` with the new backend",
  },
  {
    settings: ["organization.state.secretsProvider"],
    effect: "in place",
    note: "encrypt each state again first: `pulumi stack change-secrets-provider`",
  },
  {
    settings: ["billing", "operations", "security"].flatMap((contact) =>
      ["name", "title", "emailAddress", "phoneNumber"].map(
        (key) => `organization.contacts.${contact}.${key}`,
      ),
    ),
    effect: "in place",
    note: "in every account, by its own stack",
  },
  {
    settings: [
      "logArchive.retentionDays",
      "logArchive.lockMode",
      "logArchive.readers",
      "logArchive.insights",
    ],
    effect: "in place",
  },
  {
    settings: [
      "audit.notificationEmails",
      "network.mail.feedbackEmails",
      "backup.notificationEmails",
    ],
    effect: "in place",
    note: "new addresses confirm by e-mail",
  },
  {
    settings: [
      "audit.threatDetection.features",
      "audit.securityHub.standards",
      "audit.securityHub.disabledControls",
    ],
    effect: "in place",
  },
  {
    settings: ["identity.groupSource"],
    effect: "refused",
    note: `people would lose their groups (${steps("groups-from-an-identity-provider")})`,
  },
  {
    settings: ["identity.groups.*.name"],
    effect: "plan only",
    note: "for groups that exist: change it in the directory",
  },
  { settings: ["identity.assignments.*.*"], effect: "in place" },
  {
    settings: ["network.mail.mailFromLabel"],
    effect: "replaced",
    note: "records of the domain; mail leaves with the default sender until AWS has verified them",
  },
  {
    settings: [
      "network.certificateAuthorities",
      "network.mail.senders",
      "network.mail.dkimSuffix",
      "network.mail.dmarcPolicy",
      "network.mail.dmarcReports",
    ],
    effect: "in place",
  },
  {
    settings: ["operations.images"],
    effect: "in place",
    note: `a new image gets a repository; one that is removed is refused (${steps("an-image")})`,
  },
  {
    settings: ["operations.github"],
    effect: "in place",
    note: "the roles of delivery, and the deploy role and access of each workload, are created or deleted: deploy operations, then the workloads. `images` must be empty without it",
  },
  {
    settings: ["operations.buildRetentionDays"],
    effect: "replaced",
    note: "the rules that delete old images",
  },
  {
    settings: [
      "operations.metricsRetentionDays",
      "operations.github.environment",
      ...["platform", "applications[]"].flatMap((repository) =>
        ["organization", "name", "organizationId", "repositoryId", "subjectFormat"].map(
          (key) => `operations.github.${repository}.${key}`,
        ),
      ),
    ],
    effect: "in place",
  },
  {
    settings: [
      "backup.minimumRetentionDays",
      "backup.maximumRetentionDays",
      "backup.lockMode",
      "backup.graceDays",
    ],
    effect: "refused",
    note: `the lock would be removed for a moment (${steps("the-lock-of-the-vault")})`,
  },
  {
    settings: ["workload.availabilityZones"],
    effect: "replaced",
    note: "nodes, the new ones first; from 2 to 3, subnets and a gateway are created, and the control plane stays in its two zones; never from 3 to 2",
  },
  {
    settings: ["workload.zoneIds", "workload.cluster.controlPlaneZones"],
    effect: "refused",
    note: `subnets and control planes stay in their zones; a third zone can follow (${steps("zones-of-a-workload")})`,
  },
  {
    settings: ["workload.natGateways"],
    effect: "in place",
    note: "gateways are created or deleted; a new one has another public address",
  },
  {
    settings: ["workload.publicAliases"],
    effect: "in place",
    note: "a certificate and a record for each name",
  },
  {
    settings: ["workload.cluster.version"],
    effect: "in place",
    note: "one minor version at a time and never down; then the nodes, a third of them at once",
  },
  {
    settings: ["workload.cluster.install"],
    effect: "in place",
    note: "namespace and charts are installed; false is refused afterwards",
  },
  {
    settings: ["workload.cluster.deployedFromInside"],
    effect: "plan only",
  },
  {
    settings: ["workload.cluster.nodes.instanceTypes"],
    effect: "replaced",
    note: "nodes, the new ones first: both are paid for an hour or so",
  },
  {
    settings: [
      "workload.cluster.nodes.minimum",
      "workload.cluster.nodes.desired",
      "workload.cluster.nodes.maximum",
    ],
    effect: "in place",
    note: "no pod moves unless `desired` falls",
  },
  {
    settings: ["workload.cluster.nodes.diskSize"],
    effect: "in place",
    note: "nodes are renewed, a third of them at once: their volumes are in the launch template",
  },
  {
    settings: ["workload.cluster.applicationNamespace"],
    effect: "refused",
    note: `Kubernetes renames no namespace (${steps("the-namespace-of-the-applications")})`,
  },
  {
    settings: [
      "workload.cluster.publicAccessRanges",
      "workload.cluster.addOnVersions.*",
      "workload.cluster.logRetentionDays",
      "workload.cluster.madeBy",
      "workload.cluster.access.readOnly",
      "workload.cluster.access.developer",
    ],
    effect: "in place",
  },
  {
    settings: ["workload.database.engineVersion"],
    effect: "in a window",
    note: "minutes without the database, and never down ([steps](workload.md#upgrade-postgresql))",
  },
  {
    settings: ["workload.database.instanceClass"],
    effect: "in a window",
    note: "minutes without the database",
  },
  {
    settings: ["workload.database.storage"],
    effect: "in a window",
    note: "without an interruption; it never shrinks. After the storage has grown automatically, run `pulumi refresh` before you change the number",
  },
  {
    settings: ["workload.cache.engineVersion"],
    effect: "in a window",
    note: "never down: AWS itself raises patches alone",
  },
  {
    settings: ["workload.maintenanceDay"],
    effect: "in place",
    note: "only the window moves, at once",
  },
  {
    settings: ["workload.database.changes"],
    effect: "in place",
    note: "`now` applies at once all that waits for the window, with its interruption",
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html
  {
    settings: [
      "workload.database.maximumStorage",
      "workload.database.backupRetentionDays",
      "workload.database.insights",
    ],
    effect: "in place",
    note: "at once, without an interruption",
  },
  {
    settings: ["workload.cache.replicas"],
    effect: "in place",
    note: "at once: replicas are added or removed without an interruption",
  },
  { settings: ["workload.database.multiZone", "workload.cache.nodeType"], effect: "in a window" },
  {
    settings: ["workload.backup.schedule"],
    effect: "in place",
    note: "at once, with all windows",
  },
  {
    settings: [
      "workload.backup.retentionDays",
      "workload.backup.copyRetentionDays",
      "workload.backup.resourceTypes",
    ],
    effect: "in place",
  },
];
