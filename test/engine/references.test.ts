import assert from "node:assert/strict";
import { type Kind, run } from "../support/engine/steps";
import { Checkpoint } from "../support/engine/checkpoint";
import { requireCli, type World } from "../support/engine/world";
import { sampled } from "../support/sweep";

/** The part of an exported stack that other stacks read. */
interface Exported {
  readonly resources: { readonly type: string; readonly outputs?: Record<string, unknown> }[];
}

const unknownStack =
  'stack log-archive cannot be read: unknown stack "organization/platform/log-archive"; deploy it first (pulumi up -s log-archive)';
const noOutputs =
  "stack log-archive has no outputs yet, and this stack needs them: deploy it first (pulumi up -s log-archive)";

describe("A stack that reads another one, under the real engine", function () {
  this.timeout(600_000);
  let world: World;

  before(async function () {
    requireCli(this);
    const checkpoint = await Checkpoint.find();
    world = await (await checkpoint.before("log-archive")).fork({ languageHost: true });
    await checkpoint.stop();
  });

  after(() => (world as World | undefined)?.stop());

  /** An operation by the Automation API reports one sentence and creates nothing. */
  async function inlineRefuses(kind: Kind, reader: string, sentence: string): Promise<void> {
    const stack = await world.stack(reader);
    const operation = await run(world, stack, kind, { policyPacks: [] });
    assert.notEqual(operation.failure, undefined, "it has succeeded");
    // The Automation API reports an error of an inline program twice.
    assert.deepEqual([...new Set(operation.diagnostics)], [sentence]);
    assert.doesNotMatch(operation.output, /^ {4}at /m);
  }

  /** An operation by the plain CLI reports one sentence and creates nothing. */
  async function plainRefuses(kind: Kind, reader: string, sentence: string): Promise<void> {
    const confirmed = kind === "up" ? ["--yes", "--skip-preview"] : [];
    const { status, output } = await world.pulumi(kind, "--stack", reader, ...confirmed);
    assert.notEqual(status, 0, output);
    const [, diagnostics = ""] = output.split("\nDiagnostics:\n");
    const errors = diagnostics.split("\n").filter((line) => line.includes("error: "));
    assert.deepEqual(
      errors.map((line) => line.trim()),
      [`error: ${sentence}`],
    );
    assert.doesNotMatch(output, /^ +at /m);
  }

  /** @param kinds Operations by each interface; a sweep runs both by both. */
  async function refuses(reader: string, sentence: string, kinds: readonly Kind[]): Promise<void> {
    const existing = world.cloud.all().length;
    for (const kind of sampled<Kind>(["preview", "up"], kinds)) {
      await inlineRefuses(kind, reader, sentence);
    }
    for (const kind of sampled<Kind>(["preview", "up"], kinds.toReversed().slice(0, 1))) {
      await plainRefuses(kind, reader, sentence);
    }
    assert.equal(world.cloud.all().length, existing, "something was created");
  }

  /** Changes what a stack has exported, as an older or a newer version of the program would. */
  async function rewriteOutputs(
    name: string,
    change: (outputs: Record<string, unknown>) => void,
  ): Promise<() => Promise<void>> {
    const stack = await world.stack(name);
    const original = await stack.exportStack();
    const changed = structuredClone(original);
    const { resources } = changed.deployment as Exported;
    const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    assert.ok(root?.outputs, `${name} has no outputs`);
    change(root.outputs);
    await stack.importStack(changed);
    return () => stack.importStack(original);
  }

  it("says in one sentence which stack does not exist and how to deploy it", () =>
    refuses("backup", unknownStack, ["preview", "up"]));

  it("says in one sentence which stack has no outputs yet and how to deploy it", async () => {
    await world.stack("log-archive");
    await refuses("backup", noOutputs, ["up"]);
  });

  it("says in one sentence which output is missing, and goes on when it is there", async () => {
    await (await world.stack("log-archive")).up();
    const restore = await rewriteOutputs("log-archive", (outputs) => {
      delete outputs["configBucketName"];
    });
    await refuses(
      "backup",
      "output configBucketName of stack log-archive has a type that this program does not expect, found nothing: deploy that stack again with this version (pulumi up -s log-archive)",
      ["preview"],
    );
    await restore();
    const stack = await world.stack("backup");
    const preview = await run(world, stack, "preview", { policyPacks: [] });
    assert.equal(preview.failure, undefined);
  });

  it("names the output whose type does not fit", async () => {
    const restore = await rewriteOutputs("log-archive", (outputs) => {
      outputs["configBucketName"] = ["platform-config"];
    });
    await refuses(
      "backup",
      'output configBucketName of stack log-archive has a type that this program does not expect, found ["platform-config"]: deploy that stack again with this version (pulumi up -s log-archive)',
      ["preview"],
    );
    await restore();
  });
});
