import assert from "node:assert/strict";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadProject } from "../../../cli/planner/project";
import { ConfigurationError, formatProblem, type Problem } from "../../../stacks/company/problems";
import { type Role, roleNames } from "../../../stacks/company/roles";
import { sectionKey } from "../../../stacks/company/settings";
import { guardrails } from "../../../policy-pack/guardrails";
import { assertNone } from "../../support/assert-none";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { type ProjectFiles, withProject } from "../../support/plan/project";
import { refusals, workloadSection } from "./refusal-cases";

async function problemsOf(files: ProjectFiles): Promise<readonly Problem[]> {
  return withProject(files, (folder) => {
    try {
      loadProject(folder);
    } catch (error) {
      assert.ok(error instanceof ConfigurationError, String(error));
      return error.problems;
    }
    return [];
  });
}

function organizationWith(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const organization = defaultOrganization();
  for (const [path, value] of Object.entries(changes)) {
    setAt(organization, path, structuredClone(value));
  }
  return organization;
}

/** Value that a remedy names: the nearest known one, an example, or a bound. */
function namedIn(remedy: string): string | undefined {
  return [
    /^did you mean "([^"]+)"\?$/,
    /the nearest is "([^"]+)"/,
    /^write for example [\w-]+: (.+) \(/,
    /^write (\d+) or (?:more|less)/,
    /(?:such as|write it like|one line like) "?(.+?)"?(?:,? or | for |[;,]|: | \(|$)/,
  ]
    .flatMap((pattern) => pattern.exec(remedy)?.[1] ?? [])
    .at(0);
}

/** Follows a remedy that names a value. Returns false for another one, and for a path that it cannot set. */
function setNamedValue(files: ProjectFiles, { path, rule, found, remedy }: Problem): boolean {
  const value = namedIn(remedy);
  const [, stack, inside = path.replace(/^organization\./, "")] =
    /^Pulumi\.(.+)\.yaml: (.+)$/.exec(path) ?? [];
  const keys = inside.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<unknown>(
    (current, key) => (current as Record<string, unknown> | undefined)?.[key],
    stack === undefined ? files.organization : files.stacks?.[stack],
  );
  if (value === undefined || typeof parent !== "object" || parent === null || !(last in parent)) {
    return false;
  }
  const target = parent as Record<string, unknown>;
  const before = target[last];
  const wrong = found.replace(/^"(.*)"$/, "$1");
  if (/^(?:unknown key|the name )/.test(rule)) {
    Reflect.deleteProperty(target, last);
    target[value] = before;
  } else if (Array.isArray(before)) {
    target[last] = before.map((item: unknown) => (item === wrong ? value : item));
  } else if (typeof before === "string" && before !== wrong && before.includes(wrong)) {
    target[last] = before.replace(wrong, value);
  } else {
    const isNumber = typeof before === "number" || /number|at (?:least|most)/.test(rule);
    target[last] = isNumber && /^\d+$/.test(value) ? Number(value) : value;
  }
  return true;
}

/** Stack of the default company that has a role. */
function stackOf(role: Role): string {
  return role === "workload" ? "prod" : role;
}

describe("Configuration that is refused", () => {
  it("accepts the default company as it is", async () => {
    assert.deepEqual(await problemsOf({}), []);
  });

  for (const refusal of refusals) {
    it(`rejects ${refusal.title}`, async () => {
      const { expected } = refusal;
      const files = {
        organization: organizationWith(refusal.organization ?? {}),
        ...(refusal.stacks && { stacks: structuredClone(refusal.stacks) }),
      };
      const problems = await problemsOf(files);
      const match = problems.find(
        ({ path, rule, found, remedy }) =>
          path === expected.path &&
          rule.includes(expected.rule) &&
          found.includes(expected.found) &&
          remedy.includes(expected.remedy),
      );
      assert.ok(match, `no problem as expected among:\n${problems.map(formatProblem).join("\n")}`);
      if (setNamedValue(files, match)) {
        const left = (await problemsOf(files)).filter(
          ({ path, rule }) => path === match.path && rule === match.rule,
        );
        assertNone(left.map(formatProblem), `this remedy does not help: ${match.remedy}`);
      }
    });
  }

  for (const role of roleNames) {
    const section = sectionKey(role);
    it(`rejects the section ${section} with nothing below it, and says how to write one`, async () => {
      const problems = await problemsOf({ stacks: { [stackOf(role)]: { role, [section]: null } } });
      const path = `Pulumi.${stackOf(role)}.yaml: ${section}`;
      const found = problems.filter((problem) => problem.path === path);
      assert.deepEqual(
        found.map(({ rule }) => rule),
        ["must be an object with keys"],
      );
      assert.match(found[0]?.remedy ?? "", /^write (?:its )?keys below it, indented/);
    });
  }

  for (const [title, organization] of [
    ["an OU with a slash at its beginning", { "organizationalUnits./Quarantine": {} }],
    ["a range of the management account", { "addressPlan.spokes.management": "10.200.0.0/16" }],
    ["a title in two lines", { "contacts.billing.title": "a\nb" }],
  ] as const) {
    it(`reports one problem of ${title}`, async () => {
      const problems = await problemsOf({ organization: organizationWith(organization) });
      assert.equal(problems.length, 1, problems.map(formatProblem).join("\n"));
    });
  }

  it("has remedies whose values the tests above can read", () => {
    for (const [remedy, value] of [
      ['did you mean "sandbox"?', "sandbox"],
      ["write 30 or more", "30"],
      ["write it like 10.32.0.0/16", "10.32.0.0/16"],
      ["write for example environment: production (docs/roles)", "production"],
      ["shorten it", undefined],
    ] as const) {
      assert.equal(namedIn(remedy), value);
    }
  });

  // public-reports B20
  it("accepts every name of an OU that AWS allows", async () => {
    const organization = organizationWith({
      existing: { id: "o-abcdefghij", rootId: "r-abcd" },
      "rollout.stage": "report",
      "organizationalUnits.Sécurité": { id: "ou-abcd-11111111" },
      "organizationalUnits.Suspended (closed)/開発: a, b": { id: "ou-abcd-22222222" },
    });
    assert.deepEqual(await problemsOf({ organization }), []);
  });

  it("accepts zones by id in any Region, and none at all", async () => {
    const problems = await problemsOf({
      organization: organizationWith({ homeRegion: "us-west-2" }),
      stacks: {
        prod: {
          role: "workload",
          workload: workloadSection({ zoneIds: ["usw2-az1", "usw2-az4", "usw2-az2"] }),
        },
        sandbox: { role: "workload", workload: workloadSection() },
      },
    });
    assert.deepEqual(problems, []);
  });

  for (const [what, cluster] of [
    ["that installs nothing inside it yet", { install: false }],
    ["that is deployed from inside its network", { deployedFromInside: true }],
  ] as const) {
    it(`accepts a private cluster ${what}`, async () => {
      const stacks = { prod: { role: "workload", workload: workloadSection({ cluster }) } };
      assert.deepEqual(await problemsOf({ stacks }), []);
    });
  }

  it("reports the problems of every section and every stack file at once", async () => {
    const problems = await problemsOf({
      organization: organizationWith({
        homeRegoin: "x",
        "accounts.prod.organizationalUnit": "Nowhere",
        "addressPlan.spokes.prod": "10.16.0.0/16",
        "guardrails.approved-regions.regions": 3,
      }),
      stacks: { sandbox: { role: "sandbox" }, backup: { role: "backup", other: 1 } },
    });
    const paths = problems.map(({ path }) => path);
    for (const path of [
      "organization.homeRegoin",
      "organization.accounts.prod.organizationalUnit",
      "organization.addressPlan.spokes.prod",
      "organization.guardrails.approved-regions.regions",
      "Pulumi.sandbox.yaml: role",
      "Pulumi.backup.yaml: other",
    ]) {
      assert.ok(paths.includes(path), `${path} is not among ${paths.join(", ")}`);
    }
  });

  it("reports the problems of every guardrail at once", async () => {
    const problems = await problemsOf({
      organization: organizationWith({
        "guardrails.approved-regions.regions": 3,
        "guardrails.deny-root-user.organizationalUnits": ["Workload"],
      }),
    });
    assert.deepEqual(problems.map(({ path }) => path).sort(), [
      "organization.guardrails.approved-regions.regions",
      "organization.guardrails.deny-root-user.organizationalUnits[0]",
    ]);
  });

  it("reports the guardrail that exceeds a policy quota together with other problems", async () => {
    const problems = await problemsOf({
      organization: organizationWith({
        policyQuotas: { SERVICE_CONTROL_POLICY: { documentsPerTarget: 3, taken: 1 } },
      }),
      stacks: { backup: { role: "backup", other: 1 } },
    });
    assert.ok(problems.length > 1, problems.map(formatProblem).join("\n"));
    const policies = problems.at(-1);
    assert.match(policies?.path ?? "", /^organization\.guardrails\.[a-z-]+$/);
    assert.match(
      policies?.rule ?? "",
      /^does not fit: one target can have 3 .*, 2 of them are already in use, .* \(SERVICE_CONTROL_POLICY on root\)$/,
    );
    assert.match(policies?.remedy ?? "", /organization\.policyQuotas/);
  });

  it("accepts unprotected platform roles when no other guardrail denies", async () => {
    const others = guardrails.filter(({ deny }) => !("none" in deny)).map(({ id }) => id);
    const off = Object.fromEntries(others.map((id) => [`guardrails.${id}.enabled`, false]));
    const problems = await problemsOf({ organization: organizationWith(off) });
    assert.deepEqual(problems, []);
  });

  it("reports a mistake in one stack file once, not again for the stacks that read its outputs", async () => {
    const assignments = { people: { readOnly: ["prod", "sandbox"], developer: ["sandbox"] } };
    const problems = await problemsOf({
      stacks: { identity: { role: "identity", identity: { region: "eu-west-1", assignments } } },
    });
    assert.equal(problems.length, 1, problems.map(formatProblem).join("\n"));
  });

  const brokenFiles: Readonly<Record<string, { file: string; content: string; expected: RegExp }>> =
    {
      "an empty Pulumi.yaml": {
        file: "Pulumi.yaml",
        content: "",
        expected: /Pulumi\.yaml: must be an object with keys, found null; write its keys/,
      },
      "a Pulumi.yaml that is a list": {
        file: "Pulumi.yaml",
        content: "- a",
        expected: /Pulumi\.yaml: must be an object with keys/,
      },
      "a Pulumi.yaml with a syntax error": {
        file: "Pulumi.yaml",
        content: "a: b: c",
        expected: /Pulumi\.yaml:1: must be YAML, found "a: b: c"/,
      },
      "a key that appears twice": {
        file: "Pulumi.yaml",
        content: "name: a\nname: b",
        expected: /Pulumi\.yaml:2: a map must contain a key only once, found name in line 1 too/,
      },
      "an organization under a misspelt key": {
        file: "Pulumi.yaml",
        content: "name: platform\nconfig: { organisation: { default: {} } }",
        expected:
          /config\.organization: is required, found organisation instead; rename organisation to organization/,
      },
      "a stack file with another ending": {
        file: "Pulumi.dev.yml",
        content: "",
        expected: /Pulumi\.dev\.yml: must be named .* rename it to Pulumi\.dev\.yaml/,
      },
      "a stack file that differs in the case of letters": {
        file: "pulumi.dev.yaml",
        content: "",
        expected: /pulumi\.dev\.yaml: must be named .* rename it to Pulumi\.dev\.yaml/,
      },
      "a project without a name": {
        file: "Pulumi.yaml",
        content: "config: {}",
        expected: /Pulumi\.yaml: name: is required/,
      },
      "default providers that are switched on": {
        file: "Pulumi.yaml",
        content: "name: platform",
        expected:
          /disable-default-providers: must disable the default providers of aws and kubernetes/,
      },
      "a stack file that is a list": {
        file: "Pulumi.prod.yaml",
        content: "- a",
        expected: /Pulumi\.prod\.yaml: must be an object with keys/,
      },
      "a stack file without a role": {
        file: "Pulumi.prod.yaml",
        content: "config:",
        expected: /Pulumi\.prod\.yaml: role: is required/,
      },
    };
  for (const [title, { file, content, expected }] of Object.entries(brokenFiles)) {
    it(`rejects ${title}`, async () => {
      await withProject({}, (folder) => {
        writeFileSync(join(folder, file), content);
        assert.throws(
          () => loadProject(folder),
          (error: Error) => {
            assert.equal(error instanceof ConfigurationError, true, String(error));
            assert.match(error.message, expected);
            return true;
          },
        );
      });
    });
  }

  it("rejects a folder without stack files", async () => {
    await withProject({}, (folder) => {
      for (const file of readdirSync(folder).filter((name) => name !== "Pulumi.yaml")) {
        rmSync(join(folder, file));
      }
      assert.throws(() => loadProject(folder), /Pulumi\.<stack>\.yaml: must exist for each stack/);
    });
  });

  it("never shows a secret's value", async () => {
    const problems = await problemsOf({
      stacks: { audit: { role: "audit", incidentEndpoint: "https://x.example/?token=canary" } },
    });
    assert.ok(!JSON.stringify(problems).includes("canary"));
  });
});
