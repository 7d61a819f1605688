/**
 * Keys whose absence is not the strictest value, each with the reason. A test compares every key that may be left out with
 * its explicit values, and accepts a laxer company only for these. `*` is any name.
 */
export const stricterValues: readonly { readonly key: string; readonly reason: string }[] = [
  {
    key: "organization.existing",
    reason: "the id of an existing organization is in conditions; none of them becomes stricter",
  },
  {
    key: "organization.credentials",
    reason: "the first possible state: the deployment role exists only after the first deployment",
  },
  {
    key: "organization.accounts.*.credentials",
    reason: "the first possible state: the deployment role exists only after the first deployment",
  },
  {
    key: "organization.accounts.*.bootstrapRole",
    reason: "another name of the same role: denies protect and exempt that name instead",
  },
  {
    key: "organization.accounts.*.environment",
    reason:
      "only accounts of roles other than workload may leave it out; as production ones, they would have no administrators",
  },
  {
    key: "organization.guardrails.*.environments",
    reason:
      "the catalogue has the guardrail for these environments only; docs/guardrails.md names them",
  },
  {
    key: "organization.guardrails.*.organizationalUnits",
    reason: "the catalogue closes only the OUs Suspended and Quarantine; any other OU is in use",
  },
  {
    key: "organization.guardrails.protect-platform-roles.exemptRoles",
    reason: "an exempt role is protected like the others; without one there is no such role",
  },
  {
    key: "logArchive.retentionDays",
    reason:
      "a year is the usual term of standards; more costs more, and a lock cannot be shortened",
  },
  {
    key: "logArchive.readers",
    reason: "names of the company's own roles replace the permission set for security audits",
  },
  {
    key: "network.mail.feedbackEmails",
    reason: "only the company knows the mailbox, or subscribes a queue; the plan names its absence",
  },
  {
    key: "backup.notificationEmails",
    reason: "the organization's security contact is notified instead",
  },
  {
    key: "network.certificateAuthorities",
    reason:
      "certificates of workloads come from Amazon's authority: an empty list would refuse them",
  },
  {
    key: "network.mail.dmarcPolicy",
    reason: "reject loses mail of senders that the company does not know yet",
  },
  {
    key: "operations.metricsRetentionDays",
    reason: "metrics are no evidence; more days cost more",
  },
  {
    key: "operations.github.environment",
    reason:
      "a name that GitHub and the trust policy share; another name trusts another environment",
  },
  {
    key: "workload.backup.retentionDays",
    reason: "a backup of five weeks is for restores; longer terms cost more",
  },
  {
    key: "workload.backup.copyRetentionDays",
    reason: "the isolated vault's lock bounds the term, and no principal can shorten it afterwards",
  },
  {
    key: "workload.database.insights",
    reason: "history of the database's load is no evidence; fifteen months of it cost more",
  },
  {
    key: "workload.cluster.install",
    reason: "without the objects the cluster serves nothing; their roles trust only that cluster",
  },
  {
    key: "workload.cluster.applicationNamespace",
    reason: "a name: access is to one namespace, of any name",
  },
  {
    key: "workload.cluster.logRetentionDays",
    reason:
      "logs of the control plane are large, and not the company's evidence; more days cost more",
  },
  {
    key: "workload.cluster.madeBy",
    reason: "a fact of the past: the role that created the cluster needs no entry, the other does",
  },
];
