import assert from "node:assert/strict";
import type { Notice } from "../../../stacks/checks/notice";
import { noticesOf } from "../../../stacks/checks/notices";
import { formatProblem } from "../../../stacks/company/problems";
import { type Change, check, defaultFiles, filesWith, isObject } from "./company-files";

/** Entries whose removal needs no message: only what they describe is then not built, or another value applies. */
const consequences: readonly (readonly [path: RegExp, consequence: string])[] = [
  [
    /^organization governedRegions us-west-2$/,
    "the Region is not governed: requests there are denied",
  ],
  [
    /^organization organizationalUnits (?:Quarantine|Suspended)$/,
    "its guardrail binds no account: the plan names it",
  ],
  [/^organization kept/, "the fact of the template is named again"],
  [/^organization contacts \w+ \w+$/, "is required"],
  [
    /^stacks identity identity assignments/,
    "a group has less access: the plan of identity removes it",
  ],
  [
    /^stacks operations operations (?:images|github applications)/,
    "the repository, or its trust, is not built",
  ],
  [/^stacks network network mail/, "an account may no longer send mail: the plan removes it"],
  [/^stacks \w+ workload/, "the default of docs/roles/workload.md applies"],
  [/^stacks audit audit notificationEmails/, "findings are sent to no address"],
  [
    /^stacks (?:network|operations|prod|sandbox|identity|audit) \w+$/,
    "the defaults of the role apply",
  ],
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

const unused = (changes: readonly Change[]): Notice[] => {
  const { problems, project } = check(filesWith(changes));
  assert.ok(project, problems.map(formatProblem).join("\n"));
  return noticesOf(project).filter(({ kind }) => kind === "unused");
};

describe("Everything that a company declares", () => {
  it("is used by a stack in the example company", () => {
    assert.deepEqual(unused([]), []);
  });

  // first-use 6: an account without a stack was never named.
  it("is missed when it is removed: by a problem, by a notice, or with a consequence that is known", () => {
    const files = defaultFiles();
    const all = removals(files, []).filter(({ path }) => path.length > 1);
    const unnoticed = all.filter((change) => {
      const { problems, project } = check(filesWith([change]));
      const told = problems.length > 0 || (project && unused([change]).length > 0);
      const place = [...change.path, ...("entry" in change ? [String(change.entry)] : [])].join(
        " ",
      );
      return !told && !consequences.some(([path]) => path.test(place));
    });
    assert.ok(all.length > 60, String(all.length));
    assert.deepEqual(
      unnoticed.map(({ path }) => path.join(".")),
      [],
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
