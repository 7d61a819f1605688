import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadProject } from "../../../cli/planner/project";
import { runStackProgram } from "../../../cli/planner/run";
import { noticesOf } from "../../../stacks/checks/notices";
import { ConfigurationError, formatProblems } from "../../../stacks/company/problems";
import platform from "../../../index";
import { repository } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

/** Problems and paths of notices of the example company with one more line in the configuration of a file. */
async function withLine(
  file: string,
  line: string,
  change: (text: string) => string = (text) => text,
): Promise<{ problems: string[]; unused: readonly string[] }> {
  return withProject({}, (folder) => {
    const path = join(folder, file);
    const text = change(readFileSync(join(repository, file), "utf8"));
    writeFileSync(path, text.replace(/^config:$/m, `config:\n  ${line}`));
    try {
      const notices = noticesOf(loadProject(folder, repository)).filter(
        ({ kind }) => kind === "unused",
      );
      return { problems: [], unused: notices.flatMap(({ paths = [] }) => paths) };
    } catch (error) {
      assert.ok(error instanceof ConfigurationError, String(error));
      return { problems: formatProblems(error.problems), unused: [] };
    }
  });
}

describe("A configuration key that no code reads", () => {
  for (const [title, file, line, expected, change] of [
    [
      "in a misspelt namespace",
      "Pulumi.prod.yaml",
      "platfrom:colour: red",
      /prod\.yaml: platfrom:colour: must be a key of platform.*did you mean "platform:colour"\?$/,
    ],
    [
      "of a stack, in the namespace of the package",
      "Pulumi.backup.yaml",
      "",
      /backup\.yaml: aws-platfrom:backup: must be a key .*did you mean "platform:backup"\?$/,
      (text: string) => text.replace("platform:backup:", "aws-platfrom:backup:"),
    ],
    [
      "of a stack whose project was renamed",
      "Pulumi.backup.yaml",
      "",
      /backup\.yaml: nimbus:role.*: must be a key of platform.*; write platform: in place of nimbus:, or name: nimbus in Pulumi\.yaml$/,
      (text: string) => text.replaceAll("platform:", "nimbus:"),
    ],
    [
      "that is the role in a misspelt namespace",
      "Pulumi.prod.yaml",
      "",
      /prod\.yaml: Platform:role: must be a key .*did you mean "platform:role"\?$/,
      (text: string) => text.replace("platform:role:", "Platform:role:"),
    ],
    [
      "like one of the engine",
      "Pulumi.yaml",
      "",
      /Pulumi\.yaml: config\.pulumi:disable-default-provider: .*did you mean "pulumi:disable-default-providers"\?$/,
      (text: string) => text.replace("default-providers:", "default-provider:"),
    ],
    [
      "that a stack would get in addition to its own",
      "Pulumi.yaml",
      "role: { type: string, default: workload }",
      /Pulumi\.yaml: config\.role: unknown key: organization .*; move it to the stack files, as platform:role$/,
    ],
    [
      "in Pulumi.yaml, that no stack has either",
      "Pulumi.yaml",
      "platform:colour: red",
      /Pulumi\.yaml: config\.colour: unknown key: .*, found "red"; remove it/,
    ],
    [
      "beside organization, and misspelt",
      "Pulumi.yaml",
      "organisation: red",
      /Pulumi\.yaml: config\.organisation: .*did you mean "organization"\? It is set as well: remove/,
    ],
    [
      "that switches default providers on for one stack",
      "Pulumi.prod.yaml",
      "pulumi:disable-default-providers: []",
      /prod\.yaml: pulumi:disable-default-providers: must disable the default providers of aws and kub/,
    ],
  ] as const) {
    it(`is refused, with one problem: ${title}`, async () => {
      const { problems } = await withLine(file, line, change);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", expected);
    });
  }

  for (const [file, key] of [
    ["Pulumi.prod.yaml", "aws:region"],
    ["Pulumi.prod.yaml", "kubernetes:context"],
    ["Pulumi.network.yaml", "cloudflare:apiToken"],
    ["Pulumi.yaml", "aws:region"],
  ] as const) {
    it(`is named by the plan when it belongs to a provider: ${key} of ${file}`, async () => {
      const { problems, unused } = await withLine(file, `${key}: x`);
      assert.deepEqual(problems, []);
      assert.deepEqual(unused, [
        file === "Pulumi.yaml" ? `Pulumi.yaml: config.${key}` : `${file}: ${key}`,
      ]);
    });
  }

  it("is none when the engine reads it", async () => {
    const found = await withLine("Pulumi.prod.yaml", "pulumi:tags: { team: cloud }");
    assert.deepEqual(found, { problems: [], unused: [] });
  });

  it("is refused by the program too: pulumi up runs no plan", async () => {
    const project = await withProject({}, (folder) => loadProject(folder, repository));
    const file = project.stacks.find(({ stack }) => stack === "prod");
    assert.ok(file);
    const { errors } = await runStackProgram({
      project: project.name,
      stack: file.stack,
      config: { ...file.config, "platfrom:workload": "{}" },
      secretConfigKeys: [],
      outputsOf: () => undefined,
      preview: false,
      program: () => platform({ templateFacts: "allowed", environment: {} }),
    });
    assert.match(
      [...errors].map(({ message }) => message).join("\n"),
      /platfrom:workload: must be a key of platform.*did you mean "platform:workload"\?/,
    );
  });
});
