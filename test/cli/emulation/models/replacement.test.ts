import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Values } from "../../../../cli/emulation/core/types";
import { conditionalInputs } from "../../../../cli/emulation/models/conditions";
import { isModelled, replacementOf } from "../../../../cli/emulation/models/replacement";
import { reveal } from "../../../../cli/emulation/protocol/values";
import { construct } from "../../../../cli/emulation/remote-components/construction";
import { constructionOf } from "../../../../cli/emulation/remote-components/constructions";
import { check, defaultFiles } from "../../../stacks/checks/company-files";
import { fullCompany } from "../../../stacks/lengths/full-company";
import { assertNone } from "../../../support/assert-none";
import { setAt } from "../../../support/plan/default-company";
import { type PlannedStack, planAll, planOf, repository } from "../../../support/plan/planned";

const models = join(repository, "cli/emulation/models");
const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** Inputs whose description is about other changes, with its meaning. */
const readOtherwise: Readonly<Record<string, string>> = {
  "aws:guardduty/detector:Detector findingPublishingFrequency":
    "an account that is a member cannot change it; its administrator can",
};

/** AWS types in plans, and those that remote components create. */
function typesIn(stacks: Iterable<PlannedStack>): Set<string> {
  const types = new Set<string>();
  for (const { plan } of stacks) {
    for (const { type, name, urn, inputs } of plan.records) {
      types.add(type);
      const remote = constructionOf(type, name, reveal(inputs.toJavaScript()) as Values);
      if (remote !== undefined) {
        construct(remote, (child) => {
          types.add(child.type);
          return { ...child.inputs, id: urn };
        });
      }
    }
  }
  return new Set([...types].filter((type) => type.startsWith("aws:")));
}

/** Inputs of a type whose description in the SDK states that a change replaces the resource. */
function replacingByDocs(type: string): string[] {
  const [, module = "", token = ""] = type.split(":");
  const text = readFileSync(join(sdk, `${module}.d.ts`), "utf8");
  const args = text.slice(text.indexOf(`export interface ${token}Args`));
  return [...args.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)]
    .filter(([, description = ""]) => {
      const sentences = description.replaceAll(/\s*\*\s*/g, " ");
      return /forces? (?:a |the creation of a )?new resource|recreat|(?:can't|cannot) be (?:changed|modified)/i.test(
        sentences,
      );
    })
    .map(([, , input = ""]) => input);
}

// rig 1, public-reports B05: the table was written by hand and 151 inputs were missing
describe("The table of replacements", () => {
  let planned: Set<string>;

  before(async () => {
    const { project } = check(fullCompany());
    assert.ok(project, "the full company is accepted");
    const reporting = defaultFiles();
    setAt(reporting.organization, "rollout.stage", "report");
    const reported = check(reporting).project;
    assert.ok(reported, "the default company is accepted in stage report");
    planned = typesIn([
      ...(await planOf()).values(),
      ...(await planAll(reported)).values(),
      ...(await planAll(project)).values(),
    ]);
  });

  it("has every AWS type that a stack plans or a remote component creates, and no other", () => {
    assert.ok(planned.size > 120, `${planned.size} types`);
    assertNone(
      [...planned].filter((type) => !isModelled(type)),
      "read the type in the provider's source and run npm run aws-tables",
    );
    const { types } = JSON.parse(readFileSync(join(models, "replacement.json"), "utf8")) as {
      types: object;
    };
    assertNone(
      Object.keys(types).filter((type) => !planned.has(type)),
      "no plan has these types: run npm run aws-tables",
    );
  });

  it("has every input that the SDK describes as one that replaces the resource", () => {
    const described = [...planned].flatMap((type) =>
      replacingByDocs(type).map((input) => ({ type, input })),
    );
    assert.ok(described.length > 10, `${described.length} inputs are described so`);
    assertNone(
      described
        .filter(({ type, input }) => {
          const known = [...replacementOf(type).createOnly, ...conditionalInputs(type)];
          return !known.some((path) => path === input || path.startsWith(`${input}.`));
        })
        .map(({ type, input }) => `${type} ${input}`)
        .filter((place) => readOtherwise[place] === undefined),
      "the source that the table was read from is older: read the newer one, or add a condition",
    );
  });

  it("refuses a type that it lacks, instead of a guess", () => {
    assert.throws(
      () => replacementOf("aws:s3/madeUp:MadeUp"),
      /models\/replacement\.json has no aws:s3\/madeUp:MadeUp/,
    );
  });

  it("stays with the other tables of the models below 300 kB", () => {
    const sizes = readdirSync(models).map((file) => statSync(join(models, file)).size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(bytes < 300_000, `${bytes} bytes`);
  });
});
