import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { stackNames } from "../support/engine/checkpoint";
import { releases, urnsOf, worldOf } from "../support/engine/release";
import { run } from "../support/engine/steps";
import { requireCli, type World } from "../support/engine/world";
import { planned, repository } from "../support/plan/planned";
import { sampled } from "../support/sweep";

/**
 * Replacements and deletions that the pages of later releases announce: rows `| replace | type | name |` of their tables
 * under "State changes".
 */
function announced(version: string): Set<string> {
  const later = readdirSync(join(repository, "docs/upgrades")).filter(
    (page) =>
      /^\d/.test(page) &&
      page.replace(".md", "").localeCompare(version, "en", { numeric: true }) > 0,
  );
  const text = later
    .map((page) => readFileSync(join(repository, "docs/upgrades", page), "utf8"))
    .join("\n");
  return new Set(
    [...text.matchAll(/^\| *(replace|delete) *\| *`([^`]+)` *\| *`([^`]+)` *\|/gm)].map(
      ([, operation, type, name]) => `${operation} ${type} ${name}`,
    ),
  );
}

/** Settings that the page of the next release requires of the template's company before the upgrade, by the release left. */
const written: Readonly<
  Record<
    string,
    { readonly file: string; readonly path: readonly string[]; readonly value: unknown }
  >
> = {
  "0.1.0": {
    file: "Pulumi.prod.yaml",
    path: ["config", "platform:workload", "cluster", "controlPlaneZones"],
    value: 3,
  },
};

/** Writes into the project of a world what the page requires. */
function follow(version: string, { project }: World): void {
  const setting = written[version];
  if (setting !== undefined) {
    const path = join(project, setting.file);
    const document = yaml.parseDocument(readFileSync(path, "utf8"));
    document.setIn(setting.path, setting.value);
    writeFileSync(path, String(document));
  }
}

for (const version of releases()) {
  describe(`The state that release ${version} left`, function () {
    this.timeout(300_000);
    let world: World;

    before(async function () {
      requireCli(this);
      world = await worldOf(version);
      follow(version, world);
    });

    after(() => (world as World | undefined)?.stop());

    const stacks = Object.keys(urnsOf(version));

    it("has only stacks that the program still has", () => {
      const today = stackNames().flat();
      assert.deepEqual(
        stacks.filter((stack) => !today.includes(stack)),
        [],
      );
    });

    for (const stack of stacks) {
      it(`has no resource of ${stack} that the program no longer plans and no upgrade page announces`, async () => {
        const { plan } = await planned(stack);
        const urns = new Set<string>(
          plan.records.flatMap(({ urn, options }) => [
            urn,
            ...(options.aliases ?? []).map((alias) => aliasUrn(urn, alias)),
          ]),
        );
        const remote = plan.records
          .filter((record) => record.remote)
          .map(({ urn }) => urn.split("::")[2] ?? "");
        const lost = (urnsOf(version)[stack] ?? []).filter((urn) => {
          const [, , type = "", name = ""] = urn.split("::");
          // Children of remote components are in the engine's state alone.
          const isRemote = remote.some((parent) => type.startsWith(`${parent}$`));
          const isOfEngine = type.startsWith("pulumi:");
          return (
            !urns.has(urn) &&
            !isRemote &&
            !isOfEngine &&
            !announced(version).has(`delete ${type.split("$").at(-1)} ${name}`)
          );
        });
        assert.deepEqual(
          lost,
          [],
          "give the resource an alias, or announce its end in docs/upgrades",
        );
      });
    }

    for (const name of sampled(stacks, ["management", "prod"])) {
      it(`is upgraded in ${name} without replacing or deleting anything that no upgrade page announces`, async () => {
        const { failure, changes } = await run(world, await world.stack(name), "preview", {
          policyPacks: [],
        });
        assert.equal(failure, undefined);
        const lost = changes.filter(
          (change) => /^(?:replace|delete) /.test(change) && !announced(version).has(change),
        );
        assert.deepEqual(lost, []);
        console.log(`      ${name}: ${changes.length} changes, 0 replaced, 0 deleted`);
      });
    }
  });
}

/** URN of an alias: the plan records an alias that is only another name by that name. */
function aliasUrn(urn: string, alias: string): string {
  return alias.startsWith("urn:") ? alias : [...urn.split("::").slice(0, -1), alias].join("::");
}
