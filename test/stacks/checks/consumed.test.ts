import assert from "node:assert/strict";
import type { Notice } from "../../../stacks/checks/notice";
import { noticesOf } from "../../../stacks/checks/notices";
import { formatProblem } from "../../../stacks/company/problems";
import { type Change, check, defaultFiles, filesWith, isObject } from "./company-files";

const SIZE = "the default of docs/roles/workload.md applies, which is production's";
const ACCESS =
  "the group has no such access; the plan names an account that no group has access to";
const CLUSTER = "the cluster admits no people with this permission set";
const NOT_BUILT = "the repository is not built";
const MAIL = "the account may no longer send mail from addresses of the domain";

/** Single keys and entries whose removal needs no message, each with its consequence. */
const consequences: readonly (readonly [path: RegExp, consequence: string])[] = [
  [
    /^organization governedRegions us-west-2$/,
    "the Region is not governed: requests there are denied",
  ],
  [
    /^organization organizationalUnits (?:Quarantine|Suspended)$/,
    "its guardrail binds no account: the plan names it",
  ],
  [/^stacks identity identity assignments platform-engineers$/, ACCESS],
  [/^stacks identity identity assignments (?:developers|security)$/, ACCESS],
  [/^stacks identity identity assignments platform-engineers administrator(?: [\w-]+)?$/, ACCESS],
  [/^stacks identity identity assignments platform-engineers readOnly(?: [\w-]+)?$/, ACCESS],
  [/^stacks identity identity assignments developers readOnly(?: \w+)?$/, ACCESS],
  [/^stacks identity identity assignments security securityAudit [\w-]+$/, ACCESS],
  [/^stacks network network$/, MAIL],
  [/^stacks network network mail$/, MAIL],
  [/^stacks network network mail senders(?: \w+)?$/, MAIL],
  [/^stacks operations operations$/, "nothing is delivered: people deploy, and push no images"],
  [/^stacks operations operations images(?: \w+)?$/, NOT_BUILT],
  [/^stacks prod workload publicAliases(?: www)?$/, "the account has only names of its subdomain"],
  [/^stacks prod workload cluster access$/, CLUSTER],
  [/^stacks prod workload cluster access readOnly$/, CLUSTER],
  [/^stacks sandbox workload cluster access$/, CLUSTER],
  [/^stacks sandbox workload cluster access readOnly$/, CLUSTER],
  [/^stacks sandbox workload cluster access developer$/, CLUSTER],
  [/^stacks sandbox workload availabilityZones$/, SIZE],
  [/^stacks sandbox workload natGateways$/, SIZE],
  [/^stacks sandbox workload cluster nodes$/, SIZE],
  [/^stacks sandbox workload cluster nodes instanceTypes$/, SIZE],
  [/^stacks sandbox workload cluster nodes minimum$/, SIZE],
  [/^stacks sandbox workload cluster nodes maximum$/, SIZE],
  [/^stacks sandbox workload database$/, SIZE],
  [/^stacks sandbox workload database instanceClass$/, SIZE],
  [/^stacks sandbox workload database storage$/, SIZE],
  [/^stacks sandbox workload database multiZone$/, SIZE],
  [/^stacks sandbox workload database backupRetentionDays$/, SIZE],
  [/^stacks sandbox workload cache$/, SIZE],
  [/^stacks sandbox workload cache nodeType$/, SIZE],
];

/** Every file and every entry of the default company, as its removal. */
function removals(value: unknown, path: readonly string[]): Change[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({
      path,
      value: value.filter((_, other) => other !== index),
      entry: String(item),
    }));
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => [
        ...(path.length === 0 ? [] : [{ path: [...path, key], value: undefined }]),
        ...removals(item, [...path, key]),
      ])
    : [];
}

function notices(changes: readonly Change[]): Notice[] {
  const { problems, project } = check(filesWith(changes));
  assert.ok(project, problems.map(formatProblem).join("\n"));
  return noticesOf(project);
}

const unused = (changes: readonly Change[]): Notice[] =>
  notices(changes).filter(({ kind }) => kind === "unused");

describe("Everything that a company declares", () => {
  it("is used by a stack in the example company", () => {
    assert.deepEqual(unused([]), []);
  });

  // first-use 6: an account without a stack was never named.
  it("is missed when it is removed: by a problem, by a notice, or with a consequence that is known", () => {
    const files = defaultFiles();
    const before = notices([]).map(({ text }) => text);
    const all = removals(files, []).filter(({ path }) => path.length > 1);
    const silent = all
      .filter((change) => {
        const { problems, project } = check(filesWith([change]));
        const isNew = ({ kind, text }: Notice): boolean =>
          kind !== "template" && !before.includes(text);
        return problems.length === 0 && !(project && noticesOf(project).some(isNew));
      })
      .map((change) =>
        [...change.path, ...("entry" in change ? [String(change.entry)] : [])].join(" "),
      );
    assert.ok(all.length > 60, String(all.length));
    assert.deepEqual(
      silent.filter((place) => !consequences.some(([path]) => path.test(place))),
      [],
    );
    assert.deepEqual(
      consequences.filter(([path]) => !silent.some((place) => path.test(place))),
      [],
      "these removals are reported, or are none: remove the entries",
    );
  });

  for (const [title, changes, path] of [
    [
      "an account that no stack builds in",
      [
        {
          path: ["organization", "accounts", "spare"],
          value: { organizationalUnit: "Shared", environment: "shared" },
        },
      ],
      "organization.accounts.spare",
    ],
    [
      "an organizational unit without accounts",
      [{ path: ["organization", "organizationalUnits", "Labs"], value: {} }],
      "organization.organizationalUnits.Labs",
    ],
    [
      "the range of an account that states that it has no stack",
      [
        {
          path: ["organization", "accounts", "spare"],
          value: { organizationalUnit: "Shared", environment: "shared", stack: "none" },
        },
        { path: ["organization", "addressPlan", "spokes", "spare"], value: "10.48.0.0/16" },
      ],
      "organization.addressPlan.spokes.spare",
    ],
    [
      "a group without access",
      [{ path: ["stacks", "identity", "identity", "assignments", "guests"], value: {} }],
      "Pulumi.identity.yaml: identity.assignments.guests",
    ],
    [
      "a setting of a guardrail that is switched off",
      [
        {
          path: ["organization", "guardrails", "deny-root-user"],
          value: { enabled: false, exemptRoles: ["deployer"] },
        },
      ],
      "organization.guardrails.deny-root-user",
    ],
    [
      "a sender of mail that no stack builds in",
      [
        {
          path: ["organization", "accounts", "spare"],
          value: { organizationalUnit: "Shared", environment: "shared", stack: "none" },
        },
        { path: ["stacks", "network", "network"], value: { mail: { senders: ["spare"] } } },
      ],
      "Pulumi.network.yaml: network.mail.senders",
    ],
  ] as const) {
    it(`is named by the plan when nothing uses it: ${title}`, () => {
      assert.deepEqual(
        unused(changes).flatMap(({ paths }) => paths ?? []),
        [path],
      );
    });
  }
});
