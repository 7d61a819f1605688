import assert from "node:assert/strict";
import { visibleWidth, wrapText } from "../../../cli/output/width";
import { ConfigurationError, type Problem } from "../../../stacks/company/problems";

const tooShort = (path: string): Problem => ({
  path,
  rule: "must have at least 2 characters",
  found: '"a"',
  remedy: "choose a longer name",
});
const unknown = (path: string): Problem => ({
  path,
  rule: "unknown key",
  found: "1",
  remedy: "remove it",
});

const prod = (key: string): string => `Pulumi.prod.yaml: workload.${key}`;

describe("The problems of a configuration", () => {
  for (const [title, problems] of [
    ["1 problem", [tooShort(prod("a"))]],
    ["2 problems", [tooShort(prod("a")), unknown(prod("b"))]],
    ["2 problems of the same kind", [tooShort(prod("a")), tooShort(prod("b"))]],
    ["3 problems of 2 kinds", [tooShort(prod("a")), tooShort(prod("b")), unknown(prod("b"))]],
  ] as const) {
    it(`have a number that counts equal ones as one kind: ${title}`, () => {
      const [first] = new ConfigurationError(problems).message.split("\n");
      assert.equal(first, `the configuration has ${title}; nothing was created`);
    });
  }

  it("name a file once for all of its places, and the number of places that are left out", () => {
    const of = (...paths: string[]): string =>
      new ConfigurationError(paths.map(tooShort)).message.split("\n")[1] ?? "";
    const rest = ': must have at least 2 characters, found "a"; choose a longer name';
    assert.equal(of(prod("a"), prod("b")), `  Pulumi.prod.yaml: workload.a, workload.b${rest}`);
    assert.equal(
      of("organization.name", prod("a"), prod("b"), "Pulumi.audit.yaml: audit.c", "Pulumi.yaml:3"),
      `  organization.name; Pulumi.prod.yaml: workload.a, workload.b and 2 more${rest}`,
    );
  });

  it("fit 60 and 80 columns when they are printed", () => {
    const keys = ["cluster.nodes.instanceTypes", "database.instanceClass", "cache.nodeType"];
    const { message } = new ConfigurationError(keys.map((key) => tooShort(prod(key))));
    for (const width of [60, 80]) {
      const lines = wrapText(message, width).split("\n");
      assert.deepEqual(
        lines.filter((line) => visibleWidth(line) > width),
        [],
      );
    }
  });
});
