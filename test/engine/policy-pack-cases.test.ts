import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { policyConfig } from "../../cli/deploy/policy-config";
import { PolicyChecker } from "../../cli/planner/policy-checker";
import { policySettings } from "../../cli/planner/policy-settings";
import { loadProject, type Project } from "../../cli/planner/project";
import { runStackProgram, watchRejections } from "../../cli/planner/run";
import { guardrailPolicies } from "../../policy-pack/policies";
import type { ViolatingCase } from "../policy-pack/cases";
import { previewed } from "../policy-pack/load-cases";
import {
  type NamedCase,
  nameOf,
  PlainProvider,
  PlainResource,
  programOf,
} from "../support/engine/case-programs";
import { type Operation, run, type Violation } from "../support/engine/steps";
import { LenientCloud } from "../support/engine/lenient-cloud";
import { violationsOf, settingOf } from "../support/cases/made-up-resource";
import { type Config, only, silent, withGuardrails } from "../support/engine/policy-runs";
import { requireCli, World } from "../support/engine/world";
import { sampled } from "../support/sweep";
import { stateOf } from "./parity";

/** One of a guardrail's cases, with the name that its resources begin with. */
interface GuardrailCase extends NamedCase {
  readonly guardrail: string;
  readonly resources: ViolatingCase;
}

/** Cases by guardrail; one of each outside a sweep. */
const violating: readonly GuardrailCase[] = previewed.flatMap(({ guardrail, cases }, position) => {
  const all = (cases?.violating ?? [])
    .map((resources, index) => ({
      guardrail: guardrail.id,
      // Short: AWS limits names that begin with it.
      name: `case-${position}-${index}`,
      resources,
    }))
    // A program sets no id: those cases are of the state after a deployment.
    .filter(({ resources: { inputs = {} } }) => !("id" in inputs));
  return sampled(all, all.slice(0, 1));
});

/**
 * The default company's project with every guardrail on, by the parameters of its cases. Each refuses what it finds: the
 * stacks of the cases are in an account that every guardrail applies to.
 */
function withEveryGuardrail(project: Project): Project {
  const on = { enabled: true, stage: "enforce", exemptRoles: [], exceptions: [] } as const;
  const settings = previewed.map(({ guardrail, cases }) => [
    guardrail.id,
    {
      ...on,
      preview: "refuse",
      ...(guardrail.scope && { environments: ["production"] }),
      ...cases?.parameters,
    },
  ]);
  const { organization, ...changed } = withGuardrails(
    project,
    Object.fromEntries(settings) as Project["organization"]["guardrails"],
  );
  return { ...changed, organization: { ...organization, accountsByStack: { "*/*": "prod" } } };
}

/**
 * Cases by stack. Those that a guardrail refuses for what else is in the stack could be forgiven for another case's
 * resources: each stack has one of them for a guardrail.
 */
async function stacksOf(cases: readonly GuardrailCase[]): Promise<GuardrailCase[][]> {
  const stacks: GuardrailCase[][] = [[]];
  const turns = new Map<string, number>();
  for (const one of cases) {
    const turn = (await isRelation(one)) ? (turns.get(one.guardrail) ?? 0) + 1 : 0;
    turns.set(one.guardrail, Math.max(turn, turns.get(one.guardrail) ?? 0));
    (stacks[turn] ??= []).push(one);
  }
  return stacks;
}

async function isRelation({ guardrail: id, resources }: GuardrailCase): Promise<boolean> {
  const found = previewed.find(({ guardrail }) => guardrail.id === id);
  if (!found?.preview.stack) {
    return false;
  }
  const { with: others = [], ...judged } = resources;
  const setting = settingOf(found.guardrail, found.cases?.parameters);
  const violations = await violationsOf(setting, judged, ...others);
  return !violations.some(({ policy }) => policy === id);
}

/** Violations that the offline plan finds in a program, with the description that the engine puts first. */
async function plansViolations(
  project: Project,
  stack: string,
  program: () => Promise<object>,
): Promise<Violation[]> {
  const policies = guardrailPolicies(policySettings(project));
  const stop = watchRejections();
  const result = await runStackProgram({
    project: "platform",
    stack,
    config: {},
    secretConfigKeys: [],
    outputsOf: () => undefined,
    preview: true,
    program,
  });
  stop();
  assert.deepEqual([...result.errors], []);
  // Of calls and providers only the plan knows.
  const { violations } = await new PolicyChecker(policies).check({ ...result, invokes: [] });
  return violations.flatMap(({ policy, enforcementLevel: level, urn, message }) => {
    const described = policies.find((candidate) => candidate.policy.name === policy);
    return described
      ? [{ policy, level, urn, message: `${described.policy.description}\n${message}` }]
      : [];
  });
}

describe("The policy pack in the engine, on what its cases show", function () {
  this.timeout(240_000);
  const cloud = new LenientCloud();
  let world: World;
  let project: Project;
  let config: Config;
  let stacks: readonly GuardrailCase[][];
  let previews: ReturnType<typeof preview> | undefined;

  before(async function () {
    requireCli(this);
    world = await World.start({}, cloud);
    project = withEveryGuardrail(loadProject(world.project));
    config = policyConfig(project);
    stacks = await stacksOf(violating);
  });

  after(() => (world as World | undefined)?.stop());

  /** Every case previewed, once for all tests. */
  function shown(): ReturnType<typeof preview> {
    previews ??= preview();
    return previews;
  }

  async function preview(): Promise<{ plan: Violation[]; preview: Operation }[]> {
    const all = [];
    for (const [index, cases] of stacks.entries()) {
      const name = `violating-${index}`;
      const program = programOf(cases);
      const plan = await plansViolations(project, name, program);
      const stack = await world.stack(name, program);
      all.push({ plan, preview: await run(world, stack, "preview", { policyConfig: config }) });
    }
    return all;
  }

  it("refuses what the plan refuses, in its words, and nothing else", async () => {
    for (const { preview, plan } of await shown()) {
      assert.notEqual(plan.length, 0);
      assert.notEqual(preview.failure, undefined);
      assert.deepEqual(sorted(preview.violations), sorted(plan));
      assert.deepEqual(
        preview.violations.filter(({ message }) => message.includes("can't run")),
        [],
      );
    }
  });

  for (const { guardrail } of previewed) {
    const cases = violating.filter((one) => one.guardrail === guardrail.id);
    it(`refuses what violates ${guardrail.id} (${cases.length})`, async () => {
      const previews = await shown();
      for (const one of cases) {
        const at = stacks.findIndex((stack) => stack.includes(one));
        const said = (previews[at]?.preview.violations ?? [])
          .filter(({ policy }) => policy.replace(/-relations$/, "") === guardrail.id)
          .filter(({ urn }) => urn.endsWith(`::${nameOf(one)}`))
          .map(({ message }) => message);
        assert.ok(
          said.some((message) => one.resources.message.test(message)),
          `${one.resources.title}: ${said.join("; ")}`,
        );
      }
    });
  }

  it("shows a person what is wrong, how bad it is and what to do", async () => {
    const [first] = await shown();
    const page = (first?.preview.output ?? "").replaceAll(/\s+/g, " ");
    for (const severity of ["critical", "high", "medium", "low"]) {
      assert.match(
        page,
        new RegExp(`❌ aws-platform.*\\[mandatory\\] \\[severity: ${severity}\\]`),
      );
    }
    const shownThere = new Set(stacks[0]?.map((one) => one.guardrail));
    const there = previewed.filter(
      ({ guardrail, preview }) => preview.resource && shownThere.has(guardrail.id),
    );
    assert.ok(there.length > 50, `only ${there.length} guardrails in the first stack`);
    for (const { guardrail } of there) {
      assert.match(
        page,
        new RegExp(`guardrail ${guardrail.id}; docs/guardrails\\.md explains exceptions`),
      );
      assert.ok(page.includes(`${guardrail.about.title}: ${guardrail.about.why}.`), guardrail.id);
    }
  });

  it("makes nothing of what a resource policy refuses", async () => {
    const cases = previewed.flatMap(({ guardrail }) =>
      violating
        .filter((one) => one.guardrail === guardrail.id && stacks[0]?.includes(one))
        .slice(0, 1),
    );
    const program = programOf(cases);
    const refused = await plansViolations(project, "refused", program);
    const known = new Set(refused.map((violation) => JSON.stringify(violation)));
    const up = await run(world, await world.stack("refused", program), "up", {
      policyConfig: config,
    });
    assert.notEqual(up.failure, undefined);
    // The engine stops at the first that it meets.
    assert.notEqual(up.violations.length, 0);
    assert.deepEqual(
      up.violations.filter((violation) => !known.has(JSON.stringify(violation))),
      [],
    );
    const urns = new Set(refused.map(({ urn }) => urn));
    assert.deepEqual(
      cloud.all().filter(({ urn }) => urns.has(urn)),
      [],
    );
  });

  describe("enforced as remediate", () => {
    const remedied = previewed.flatMap((one) => (one.cases?.remedied ? [one] : []));
    const everywhere = remedied.filter(({ preview }) =>
      preview.remedies?.some(({ types }) => types === "aws"),
    );
    const others = remedied.filter((one) => !everywhere.includes(one));
    const sets = [
      ...disjoint(others, (one) => new Set(one.cases?.remedied?.map(({ type }) => type))),
      ...everywhere.map((one) => [one]),
    ];

    for (const [index, set] of sets.entries()) {
      const ids = set.map(({ guardrail }) => guardrail.id);
      it(`sets what is missing before the provider sees it: ${ids.join(", ")}`, async () => {
        const cases = set.flatMap(({ cases: { remedied: found = [] } = {} }, position) =>
          found.map((resources, at) => ({
            name: `case-${position}-${at}`,
            resources,
          })),
        );
        const stack = await world.stack(`remedied-${index}`, programOf(cases));
        const preview = await run(world, stack, "preview", {
          policyConfig: remediating(only(config, ...ids), ids),
        });
        silent(preview);
        for (const one of cases) {
          const { inputs, becomes } = one.resources;
          assert.deepEqual(cloud.previewed.get(nameOf(one)), { ...inputs, ...becomes });
        }
      });
    }

    it("keeps secrets secret, files as they are, and what is not known yet", async () => {
      const ids = ["require-deletion-protection", "require-tags"];
      const program = (): Promise<object> => {
        const provider = new PlainProvider("aws", "home", { region: "us-east-1" });
        const options = { provider };
        const key = new PlainResource("aws:kms/key:Key", "key", {}, options);
        const inputs = {
          kmsKeyId: key.id,
          password: pulumi.secret("hidden"),
          tags: { Environment: "production" },
        };
        new PlainResource("aws:rds/instance:Instance", "database", inputs, options);
        const code = new pulumi.asset.FileArchive(__dirname);
        const { tags } = inputs;
        new PlainResource("aws:lambda/function:Function", "function", { code, tags }, options);
        return Promise.resolve({});
      };
      const stack = await world.stack("remedied-secrets", program);
      const policyConfig = remediating(only(config, ...ids), ids);
      silent(await run(world, stack, "preview", { policyConfig }));
      const tags = { Environment: "production", Owner: "cloud=platform", CostCenter: "0000" };
      const previewed = { password: "hidden", deletionProtection: true, kmsKeyId: undefined, tags };
      assert.deepEqual(cloud.previewed.get("database"), previewed);
      const { code, tags: ofFunction } = cloud.previewed.get("function") ?? {};
      assert.equal((code as { path?: string } | undefined)?.path, __dirname);
      assert.deepEqual(ofFunction, tags);
      silent(await run(world, stack, "up", { policyConfig }));
      const made = cloud
        .all("aws:rds/instance:Instance")
        .find(({ urn }) => urn.includes("secrets"));
      assert.equal(made?.inputs["deletionProtection"], true);
      assert.match(String(made.inputs["kmsKeyId"]), /^[0-9a-f-]{36}$/);
      const { resources = [] } = stateOf(await stack.exportStack());
      const database = resources.find(({ urn }) => urn.endsWith("::database"));
      assert.deepEqual(database?.secretInputs, ["password"]);
    });
  });
});

/** The configuration with some policies at the level that lets them set inputs. */
function remediating(config: Config, ids: readonly string[]): Config {
  const settings = ids.map((id) => [
    id,
    { ...(config[id] as object), enforcementLevel: "remediate" },
  ]);
  return { ...config, ...(Object.fromEntries(settings) as Config) };
}

/** Puts things into few sets in each of which no two have anything in common. */
function disjoint<T>(things: readonly T[], partsOf: (thing: T) => ReadonlySet<string>): T[][] {
  const sets: { things: T[]; parts: Set<string> }[] = [];
  for (const thing of things) {
    const parts = partsOf(thing);
    const set = sets.find((candidate) => [...parts].every((part) => !candidate.parts.has(part)));
    if (set) {
      set.things.push(thing);
      parts.forEach((part) => set.parts.add(part));
    } else {
      sets.push({ things: [thing], parts: new Set(parts) });
    }
  }
  return sets.map((set) => set.things);
}

function sorted(violations: readonly Violation[]): string[] {
  return violations.map((violation) => JSON.stringify(violation)).sort();
}
