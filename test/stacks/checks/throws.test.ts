import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { repository } from "../../support/plan/planned";
import { refusals } from "./refusal-cases";

/** A `throw` of the program: a part of its text, and what keeps a configuration from it. */
interface Throw {
  readonly file: string;
  readonly text: string;
  /** Title of the refusal that precedes it, or else the reason why no configuration leads to it. */
  readonly refusal?: string;
  readonly why?: string;
}

const HELPER =
  "a check that components share: accepted.test.ts plans the extreme values of every key";
const LOOKUP = "a fact of AWS, which a deployment looks up";
const RETHROWN = "passes on an error that is not its own";
const WIRING = "builders pass a value that the program itself composes";
const RUN = "the state of a run: another stack is not deployed, or the wrong credentials";
const CHECKED = "throws the problems of the configuration itself";
const PACKED = "stacks/checks/packing.ts reports it with the other problems";

const throws: readonly Throw[] = [
  ...(
    [
      ["argument-checks", "must be ${rule}, got"],
      ["argument-checks", "must be ${number} ${range}"],
      ["argument-checks", "must not be empty"],
      ["argument-checks", "must have ${range} ${entries}"],
      ["argument-checks", "must contain each entry once"],
      ["argument-checks", "must be one of the Regions"],
      ["argument-checks", "compose the place with placeOf"],
      ["argument-rules", "that begins with its first address"],
      ["argument-rules", "must be a range of /"],
    ] as const
  ).map(([file, text]) => ({ file: `components/shared/${file}.ts`, text, why: HELPER })),
  {
    file: "components/identity/instance.ts",
    text: "no IAM Identity Center instance",
    why: LOOKUP,
  },
  {
    file: "components/identity/instance.ts",
    text: "IAM Identity Center instances in",
    why: LOOKUP,
  },
  {
    file: "components/identity/workforce-access.ts",
    text: "no group",
    why: "the groups are those of the same assignments",
  },
  { file: "components/identity/permission-sets.ts", text: "not known before", why: WIRING },
  {
    file: "components/delivery/delivery-roles.ts",
    text: "must fit a trust policy",
    refusal: "more repositories of applications than a trust policy has room for",
  },
  {
    file: "components/delivery/repository-checks.ts",
    text: "is required for the subject format",
    refusal: "a trusted repository without the id of its organization",
  },
  {
    file: "components/delivery/github-trust.ts",
    text: "needs organizationId",
    refusal: "a trusted repository without the id of its organization",
  },
  {
    file: "components/mail/mail-senders.ts",
    text: "sending policies",
    refusal: "more senders of mail than an identity has policies for",
  },
  { file: "components/network/spoke/transit-attachment.ts", text: "must differ from", why: WIRING },
  {
    file: "components/network/spoke/spoke-network.ts",
    text: "has no route table",
    why: "an output of the component of awsx, which has as many tables as subnets",
  },
  {
    file: "components/logging/archive-checks.ts",
    text: "must fit bucket names",
    refusal: "a name that results in a bucket name longer than AWS allows",
  },
  {
    file: "components/logging/archive-checks.ts",
    text: "must be a bucket of access-logs",
    why: WIRING,
  },
  { file: "components/logging/archive-checks.ts", text: "must be in ${region}", why: WIRING },
  { file: "components/logging/log-bucket.ts", text: "is required for ${source} logs", why: WIRING },
  {
    file: "components/logging/log-queries.ts",
    text: "must be the bucket of the organization trail",
    why: WIRING,
  },
  {
    file: "components/dns/validated-certificate.ts",
    text: "no validation record",
    why: "an output of ACM",
  },
  {
    file: "components/workload/workload-account.ts",
    text: "must be another account",
    refusal: "backups of a workload beside the originals",
  },
  {
    file: "components/workload/workload-account.ts",
    text: "${windowRule}, got",
    refusal: "backups at every hour, which leave no room for the database's own windows",
  },
  {
    file: "components/flightdeck/cluster/node-group.ts",
    text: "must be of one processor architecture",
    refusal: "nodes of two processor architectures",
  },
  { file: "components/flightdeck/cluster/pod-identity.ts", text: "got neither", why: WIRING },
  {
    file: "components/flightdeck/cluster/cluster-access.ts",
    text: "has no role in this account",
    refusal: "a cluster that admits a permission set of no group in its account",
  },
  {
    file: "components/shared/argument-checks.ts",
    text: "CloudWatch accepts no other number",
    refusal: "a number of days that CloudWatch does not accept for logs of a cluster",
  },
  {
    file: "components/backup/backup-plan.ts",
    text: "must be the ARN of a vault in backupAccountId",
    why: "an output of the stack backup, of the account of that role",
  },
  { file: "components/backup/backup-vault.ts", text: "must be 2 to 50 letters", why: WIRING },
  {
    file: "components/backup/vault-lock.ts",
    text: "must not exceed lock.maximumRetentionDays",
    refusal: "a vault lock whose minimum exceeds its maximum",
  },
  { file: "components/backup/vault-lock.ts", text: "graceDays", why: WIRING },
  {
    file: "components/organization/guardrail-policies.ts",
    text: "must name accounts of accountIds",
    why: WIRING,
  },
  {
    file: "components/organization/tree-checks.ts",
    text: "must be a path of organizationalUnits",
    refusal: "an OU that does not exist",
  },
  {
    file: "components/organization/tree-checks.ts",
    text: "AWS nests no deeper",
    refusal: "an OU more than five levels below the root",
  },
  {
    file: "components/organization/tree-checks.ts",
    text: "must come after its parent",
    why: "unitPaths adds every parent, parents first",
  },
  {
    file: "components/organization/company-organization.ts",
    text: "has no root",
    why: LOOKUP,
  },
  {
    file: "components/security/organization-detection.ts",
    text: "detection leaves out",
    refusal: "more accounts that are not recorded yet than AWS Config leaves out",
  },
  {
    file: "components/security/detection-template.ts",
    text: "AWS Config rules for ${region}",
    why: "detection-template.test.ts: all guardrails together, with the longest parameters, fit",
  },
  {
    file: "stacks/index.ts",
    text: "no account ${stack.account}",
    refusal: "an account that does not exist",
  },
  {
    file: "stacks/builders/workload.ts",
    text: "there is no ${what}",
    why: "outputs of other stacks, for a governed Region and an account with a range",
  },
  { file: "stacks/builders/workload.ts", text: "has no hub yet", why: RUN },
  { file: "stacks/builders/attached-networks.ts", text: "still has attachments", why: RUN },
  { file: "stacks/wiring/zones.ts", text: "chosen.fault", why: LOOKUP },
  { file: "stacks/builders/running-cluster.ts", text: "must be at least", why: LOOKUP },
  {
    file: "stacks/builders/management.ts",
    text: "organization.accounts has no account",
    refusal: "a role that the management stack gives rights, without an account",
  },
  {
    file: "stacks/builders/network.ts",
    text: "no flow-log bucket",
    refusal: "a home Region outside the governed ones",
  },
  { file: "stacks/wiring/preview-credentials.ts", text: "RunError(fault)", why: RUN },
  {
    file: "stacks/wiring/preview-credentials.ts",
    text: "is for previews only",
    refusal: "a stack file that keeps the credentials of a preview",
  },
  { file: "stacks/wiring/state-outputs.ts", text: "cannot be read", why: RUN },
  { file: "stacks/wiring/references.ts", text: "faults.join", why: RUN },
  { file: "stacks/wiring/config.ts", text: "ConfigurationError(problems)", why: CHECKED },
  { file: "stacks/wiring/settled.ts", text: "ConfigurationError(problems)", why: RUN },
  { file: "stacks/wiring/state-resources.ts", text: "cannot be read", why: RUN },
  { file: "stacks/wiring/listed-accounts.ts", text: "throw error", why: RETHROWN },
  { file: "stacks/wiring/config.ts", text: "ConfigurationError(problems)", why: CHECKED },
  { file: "stacks/wiring/providers.ts", text: "has no id yet", why: RUN },
  { file: "stacks/checks/packing.ts", text: "throw error", why: RETHROWN },
  { file: "stacks/checks/mail.ts", text: "throw error", why: RETHROWN },
  { file: "stacks/guardrails/packing/merge-settings.ts", text: "also sets", why: PACKED },
  { file: "stacks/guardrails/packing/merge-settings.ts", text: "does not fit", why: PACKED },
  { file: "stacks/guardrails/packing/pack.ts", text: "does not fit", why: PACKED },
  { file: "stacks/guardrails/packing/pack.ts", text: "throw error", why: RETHROWN },
  { file: "stacks/guardrails/packing/pack.ts", text: "tooLong", why: PACKED },
  { file: "stacks/guardrails/policies.ts", text: "instanceof PackingError", why: RETHROWN },
  {
    file: "stacks/guardrails/policies.ts",
    text: "already has a condition",
    why: "documents.test.ts writes exceptions to every guardrail",
  },
  { file: "stacks/company/sound.ts", text: "Unsound", why: "whereSound ends the check" },
  { file: "stacks/company/sound.ts", text: "throw error", why: RETHROWN },
];

interface Found {
  readonly file: string;
  readonly text: string;
}

function throwsIn(folder: string): Found[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const file = join(folder, name);
      const source = ts.createSourceFile(
        file,
        readFileSync(join(repository, file), "utf8"),
        ts.ScriptTarget.Latest,
      );
      const found: Found[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isThrowStatement(node)) {
          found.push({ file, text: node.getText(source) });
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return found;
    });
}

// first-use 7
describe("Each throw of components and stacks", () => {
  const found = [...throwsIn("components"), ...throwsIn("stacks")];
  const covers = (row: Throw, one: Found): boolean =>
    row.file === one.file && one.text.includes(row.text);

  it("is in the table: a refusal of the configuration precedes it, or no configuration leads to it", () => {
    const missing = found.filter((one) => !throws.some((row) => covers(row, one)));
    assert.deepEqual(missing, [], "refuse the value in stacks/checks, and add a row here");
    assert.equal(found.length, throws.length, "a row for each, and each in a row");
  });

  it("has a row that is still needed", () => {
    assert.deepEqual(
      throws.filter((row) => !found.some((one) => covers(row, one))),
      [],
    );
  });

  it("is preceded by a refusal that the tables have, where the row names one", () => {
    const titles = refusals.map(({ title }) => title);
    assert.deepEqual(
      throws.filter(({ refusal, why }) =>
        refusal === undefined ? why === undefined : !titles.includes(refusal),
      ),
      [],
    );
  });
});
