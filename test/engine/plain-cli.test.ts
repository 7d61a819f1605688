import assert from "node:assert/strict";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Checkpoint, stackNames } from "../support/engine/checkpoint";
import { company, pulumiCli, requireCli, World } from "../support/engine/world";
import { sweeping } from "../support/sweep";

describe("The plain Pulumi CLI", function () {
  this.timeout(600_000);
  let world: World;
  let expectedHost: string;

  before(async function () {
    requireCli(this);
    world = await World.start({ languageHost: true });
    // A CLI that was installed has Pulumi's own host beside it, one that was built has not.
    const beside = join(dirname(realpathSync(pulumiCli())), "pulumi-language-nodejs");
    expectedHost = existsSync(beside) ? "Pulumi's own" : "the project's own";
    console.log(`      language host: ${expectedHost}`);
  });

  after(() => (world as World | undefined)?.stop());

  /** Runs the CLI with a file of the project changed, and puts the file back. */
  async function withFile(
    file: string,
    change: (text: string) => string,
    ...args: string[]
  ): Promise<{ status: number | null; output: string }> {
    const path = join(world.project, file);
    const original = readFileSync(path, "utf8");
    writeFileSync(path, change(original));
    try {
      return await world.pulumi(...args);
    } finally {
      writeFileSync(path, original);
    }
  }

  it("refuses the template's placeholders in one line each and creates nothing", async () => {
    await world.pulumi("stack", "init", "management");
    const { status, output } = await withFile(
      "Pulumi.yaml",
      (text) => text.replace(company.managementAccount, "000000000000"),
      ...["up", "--yes", "-s", "management"],
    );
    assert.notEqual(status, 0);
    assert.match(
      output,
      /organization\.accounts\.management\.id: is a placeholder, which cannot be deployed/,
    );
    assert.doesNotMatch(output, /^\s+at /m, "no stack trace");
    assert.deepEqual(world.cloud.all(), []);
  });

  it("tells every mistake of a configuration and makes nothing", async () => {
    const { status, output } = await withFile(
      "Pulumi.yaml",
      (text) =>
        text
          .replace("monthlyBudget: 5000", "monthlyBudget: much")
          .replace("homeRegion", "homeRegoin"),
      ...["preview", "-s", "management"],
    );
    assert.notEqual(status, 0);
    assert.match(output, /error: the configuration has \d problems; nothing was created/);
    assert.match(output, /organization\.cost\.monthlyBudget: .*found "much"/);
    assert.match(output, /did you mean "homeRegion"\?/);
    assert.doesNotMatch(output, /^\s+at /m, "no stack trace");
  });

  /** Deploys stacks side by side with the policy pack, as a person does, and finds nothing left to do. */
  async function deploys(where: World, names: readonly string[]): Promise<void> {
    await Promise.all(
      names.map(async (name) => {
        await where.pulumi("stack", "init", name);
        const pack = ["--policy-pack", "policy-pack", "--policy-pack-config", where.policyConfig];
        const up = await where.pulumi("up", "--yes", "-s", name, ...pack);
        assert.equal(up.status, 0, up.output);
        assert.equal(hostOf(up.output), expectedHost, up.output);
        assert.match(up.output, /Resources:\s+\+ \d+ created/);
        assert.match(up.output, /✅ aws-platform/, "the policy pack has run");
        assert.doesNotMatch(up.output, /mandatory|advisory|can't run policy/);
      }),
    );
    for (const name of names) {
      const preview = await where.pulumi("preview", "--expect-no-changes", "-s", name);
      assert.equal(preview.status, 0, preview.output);
    }
  }

  if (sweeping) {
    for (const [index, names] of stackNames().entries()) {
      it(`deploys wave ${index + 1}, ${names.join(", ")}, and has nothing left to do afterwards`, () =>
        deploys(world, names));
    }
  } else {
    it("deploys a stack with remote components, and has nothing left to do afterwards", async () => {
      const checkpoint = await Checkpoint.find();
      await world.stop();
      world = await (await checkpoint.before("sandbox")).fork({ languageHost: true });
      await checkpoint.stop();
      await deploys(world, ["sandbox"]);
    });
  }

  const previewing = { PLATFORM_CREDENTIALS: "preview" };
  const management = (): string =>
    readFileSync(join(world.project, "Pulumi.management.yaml"), "utf8");

  // first-use 8, rig 4: the command of the page wrote itself into the stack file, and up accepted it.
  it("previews with the role that can only read by an environment variable, which leaves no trace", async () => {
    const before = management();
    const preview = ["preview", "--diff", "-s", "management"];
    const { status, output } = await world.pulumiWith(previewing, ...preview);
    assert.equal(status, 0, output);
    assert.match(output, /role\/platform-preview/);
    assert.equal(management(), before);
  });

  it("refuses to deploy with the role that can only read, and creates nothing", async () => {
    const before = management();
    const existing = world.cloud.all().length;
    const up = ["up", "--yes", "--skip-preview", "-s", "management"];
    const refresh = ["refresh", "--run-program", "--yes", "--skip-preview", "-s", "management"];
    for (const command of [up, refresh]) {
      const { status, output } = await world.pulumiWith(previewing, ...command);
      assert.notEqual(status, 0, output);
      assert.match(
        output,
        /error: PLATFORM_CREDENTIALS=preview is for previews only, and nothing was created/,
      );
      assert.doesNotMatch(output, /^ +at /m, "no stack trace");
    }
    const wrong = await world.pulumiWith(
      { PLATFORM_CREDENTIALS: "deployment" },
      "preview",
      "-s",
      "management",
    );
    assert.match(
      wrong.output,
      /error: PLATFORM_CREDENTIALS: must be "preview" or not set, found "deployment"/,
    );
    // The CLI writes a value of -c into the file.
    const kept = await world.pulumi(
      "preview",
      "-s",
      "management",
      "-c",
      "platform:credentials=preview",
    );
    assert.equal(kept.status, 0, kept.output);
    assert.match(management(), /platform:credentials: preview/);
    const { status, output } = await world.pulumi(...up);
    assert.notEqual(status, 0, output);
    assert.match(
      output,
      /error: platform:credentials: preview in Pulumi\.management\.yaml is for previews only/,
    );
    await world.pulumi("config", "rm", "credentials", "-s", "management");
    assert.doesNotMatch(management(), /platform:credentials/);
    writeFileSync(join(world.project, "Pulumi.management.yaml"), before);
    assert.equal(world.cloud.all().length, existing);
  });
});

/** Language host that has run: the project's own prints a line, Pulumi's does not. */
function hostOf(output: string): string {
  const small = "language host: the project's own small pulumi-language-nodejs";
  return output.includes(small) ? "the project's own" : "Pulumi's own";
}
