import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { componentsPage, describedComponents, examples } from "../../scripts/components-page";
import { planComponent } from "../support/plan/component";
import { repository } from "../support/plan/planned";

/** Resources that each example of the page must create, by example. */
const created: Readonly<Record<string, readonly string[]>> = {
  "backup-vault": [
    "aws:backup/vault:Vault",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  ],
  "account-baseline": ["aws:account/alternativeContact:AlternativeContact", "aws:iam/role:Role"],
  "org-trail": ["aws:cloudtrail/trail:Trail", "aws:s3/bucketLogging:BucketLogging"],
  "flightdeck-cluster": ["eks:index:Cluster", "aws:eks/nodeGroup:NodeGroup"],
  "workload-account": ["eks:index:Cluster", "aws:rds/instance:Instance", "awsx:ec2:Vpc"],
};

const load = createRequire(__filename);
const page = readFileSync(join(repository, "components/README.md"), "utf8");

describe("The page of components", () => {
  it("shows the examples and the table of today", async () => {
    assert.equal(
      page,
      await componentsPage(),
      "run npm run transcripts, and commit what it has written",
    );
  });

  it("runs every example that it shows", () => {
    const shown = [...page.matchAll(/<!-- example: ([\w-]+) -->/g)].map(([, name]) => name);
    assert.deepEqual(shown, Object.keys(created));
    const blocks = page.match(/^```ts$/gm) ?? [];
    assert.equal(blocks.length, shown.length, "add other code to test/components/examples as well");
  });

  for (const [name, types] of Object.entries(created)) {
    for (const preview of [false, true]) {
      it(`has an example that ${preview ? "previews" : "deploys"}: ${name}`, async () => {
        const file = join(examples, `${name}.ts`);
        // A program runs once each time it is loaded, within the run, as the engine loads it.
        Reflect.deleteProperty(load.cache, file);
        const plan = await planComponent(() => load(file) as Record<string, unknown>, { preview });
        assert.deepEqual(plan.errors, []);
        for (const type of types) {
          assert.ok(plan.all(type).length > 0, `${name} must create ${type}`);
        }
        const providers = plan.all("pulumi:providers:aws").map((provider) => provider.urn);
        const unused = plan.resources.filter(
          ({ type, providerUrn }) => type.startsWith("aws:") && !providers.includes(providerUrn),
        );
        assert.deepEqual(unused, [], "every resource has a provider of the example");
        assert.equal(Object.keys(plan.outputs).length, 1);
      });
    }
  }

  it("has one sentence about every component", () => {
    for (const { file, sentence } of describedComponents()) {
      assert.match(sentence, /^[A-Z].*\.$/, `${file}: begin the docstring with a sentence`);
    }
  });
});
