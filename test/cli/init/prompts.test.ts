import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { Cancelled, type Prompter } from "../../../cli/init/prompts";
import { type AnswerKey, neededQuestions, withFallbacks } from "../../../cli/init/questions";
import { terminalPrompter } from "../../../cli/init/terminal";
import { changesOf, writeFiles } from "../../../cli/init/write-files";
import { loadProject } from "../../../cli/planner/project";
import { five, init, nine, six, withFolder } from "./companies";

/** Prompter that takes the answers of a company, or what the prompt shows first. */
function answering(
  answers: Partial<Record<AnswerKey, string>>,
  isConfirmed = true,
): Prompter & { readonly asked: AnswerKey[]; readonly refused: string[] } {
  const asked: AnswerKey[] = [];
  const refused: string[] = [];
  return {
    asked,
    refused,
    answer: ({ key }, first, problem) => {
      asked.push(key);
      const answer = answers[key] ?? first;
      assert.ok(answer !== undefined, `no answer to ${key}`);
      const found = problem(answer);
      if (found !== undefined) {
        refused.push(`${key}: ${found}`);
        return Promise.reject(new Cancelled());
      }
      return Promise.resolve(answer);
    },
    confirm: () => Promise.resolve(isConfirmed),
  };
}

describe("npm run init on a terminal", () => {
  it("prompts for what no option gives, and for nothing that almost every company leaves", () =>
    withFolder(async (folder) => {
      const prompter = answering(five);
      await init(folder, { name: "tally" }, prompter);
      const expected = neededQuestions(withFallbacks(five, "all"))
        .filter(({ key, quiet }) => key !== "name" && quiet !== true)
        .map(({ key }) => key);
      assert.deepEqual(prompter.asked, expected);
      assert.equal(loadProject(folder).organization.name, "tally");
    }));

  it("shows the problem of an answer at once, with those of the answers before", () =>
    withFolder(async (folder) => {
      const long = { ...six, email: `${"a".repeat(50)}+{account}@nimbus.io` };
      const prompter = answering(long);
      await assert.rejects(init(folder, {}, prompter), /stopped; nothing was written/);
      assert.equal(prompter.refused.length, 1);
      assert.match(prompter.refused.join(), /^email: .*at most 64 characters/);
      assert.deepEqual(readdirSync(folder), []);
    }));

  it("refuses a workload account at its question, also when an earlier answer is the wrong one", () =>
    withFolder(async (folder) => {
      const taken = answering({ ...six, workloads: "mail=production" });
      await assert.rejects(init(folder, {}, taken), /stopped/);
      assert.match(taken.refused.join(), /^workloads: leads to .*mailFromLabel/);

      const email = `${"a".repeat(28)}+{account}@nimbus.io`;
      const long = answering({ ...six, email, workloads: `${"b".repeat(30)}=sandbox` });
      await assert.rejects(init(folder, {}, long), /stopped/);
      assert.match(long.refused.join(), /^workloads: --email: .*at most 64 characters/);

      const flag = answering(six);
      await assert.rejects(init(folder, { workloads: "mail=production" }, flag), /--workloads: /);
      assert.deepEqual(flag.asked, []);
    }));

  it("prints the answers so far as a command when it stops", () =>
    withFolder(async (folder) => {
      const printed: string[] = [];
      const prompter = answering({ ...six, owner: "a|b" });
      await assert.rejects(init(folder, { domain: "nimbus.io" }, prompter, printed), /stopped/);
      assert.match(printed.join("\n"), /npm run init -- [^]*\n {2}--name nimbus \\\n/);
      assert.match(printed.join("\n"), /--domain nimbus.io \\\n[^]*--budget \d+/);
    }));

  it("stops before the first prompt when an option is wrong", () =>
    withFolder(async (folder) => {
      const prompter = answering(six);
      await assert.rejects(init(folder, { domain: "no domain" }, prompter), /--domain: /);
      assert.deepEqual(prompter.asked, []);
    }));

  it("shows the files that it replaces and removes, and leaves them when the answer is no", () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "Pulumi.yaml"), "name: other\n");
      writeFileSync(join(folder, "Pulumi.staging.yaml"), "config: {}\n");
      await assert.rejects(init(folder, {}, answering(six, false)), /nothing was written/);
      assert.deepEqual(readdirSync(folder), ["Pulumi.staging.yaml", "Pulumi.yaml"]);

      const { output } = await init(folder, {}, answering(six));
      assert.match(output, /^replaced {2}Pulumi.yaml$/m);
      assert.match(output, /^removed {3}Pulumi.staging.yaml$/m);
      assert.ok(!readdirSync(folder).includes("Pulumi.staging.yaml"), "removed");
    }));

  it("reads keys: text, a list, and Ctrl-C", async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = "";
    output.on("data", (data: Buffer) => (shown += data.toString()));
    const prompter = await terminalPrompter({ input, output });
    const [name] = neededQuestions(nine);
    const layout = neededQuestions(nine).find(({ key }) => key === "layout");
    assert.ok(name && layout, "the two questions");
    const keys = (text: string): void => {
      setTimeout(() => input.write(text), 20);
    };

    keys("nimbus\r");
    assert.equal(await prompter.answer(name, undefined, () => undefined), "nimbus");
    assert.match(shown, /Short name of the company/);
    keys("\u001b[B\r");
    assert.equal(await prompter.answer(layout, "default", () => undefined), "small");
    keys("\u0003");
    await assert.rejects(
      prompter.answer(name, undefined, () => undefined),
      Cancelled,
    );
  });
});

describe("The files of a company", () => {
  const files = new Map([
    ["Pulumi.yaml", "name: new\n"],
    ["Pulumi.prod.yaml", "config: {}\n"],
  ]);

  it("change together: after an error each old file is as it was", () =>
    withFolder((folder) => {
      writeFileSync(join(folder, "Pulumi.yaml"), "name: old\n");
      writeFileSync(join(folder, "Pulumi.sandbox.yaml"), "config: {}\n");
      // A folder in the place of a file: the last rename fails.
      mkdirSync(join(folder, "Pulumi.prod.yaml", "full"), { recursive: true });
      const changes = { written: ["Pulumi.prod.yaml"], replaced: ["Pulumi.yaml"], removed: [] };
      assert.throws(() => {
        writeFiles(folder, files, changes);
      });
      assert.equal(readFileSync(join(folder, "Pulumi.yaml"), "utf8"), "name: old\n");
      assert.deepEqual(readdirSync(folder), [
        "Pulumi.prod.yaml",
        "Pulumi.sandbox.yaml",
        "Pulumi.yaml",
      ]);
    }));

  it("are created in a new folder, without a trace of their first names", () =>
    withFolder((folder) => {
      const inside = join(folder, "company");
      writeFiles(inside, files, changesOf(inside, files));
      assert.deepEqual(readdirSync(inside), ["Pulumi.prod.yaml", "Pulumi.yaml"]);
    }));
});
