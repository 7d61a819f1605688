import assert from "node:assert/strict";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { loadProject } from "../../cli/planner/project";
import { withProject } from "../support/plan/project";
import { repository } from "../support/plan/planned";

/** A block of YAML on a page that configures the company. */
interface Block {
  readonly page: string;
  readonly text: string;
}

/** Blocks of README.md and docs that begin with the key `config`, as Pulumi.yaml and the stack files do. */
function blocks(): Block[] {
  const pages = readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file));
  return ["README.md", ...pages].flatMap((page) => {
    const text = readFileSync(join(repository, page), "utf8");
    return [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```$/gm)].map(
      ([, indent = "", block = ""]) => ({
        page,
        text: block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      }),
    );
  });
}

/** Puts the values of a block into a file, as a reader does who copies it: maps are joined, other values replaced. */
function paste(file: yaml.Document, block: yaml.Document, path: readonly unknown[] = []): void {
  const value = block.getIn(path, true);
  if (yaml.isMap(value) && file.hasIn(path)) {
    value.items.forEach(({ key }) => {
      paste(file, block, [...path, yaml.isScalar(key) ? key.value : key]);
    });
  } else {
    file.setIn(path, value);
  }
}

const organization = ["config", "organization", "default"];

/** Changes the text of a file. */
function edit(folder: string, name: string, change: (text: string) => string): void {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

/** Steps that a page adds to a block, by a word of the block. */
const furtherSteps: Readonly<Record<string, (folder: string) => void>> = {
  // docs/runbooks/closing-an-account.md: the stack of the account is gone.
  "organizationalUnit: Suspended": (folder) => {
    rmSync(join(folder, "Pulumi.sandbox.yaml"));
  },
  // docs/runbooks/renaming.md: the new path in every place.
  "Apps: {": (folder) => {
    edit(folder, "Pulumi.yaml", (text) => {
      const document = yaml.parseDocument(text);
      for (const unit of ["Production", "NonProduction"]) {
        document.deleteIn([...organization, "organizationalUnits", `Workloads/${unit}`]);
      }
      document.setIn([...organization, "organizationalUnits", "Apps/NonProduction"], {});
      for (const [account, unit] of [
        ["prod", "Apps/Production"],
        ["sandbox", "Apps/NonProduction"],
      ] as const) {
        document.setIn([...organization, "accounts", account, "organizationalUnit"], unit);
      }
      return String(document);
    });
  },
  // docs/runbooks/renaming.md: the new key in every place, and the stack with it.
  "playground:": (folder) => {
    edit(folder, "Pulumi.yaml", (text) => {
      const document = yaml.parseDocument(text);
      document.deleteIn([...organization, "accounts", "sandbox"]);
      const spokes = [...organization, "addressPlan", "spokes"];
      document.setIn([...spokes, "playground"], document.getIn([...spokes, "sandbox"]));
      document.deleteIn([...spokes, "sandbox"]);
      return String(document);
    });
    for (const stack of ["identity", "network"]) {
      edit(folder, `Pulumi.${stack}.yaml`, (text) => text.replaceAll("sandbox", "playground"));
    }
    renameSync(join(folder, "Pulumi.sandbox.yaml"), join(folder, "Pulumi.playground.yaml"));
  },
  // docs/runbooks/renaming.md: the old key of the group is gone.
  "builders:": (folder) => {
    edit(folder, "Pulumi.identity.yaml", (text) => {
      const document = yaml.parseDocument(text);
      document.deleteIn(["config", "platform:identity", "assignments", "developers"]);
      return String(document);
    });
  },
  // docs/roles/management.md: one account for the stacks network and operations.
  "shared-services": (folder) => {
    edit(folder, "Pulumi.yaml", (text) => {
      const document = yaml.parseDocument(text);
      for (const account of ["network", "operations"]) {
        document.deleteIn([...organization, "accounts", account]);
      }
      return String(document);
    });
    for (const stack of ["network", "operations"]) {
      edit(
        folder,
        `Pulumi.${stack}.yaml`,
        (text) => `${text.trimEnd()}\n  platform:account: shared-services\n`,
      );
    }
    edit(folder, "Pulumi.identity.yaml", (text) =>
      text.replaceAll("network, operations", "shared-services"),
    );
  },
};

describe("YAML on the pages", () => {
  it("is found", () => {
    assert.ok(blocks().length >= 2, "no block of YAML on any page");
  });

  for (const { page, text } of blocks()) {
    it(`can be pasted as it is: ${page}, ${text.replaceAll(/\s+/g, " ").slice(0, 60)}`, async () => {
      const block = yaml.parseDocument(text);
      assert.deepEqual(block.errors, []);
      assert.ok(
        block.has("config"),
        "begin with the key config, so that a reader knows where it belongs",
      );
      const role = block.getIn(["config", "platform:role"]);
      const stack = block.hasIn(["config", "organization"]) ? undefined : role;
      assert.ok(
        stack === undefined || typeof stack === "string",
        "name platform:role, so that a reader knows the stack file",
      );
      const name = stack === undefined ? "Pulumi.yaml" : `Pulumi.${stackOf(stack)}.yaml`;
      await withProject({}, (folder) => {
        const file = yaml.parseDocument(readFileSync(join(repository, name), "utf8"));
        paste(file, block);
        writeFileSync(join(folder, name), String(file));
        const steps = Object.entries(furtherSteps).filter(([word]) => text.includes(word));
        steps.forEach(([, follow]) => {
          follow(folder);
        });
        loadProject(folder);
      });
    });
  }
});

/** Stack of the example company with a role. */
function stackOf(role: string): string {
  return role === "workload" ? "prod" : role;
}
