import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectValues, stackValues, texts, type Values } from "../../cli/planner/config-texts";
import { readPulumiYaml, YamlFaultsError } from "../../cli/planner/pulumi-yaml";
import { configValue } from "../../stacks/wiring/config-value";
import { corpus, corpusLines, refusedFiles, stackCorpus } from "../support/cases/yaml-corpus";
import { pulumiCli, requireCli } from "../support/engine/world";

const run = promisify(execFile);

const head = ["name: corpus", "runtime: nodejs", "config:"];
const projectFile = (lines: readonly string[]): string =>
  [...head, "  values:", "    type: object", "    default:", ...lines, ""].join("\n");
const stackFile = (lines: readonly string[]): string => ["config:", ...lines, ""].join("\n");

const project = projectFile(corpusLines(corpus, "      "));
const stackOfTexts = stackFile(corpusLines({ ...corpus, ...stackCorpus }, "  "));

// first-use 4: the plan was clean where the real engine refused every stack.
describe("The planner's reading of YAML", function () {
  this.timeout(120_000);
  let folder: string;

  before(async function () {
    requireCli(this);
    folder = mkdtempSync(join(tmpdir(), "pulumi-yaml-"));
    mkdirSync(join(folder, "state"));
    write("files", project, stackFile([]));
    await cli("files", "stack", "init", "corpus");
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, projectText: string, stackText: string): void {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "Pulumi.yaml"), projectText);
    writeFileSync(join(folder, name, "Pulumi.corpus.yaml"), stackText);
  }

  /** Runs the CLI in one of the project folders; all of them share a backend, and so the stack. */
  async function cli(name: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await run(
      pulumiCli(),
      ["--non-interactive", "-C", join(folder, name), ...args],
      {
        env: {
          ...process.env,
          PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
          PULUMI_CONFIG_PASSPHRASE: "corpus",
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
      },
    );
    return stdout;
  }

  /** Values that a program reads from the texts of `pulumi config --json`. */
  async function fromCli(name: string): Promise<Values> {
    const entries = Object.entries(
      JSON.parse(await cli(name, "config", "--json", "-s", "corpus")) as Record<
        string,
        { value: string }
      >,
    );
    return Object.fromEntries(entries.map(([key, { value }]) => [key, configValue(value)]));
  }

  /** Values that a program reads from the texts of the planner. */
  function fromPlanner(projectText: string, stackText: string): Values {
    const read = readPulumiYaml(projectText, "project") as { name: string; config: Values };
    const { config } = readPulumiYaml(stackText, "stack") as { config: Values | null };
    const values = { ...projectValues(read, []), ...stackValues("corpus", config ?? {}) };
    return Object.fromEntries(
      Object.entries(texts(values)).map(([key, text]) => [key, configValue(text)]),
    );
  }

  it(`equals the Pulumi CLI's for ${Object.keys({ ...corpus, ...stackCorpus }).length} values, alone and in maps, in both files`, async () => {
    write("files", project, stackOfTexts);
    const titles = Object.keys({ ...corpus, ...stackCorpus });
    const [theirs, ours] = [await fromCli("files"), fromPlanner(project, stackOfTexts)];
    const named = (values: Values): object =>
      Object.fromEntries(
        titles.map((title, index) => [
          title,
          {
            alone: values[`corpus:alone${index}`],
            inside: values[`corpus:inside${index}`],
            project: (values["corpus:values"] as Values)[`alone${index}`],
            projectInside: (values["corpus:values"] as Values)[`inside${index}`],
          },
        ]),
      );
    assert.deepEqual(named(ours), named(theirs));
    assert.deepEqual(ours, theirs);
  });

  it("equals the Pulumi CLI's for files of Windows, with a byte-order mark", async () => {
    const [windows, windowsStack] = [project, stackOfTexts].map(
      (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`,
    ) as [string, string];
    write("windows", windows, windowsStack);
    assert.deepEqual(fromPlanner(windows, windowsStack), await fromCli("windows"));
  });

  it("refuses what the Pulumi CLI refuses, and explains each line", async () => {
    const cases = Object.entries(refusedFiles).map(([title, refused]) => ({
      ...{ title, file: "stack" as const },
      ...refused,
    }));
    await Promise.all(
      cases.map(async ({ title, file, lines, expected }, index) => {
        const indented = lines.map((line) => (line.startsWith("\t") ? line : `      ${line}`));
        const text =
          file === "project" ? projectFile(indented) : stackFile(["  corpus:values:", ...indented]);
        const name = `refused-${index}`;
        write(name, file === "project" ? text : projectFile([]), file === "stack" ? text : "");
        await assert.rejects(fromCli(name), title);
        assert.throws(
          () => readPulumiYaml(text, file),
          (error) => {
            assert.ok(error instanceof YamlFaultsError, title);
            const [fault, ...others] = error.faults;
            assert.ok(fault, title);
            const slips = others.filter(({ rule }) => /^must be (?:YAML|indented)/.test(rule));
            assert.deepEqual(slips, [], `${title}: one slip is one fault`);
            assert.match(fault.rule, expected.rule, title);
            assert.match(fault.found, expected.found, title);
            assert.match(fault.remedy, expected.remedy, title);
            const first = text.split("\n").indexOf(indented[0] ?? "") + 1;
            assert.ok(
              fault.line >= first && fault.line <= first + lines.length,
              `${title}: line ${fault.line}`,
            );
            return true;
          },
        );
      }),
    );
  });

  it("refuses line ends of YAML 1.1, which the Pulumi CLI reads as spaces or new lines", () => {
    for (const end of ["\u0085", "\u2028", "\u2029"]) {
      assert.throws(
        () => readPulumiYaml(`config:\n  a: "b${end}c"\n`, "stack"),
        /special line ends/,
      );
    }
  });

  it("names the non-breaking space of an indentation, once, wherever it is", () => {
    for (const lines of [
      ["config:", "  a: 1", "\u00a0\u00a0b: 2", "  c: 3", "  d: 4"],
      ["config:", "  a: 1", "  \u00a0b: 2"],
      ["\u00a0config:", "  a: 1"],
    ]) {
      assert.throws(
        () => readPulumiYaml(lines.join("\n"), "stack"),
        (error) => {
          assert.ok(error instanceof YamlFaultsError);
          const [fault, ...others] = error.faults;
          assert.deepEqual(others, []);
          assert.match(fault?.found ?? "", /^the character U\+00A0, such as a non-breaking space$/);
          assert.match(lines[(fault?.line ?? 0) - 1] ?? "", /\u00a0/);
          return true;
        },
      );
    }
  });

  it("refuses a second document, which the Pulumi CLI ignores silently", () => {
    const text = "config:\n  corpus:a: 1\n---\nconfig:\n  corpus:b: 2\n";
    assert.throws(() => readPulumiYaml(text, "stack"), /must be one document/);
  });
});
