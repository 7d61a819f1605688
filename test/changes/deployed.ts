import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { deploymentWaves, hasHub } from "../../cli/deploy/order";
import { loadProject, type Project } from "../../cli/planner/project";
import { ConfigurationError, formatProblem } from "../../stacks/company/problems";
import { roles, waves } from "../../stacks/company/roles";
import { check, type CompanyFiles } from "../stacks/checks/company-files";
import type { Checkpoint } from "../support/engine/checkpoint";
import { inPairs, type Runner } from "../support/engine/runner";
import type { Operation } from "../support/engine/steps";
import type { World } from "../support/engine/world";
import { type Configured, configured, differ } from "./configured";
import { effectOf, type PlannedCompany, tokenOf } from "./effect";

/** Types of resources that the engine has created, deleted, replaced and updated, without components. */
export interface Fates {
  readonly creates: readonly string[];
  readonly deletes: readonly string[];
  readonly replaces: readonly string[];
  readonly updates: readonly string[];
}

/** Part of a state file. */
interface State {
  readonly checkpoint: {
    readonly latest: {
      readonly resources: readonly {
        readonly urn: string;
        readonly id?: string;
        readonly protect?: boolean;
      }[];
    };
  };
}

const STATES = "state/.pulumi/stacks/platform";
const components = /^(?:platform|awsx|eks|pulumi:pulumi):|:helm\.sh\/v\d:Chart$/;

/** Files of a project's folder, for a test to change. */
export function filesIn(folder: string): CompanyFiles {
  const read = (file: string): { config: Record<string, unknown> } =>
    yaml.parse(readFileSync(join(folder, file), "utf8")) as { config: Record<string, unknown> };
  const { organization } = read("Pulumi.yaml").config;
  const names = readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
  return {
    organization: (organization as { default: Record<string, unknown> }).default,
    stacks: Object.fromEntries(
      names.map((name) => [
        name,
        Object.fromEntries(
          Object.entries(read(`Pulumi.${name}.yaml`).config).map(([key, value]) => [
            key.replace(/^platform:/, ""),
            value,
          ]),
        ),
      ]),
    ),
  };
}

/**
 * The company of a checkpoint under the real engine, whose settings a test changes. Only the stacks that a change affects
 * are deployed, in the order of `npm run up`; the plans of the two companies show which.
 */
export class DeployedCompany {
  private constructor(
    private readonly runners: readonly [Runner, ...Runner[]],
    public readonly world: World,
    private deployed: Configured,
  ) {}

  /**
   * A company in which every stack is deployed. `stop` ends its world.
   *
   * @param without Stack that is not deployed yet. When others read it, those of its wave and of later ones are not either.
   * @default - every stack is deployed
   */
  public static async start(
    checkpoint: Checkpoint,
    runners: readonly [Runner, ...Runner[]],
    without?: string,
  ): Promise<DeployedCompany> {
    const world = await (without === undefined
      ? checkpoint.company()
      : (await checkpoint.before(without)).fork());
    const whole = await (asDeployed ??= configured(filesIn(world.project)));
    if (without === undefined) {
      return new DeployedCompany(runners, world, whole);
    }
    const absent = absentWithout(whole.project, without);
    const isThere = (stack: string): boolean => !absent.includes(stack);
    const { resources, outputs } = whole.plan;
    const plan = {
      resources: new Map([...resources].filter(([, { stack }]) => isThere(stack))),
      outputs: new Map([...outputs].map(([stack, own]) => [stack, isThere(stack) ? own : {}])),
    };
    return new DeployedCompany(runners, world, { ...whole, plan });
  }

  public get files(): CompanyFiles {
    return structuredClone(this.deployed.files);
  }

  public stop(): Promise<void> {
    return this.world.stop();
  }

  /**
   * Deploys settings, which must be accepted, and finds nothing left to do.
   *
   * @param readers True to look into the stacks that read a deployed one as well. @default false
   */
  public async change(files: CompanyFiles, readers = false): Promise<Fates> {
    const next = await configured(files, this.deployed);
    const affected = affectedBy(this.deployed.plan, next.plan);
    write(this.world.project, files);
    const kept = this.#protectedIds();
    const operations: Operation[] = [];
    for (const wave of this.#waves(next, affected)) {
      await inPairs(this.runners, wave, async (stack, runner) => {
        const up = await runner.up(this.world, stack);
        assert.ok(up.failure === undefined, `${stack}: ${up.diagnostics.join("\n")}`);
        operations.push(up);
      });
    }
    const now = new Set(this.#protectedIds());
    assert.deepEqual(
      kept.filter((id) => !now.has(id)),
      [],
      "protected resources are no longer in the state",
    );
    this.deployed = next;
    await this.#assertNothingLeft(affected, readers);
    return fatesOf(operations);
  }

  /**
   * Deploys settings until they are refused, as `npm run up` does: it checks all files first, and previews each stack before
   * its deployment.
   *
   * @param unchanged True when nothing at all may change before. @default true
   * @returns The messages of the refusal.
   * @throws AssertionError when no stack refuses, or when something has changed that may not.
   */
  public async refuse(files: CompanyFiles, unchanged = true): Promise<string> {
    const contents = (): unknown => [
      this.#protectedIds(),
      unchanged ? structuredClone(this.world.cloud.snapshot()) : "anything else",
    ];
    const before = contents();
    write(this.world.project, files);
    const { problems, project } = check(files);
    if (project === undefined) {
      assert.throws(() => loadProject(this.world.project), ConfigurationError);
      write(this.world.project, this.deployed.files);
      return problems.map(formatProblem).join("\n");
    }
    const next = await configured(files, this.deployed);
    const stacks = this.#waves(next, affectedBy(this.deployed.plan, next.plan)).flat();
    const [runner] = this.runners;
    for (const stack of stacks) {
      const preview = await runner.run(this.world, stack, "preview");
      const { failure, diagnostics } =
        preview.failure === undefined ? await runner.up(this.world, stack) : preview;
      if (failure !== undefined) {
        assert.deepEqual(contents(), before, "something has changed before the refusal");
        write(this.world.project, this.deployed.files);
        return diagnostics.join("\n");
      }
    }
    throw new assert.AssertionError({ message: `accepted by ${stacks.join(", ")}` });
  }

  #waves({ project }: Configured, affected: readonly string[]): string[][] {
    const hub = hasHub({ ...this.deployed.plan.outputs.get("network") });
    return deploymentWaves(
      project.stacks.filter(({ stack }) => affected.includes(stack)),
      hub && project.organization.connectivity === "none",
    ).map((wave) => wave.map(({ stack }) => stack));
  }

  async #assertNothingLeft(affected: readonly string[], andReaders: boolean): Promise<void> {
    const { stacks } = this.deployed.project;
    const changed = stacks.filter(({ stack }) => affected.includes(stack));
    const readers = stacks.filter(({ role }) => {
      const read: readonly string[] = roles[role].reads;
      return andReaders && changed.some((other) => read.includes(other.role));
    });
    const looked = [...new Set([...changed, ...readers])];
    await inPairs(this.runners, looked, async ({ stack }, runner) => {
      const preview = await runner.run(this.world, stack, "preview");
      assert.ok(preview.failure === undefined, `${stack}: ${preview.output}`);
      assert.deepEqual(preview.changes, [], `${stack} has changes left`);
    });
  }

  /** URN and id of every protected resource. */
  #protectedIds(): string[] {
    const { project } = this.deployed;
    return project.stacks
      .map(({ stack }) => join(this.world.environment.folder, STATES, `${stack}.json`))
      .filter((file) => existsSync(file))
      .flatMap((file) => {
        const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as State;
        return checkpoint.latest.resources
          .filter(({ protect }) => protect)
          .map(({ urn, id }) => `${urn} ${id ?? ""}`);
      })
      .sort();
  }
}

/** Stacks that are not deployed when one of them is not: alone, or with the stacks from its wave on when others read it. */
function absentWithout({ stacks }: Project, without: string): string[] {
  const role = stacks.find(({ stack }) => stack === without)?.role;
  const isRead = stacks.some((other) =>
    (roles[other.role].reads as readonly string[]).includes(role ?? ""),
  );
  const names = waves(stacks).map((wave) => wave.map(({ stack }) => stack));
  return isRead ? names.slice(names.findIndex((wave) => wave.includes(without))).flat() : [without];
}

/** The company of the checkpoint, planned once. */
let asDeployed: Promise<Configured> | undefined;

/** Stacks of which a resource or an output differs between two plans. */
function affectedBy(before: PlannedCompany, after: PlannedCompany): string[] {
  const { created, deleted, replaced, updated } = effectOf(before, after);
  const changed = new Set(
    [...created, ...deleted, ...replaced, ...updated].map(({ stack }) => stack),
  );
  return [...after.outputs.keys()].filter(
    (stack) => changed.has(stack) || differ(before.outputs.get(stack), after.outputs.get(stack)),
  );
}

/** Writes the configuration of a company into a project's folder. */
function write(folder: string, { organization, stacks }: CompanyFiles): void {
  const edit = (file: string, change: (document: yaml.Document) => void): void => {
    const path = join(folder, file);
    const document = yaml.parseDocument(readFileSync(path, "utf8"));
    change(document);
    writeFileSync(path, String(document));
  };
  edit("Pulumi.yaml", (document) => {
    document.setIn(["config", "organization", "default"], organization);
  });
  for (const [stack, values] of Object.entries(stacks)) {
    edit(`Pulumi.${stack}.yaml`, (document) => {
      document.set(
        "config",
        Object.fromEntries(
          Object.entries(values).map(([key, value]) => [`platform:${key}`, value]),
        ),
      );
    });
  }
}

function fatesOf(operations: readonly Operation[]): Fates {
  const steps = operations.flatMap(({ changes }) =>
    changes.map((change) => change.split(" ") as [string, string]),
  );
  const typesOf = (...kinds: readonly string[]): string[] =>
    [
      ...new Set(
        steps
          .filter(([kind, type]) => kinds.includes(kind) && !components.test(type))
          .map(([, type]) => tokenOf(type)),
      ),
    ].sort();
  return {
    creates: typesOf("create", "import"),
    deletes: typesOf("delete"),
    replaces: typesOf("replace", "import-replacement"),
    updates: typesOf("update"),
  };
}
