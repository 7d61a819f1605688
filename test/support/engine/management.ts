import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { type Kind, type Operation, run } from "./steps";
import type { World } from "./world";

/** Management stack of a world, whose organization a test changes. */
export class Management {
  public constructor(public readonly world: World) {}

  public async run(kind: Kind, stack = "management"): Promise<Operation> {
    return run(this.world, await this.world.stack(stack), kind, { policyPacks: [] });
  }

  /** An operation that must succeed. */
  public async runs(kind: Kind, stack = "management"): Promise<Operation> {
    const operation = await this.run(kind, stack);
    assert.equal(operation.failure, undefined, operation.output);
    return operation;
  }

  /** Changes the section `organization` of `Pulumi.yaml`. */
  public configure(change: (organization: yaml.YAMLMap) => void): void {
    const file = join(this.world.project, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    change(document.getIn(["config", "organization", "default"]) as yaml.YAMLMap);
    writeFileSync(file, String(document));
  }

  /** Gives an entry of a section another name, in its place and with its settings. */
  public rename(path: readonly string[], from: string, to: string): void {
    this.configure((organization) => {
      const { items } = organization.getIn(path) as yaml.YAMLMap<yaml.Scalar>;
      const pair = items.find(({ key }) => key.value === from);
      assert.ok(pair, `no ${from} in ${path.join(".")}`);
      pair.key.value = to;
    });
  }

  /** Everything in AWS, ids and inputs. */
  public contents(): unknown {
    return this.world.cloud.all().map(({ type, id, inputs }) => ({ type, id, inputs }));
  }
}
