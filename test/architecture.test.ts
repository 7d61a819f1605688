import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { repository } from "./support/plan/planned";

/** Folders that the files of a folder may import from, their own apart. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "index.ts": ["stacks"],
  stacks: [
    "stacks/builders",
    "stacks/checks",
    "stacks/company",
    "stacks/guardrails",
    "stacks/wiring",
    "components",
  ],
  "stacks/company": ["components", "policy-pack/guardrails"],
  "stacks/guardrails": ["stacks/company", "components", "policy-pack/guardrails"],
  "stacks/checks": ["stacks/company", "stacks/guardrails", "components", "policy-pack/guardrails"],
  "stacks/wiring": ["stacks/company", "stacks/checks", "components", "policy-pack/guardrails"],
  "stacks/builders": [
    "stacks/company",
    "stacks/guardrails",
    "stacks/wiring",
    "components",
    "policy-pack/guardrails",
  ],
  "components/shared": ["policy-pack/guardrails"],
  components: ["components/shared", "policy-pack/guardrails"],
  "policy-pack/guardrails": [],
  "policy-pack/policies": ["policy-pack/guardrails"],
  "policy-pack": ["policy-pack/policies"],
  "cli/commands": ["cli", "stacks", "policy-pack/policies", "policy-pack/guardrails"],
  "cli/evaluation": ["policy-pack/guardrails/support", "policy-pack/guardrails/types"],
  "cli/explain": ["stacks", "cli/evaluation", "policy-pack/guardrails"],
  "cli/output": [
    "cli/emulation/protocol",
    "cli/planner",
    "cli/deploy",
    "cli/explain",
    "cli/evaluation",
    "policy-pack/guardrails",
  ],
  "cli/planner": ["index.ts", "stacks", "cli/emulation", "policy-pack/policies"],
  "cli/deploy": ["index.ts", "stacks", "cli/planner", "cli/emulation", "policy-pack/policies"],
  "cli/emulation": ["cli/evaluation"],
  cli: ["cli/commands", "stacks"],
  bench: ["cli", "stacks", "index.ts", "policy-pack"],
};

const sources = sourceFiles();

function sourceFiles(): string[] {
  const folders = ["stacks", "components", "policy-pack", "cli", "bench"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(folder, file),
    ),
  );
  return ["index.ts", ...files.filter((file) => file.endsWith(".ts"))].sort();
}

/** The most specific folder of the table that a file lies in. */
function roomOf(file: string): string {
  const rooms = Object.keys(allowed).filter((room) => file === room || file.startsWith(`${room}/`));
  return rooms.sort((left, right) => right.length - left.length)[0] ?? file;
}

function importsOf(file: string): string[] {
  if (!sources.includes(file)) {
    return [];
  }
  const text = readFileSync(join(repository, file), "utf8");
  return [...text.matchAll(/(?:from|import\(?|require\()\s*"(\.[^"]*)"/g)].map(([, path = ""]) => {
    const source = join(repository, dirname(file), path.replace(/\.js$/, ""));
    const target = relative(repository, source);
    return (
      [`${target}.ts`, `${target}/index.ts`, target].find((known) => sources.includes(known)) ??
      target
    );
  });
}

function filesWith(pattern: RegExp): string[] {
  return sources.filter((file) => pattern.test(readFileSync(join(repository, file), "utf8")));
}

describe("The architecture", () => {
  it("lets every file import only what lies below it", () => {
    const wrong = sources.flatMap((file) => {
      const room = roomOf(file);
      return importsOf(file)
        .filter((target) => {
          const targetRoom = roomOf(target);
          return (
            targetRoom !== room &&
            !(allowed[room] ?? []).some(
              (known) => target === known || target.startsWith(`${known}/`),
            )
          );
        })
        .map((target) => `${file} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("has no circle of files that import each other", () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      } else if (!done.has(file)) {
        for (const target of importsOf(file)) {
          visit(target, [...path, file]);
        }
        done.add(file);
      }
    };
    for (const file of sources) {
      visit(file, []);
    }
    assert.deepEqual(circles, []);
  });

  it("reads pulumi.Config in stacks/wiring/config.ts alone", () => {
    assert.deepEqual(filesWith(/new pulumi\.Config\(/), ["stacks/wiring/config.ts"]);
  });

  it("makes stack references in stacks/wiring/references.ts alone", () => {
    assert.deepEqual(filesWith(/new pulumi\.StackReference\(/), ["stacks/wiring/references.ts"]);
  });

  it("makes AWS providers in stacks/wiring/providers.ts alone", () => {
    assert.deepEqual(filesWith(/new aws\.Provider\(/), ["stacks/wiring/providers.ts"]);
  });

  it("creates KMS keys in components/shared/protected-key.ts alone", () => {
    assert.deepEqual(filesWith(/new aws\.kms\.Key\(/), ["components/shared/protected-key.ts"]);
  });

  it("subscribes e-mail addresses in components/shared/email-subscriptions.ts alone", () => {
    assert.deepEqual(filesWith(/new aws\.sns\.TopicSubscription\([^;]*protocol: "email"/), [
      "components/shared/email-subscriptions.ts",
    ]);
  });

  it("defines no class in an index file", () => {
    assert.deepEqual(
      filesWith(/^(?:export )?(?:abstract )?class /m).filter((file) => file.endsWith("/index.ts")),
      [],
    );
  });

  it("imports components from their own files: the index loads the packages of all", () => {
    const importing = sources.filter((file) => importsOf(file).includes("components/index.ts"));
    assert.deepEqual(importing, []);
  });

  it("believes its types: no cast to never", () => {
    assert.deepEqual(filesWith(/\bas never\b/), []);
  });

  it("keeps the internals of Pulumi's SDK in one file of the planner", () => {
    assert.deepEqual(filesWith(/@pulumi\/(?:pulumi\/runtime|policy\/server)/), [
      "cli/planner/sdk.ts",
    ]);
  });

  it("compares wildcards in one file", () => {
    assert.deepEqual(filesWith(/"\.\*"/), ["policy-pack/guardrails/support/wildcards.ts"]);
  });

  it("keeps the policy pack self-contained: it is published without the rest", () => {
    const outside = sources
      .filter((file) => file.startsWith("policy-pack/"))
      .flatMap((file) => importsOf(file).filter((target) => !target.startsWith("policy-pack/")));
    assert.deepEqual(outside, []);
  });

  it("gives the policy pack the versions of the root", () => {
    const read = (file: string): Record<string, Record<string, string>> =>
      JSON.parse(readFileSync(join(repository, file), "utf8")) as Record<
        string,
        Record<string, string>
      >;
    const root = read("package.json");
    const versions = { ...root["dependencies"], ...root["devDependencies"] };
    const pack = read("policy-pack/package.json");
    for (const [name, version] of Object.entries(pack["dependencies"] ?? {})) {
      assert.equal(version, versions[name], name);
    }
    assert.equal(pack["scripts"], undefined, "a lifecycle script's banner breaks publishing");
  });
});
