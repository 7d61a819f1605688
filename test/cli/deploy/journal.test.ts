import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fingerprints } from "../../../cli/deploy/fingerprint";
import { Journal } from "../../../cli/deploy/journal";

describe("The journal of an unfinished deployment", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-journal-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("contains a stack only with the same fingerprint", () => {
    const file = join(folder, "deploy/journal.json");
    const journal = new Journal(file);
    journal.add("management", "one");
    journal.add("audit", "two");
    journal.add("audit", "three");
    const next = new Journal(file);
    assert.equal(next.has("management", "one"), true);
    assert.equal(next.has("audit", "two"), false);
    assert.equal(next.has("audit", "three"), true);
    assert.deepEqual(readdirSync(join(folder, "deploy")), ["journal.json"], "nothing half written");
  });

  it("is deleted when it is empty", () => {
    const file = join(folder, "journal.json");
    const journal = new Journal(file);
    journal.add("management", "one");
    journal.remove(["audit"]);
    assert.equal(existsSync(file), true);
    journal.remove(["management", "audit"]);
    assert.equal(existsSync(file), false);
  });

  it("contains the stacks of all runs that write to it", () => {
    const file = join(folder, "journal.json");
    const [one, other] = [new Journal(file), new Journal(file)];
    one.add("network", "one");
    other.add("audit", "two");
    one.remove(["network"]);
    other.add("backup", "three");
    const next = new Journal(file);
    assert.equal(next.has("network", "one"), false);
    assert.equal(next.has("audit", "two"), true);
    assert.equal(next.has("backup", "three"), true);
  });

  it("counts as empty when it cannot be read", () => {
    const file = join(folder, "journal.json");
    for (const content of ["{", "[]", '{"deployed": {"management": 1}}']) {
      writeFileSync(file, content);
      assert.equal(new Journal(file).has("management", "1"), false, content);
    }
  });
});

describe("The fingerprint of a stack", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-fingerprint-"));
    mkdirSync(join(folder, "policy-pack/node_modules"), { recursive: true });
    mkdirSync(join(folder, "stacks/checks"), { recursive: true });
    write("Pulumi.yaml", "name: platform");
    write("Pulumi.audit.yaml", "config: {}");
    write("Pulumi.network.yaml", "config: {}");
    write("stacks/checks/across-stacks.ts", "export {};");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(file: string, content: string): void {
    writeFileSync(join(folder, file), content);
  }

  function fingerprint(backend = "file:///state"): string {
    return new Fingerprints(folder, backend, folder).of("audit");
  }

  const changes: readonly [what: string, file: string, content: string][] = [
    ["the program", "stacks/checks/across-stacks.ts", "export { };"],
    ["the list of its files", "stacks/other.ts", ""],
    ["the project's file", "Pulumi.yaml", "name: other"],
    ["a package's version", "package-lock.json", "{}"],
    ["the policy pack", "policy-pack/index.ts", ""],
    ["the stack's own file", "Pulumi.audit.yaml", "config: null"],
  ];
  for (const [what, file, content] of changes) {
    it(`changes with ${what}`, () => {
      const before = fingerprint();
      write(file, content);
      assert.notEqual(fingerprint(), before);
    });
  }

  it("changes with the backend", () => {
    assert.notEqual(fingerprint("s3://state"), fingerprint());
  });

  it("stays when only another stack's file or an installed package changes", () => {
    const before = fingerprint();
    write("Pulumi.network.yaml", "config: null");
    write("policy-pack/node_modules/index.js", "");
    assert.equal(fingerprint(), before);
  });
});
