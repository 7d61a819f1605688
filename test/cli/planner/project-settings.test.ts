import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as yaml from "yaml";
import {
  allowedKeys,
  ineffectiveKeys,
  nameProblem,
  refusedKeys,
} from "../../../cli/planner/project-settings";
import { loadProject } from "../../../cli/planner/project";
import { organizationSchema } from "../../../stacks/company/organization";
import { ConfigurationError } from "../../../stacks/company/problems";
import { withFolder } from "../init/companies";
import { pulumiCli, requireCli } from "../../support/engine/world";
import { defaultOrganization } from "../../support/plan/default-company";
import { repository } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

const run = promisify(execFile);

/** Keys of sdk/go/common/workspace/project.json of Pulumi 3.248.0, and one that only its type `Project` has. */
const keysOfPulumi = [
  ...["author", "backend", "config", "description", "license", "main", "name", "options"],
  ...["packages", "plugins", "runtime", "stackConfigDir", "template", "website"],
  "requiredPulumiVersion",
];

/** Messages of the default company with changed keys of Pulumi.yaml. */
function messagesWith(change: Readonly<Record<string, unknown>>): Promise<string[]> {
  return withProject({}, (folder) => {
    const file = join(folder, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    Object.entries(change).forEach(([key, value]) => {
      if (value === undefined) {
        document.delete(key);
      } else {
        document.set(key, value);
      }
    });
    writeFileSync(file, String(document));
    return messagesOf(folder);
  });
}

function messagesOf(folder: string): string[] {
  try {
    loadProject(folder);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.problems.map(
      ({ path, rule, found, remedy }) => `${path}: ${rule}, found ${found}; ${remedy}`,
    );
  }
}

describe("The keys of Pulumi.yaml", () => {
  it("are each checked, allowed without an effect, or refused: all that this version of Pulumi knows", () => {
    assert.deepEqual([...allowedKeys, ...Object.keys(refusedKeys)].sort(), keysOfPulumi.sort());
    const { dependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    assert.equal(dependencies["@pulumi/pulumi"], "3.248.0", "compare the keys with project.json");
  });

  const options = { typescript: false, nodeargs: "--import tsx" };
  const refused: readonly [change: Record<string, unknown>, expected: RegExp][] = [
    [{ runtime: "python" }, /^Pulumi\.yaml: runtime: must start .* found "python"; write runtime/],
    [{ runtime: undefined }, /^Pulumi\.yaml: runtime: .* found nothing/],
    [{ runtime: { name: "nodejs" } }, /^Pulumi\.yaml: runtime: .* write runtime: \{"name"/],
    [{ runtime: { name: "nodejs", options: { typescript: false } } }, /: runtime: /],
    [{ runtime: { name: "nodejs", options: { ...options, typescript: true } } }, /: runtime: /],
    [{ runtime: { name: "nodejs", options: { ...options, nodeargs: "--import tsy" } } }, /runtime/],
    [{ main: "src/index.ts" }, /^Pulumi\.yaml: main: must be index\.ts .* found "src\/index\.ts"/],
    [{ main: "." }, /^Pulumi\.yaml: main: .* write main: (?:\.\.\/)+.*index\.ts$/],
    [{ main: undefined }, /^Pulumi\.yaml: main: .* found nothing/],
    [{ main: 5 }, /^Pulumi\.yaml: main: must be text, found 5/],
    [
      { backend: { url: "s3://other?region=us-east-1" } },
      /^Pulumi\.yaml: backend\.url: must be organization\.state\.backend.*found "s3:\/\/other/,
    ],
    [{ backend: { uri: "x" } }, /^Pulumi\.yaml: backend\.uri: unknown key/],
    [{ options: { refresh: "never" } }, /^Pulumi\.yaml: options\.refresh: /],
    [{ description: 5 }, /^Pulumi\.yaml: description: must be text, found 5/],
    [{ mian: "index.ts" }, /^Pulumi\.yaml: mian: unknown key.*did you mean "main"\?/],
    [{ name: "my platform" }, /^Pulumi\.yaml: name: the name must be at most 100 letters/],
    ...Object.keys(refusedKeys).map((key): [Record<string, unknown>, RegExp] => [
      { [key]: "conf" },
      new RegExp(`^Pulumi\\.yaml: ${key}: must not be set: .* found "conf"; remove it$`),
    ]),
  ];
  for (const [change, expected] of refused) {
    it(`are refused with the remedy: ${JSON.stringify(change, (_, value: unknown) => value ?? "nothing")}`, async () => {
      const messages = await messagesWith(change);
      assert.ok(
        messages.some((message) => expected.test(message)),
        messages.join("\n"),
      );
    });
  }

  it("are refused all at once", async () => {
    const messages = await messagesWith({ runtime: "go", main: "x.ts", license: 1, template: {} });
    assert.equal(messages.length, 4, messages.join("\n"));
  });

  it("are accepted where they change nothing", async () => {
    const { backend } = defaultOrganization()["state"] as { backend: string };
    const accepted: readonly Record<string, unknown>[] = [
      { backend: { url: backend } },
      { backend: {} },
      { options: { refresh: "always" } },
      { "x-common": { a: 1 } },
      {
        runtime: {
          name: "nodejs",
          options: { ...options, nodeargs: "--trace-warnings --import=tsx" },
        },
      },
      ...Object.keys(ineffectiveKeys).map((key) => ({ [key]: null })),
    ];
    for (const change of accepted) {
      assert.deepEqual(await messagesWith(change), [], JSON.stringify(change));
    }
  });
});

describe("Words that the Pulumi CLI reads", function () {
  this.timeout(60_000);
  before(function () {
    requireCli(this);
  });

  /** True when the CLI creates a stack. */
  async function creates(folder: string, name: string, provider: string): Promise<boolean> {
    const environment = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "words",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const words = ["stack", "init", name, "--secrets-provider", provider, "--non-interactive"];
    const made = run(pulumiCli(), words, { cwd: folder, env: environment });
    return made.then(
      () => true,
      () => false,
    );
  }

  it("are accepted and refused as the CLI does: names of stacks and secrets providers", () =>
    withFolder(async (folder) => {
      mkdirSync(join(folder, "state"));
      writeFileSync(join(folder, "Pulumi.yaml"), "name: words\nruntime: nodejs\n");
      const { secretsProvider } = organizationSchema.shape.state.shape;
      for (const word of ["default", "passphrase", "service", "cloud"]) {
        const accepted = await creates(folder, `of-${word}`, word);
        assert.equal(secretsProvider.safeParse(word).success, accepted, word);
      }
      const names = ["a.b_c-D9", "sand box", "größe", "a/b/c/d", "x".repeat(100), "x".repeat(101)];
      for (const name of names) {
        const accepted = await creates(folder, name, "passphrase");
        assert.equal(nameProblem("", name) === undefined, accepted, name);
      }
    }));

  it("are refused in the name of a stack file", () =>
    withProject({}, (folder) => {
      renameSync(join(folder, "Pulumi.sandbox.yaml"), join(folder, "Pulumi.sand box.yaml"));
      assert.match(
        messagesOf(folder).join("\n"),
        /^Pulumi\.sand box\.yaml: the name must be at most 100 letters.*found "sand box"; rename it$/m,
      );
    }));
});
