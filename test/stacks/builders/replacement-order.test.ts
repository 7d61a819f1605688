import assert from "node:assert/strict";
import { Cloud } from "../../../cli/emulation/cloud/cloud";
import { uniqueName } from "../../../cli/emulation/cloud/uniqueness";
import type { Values } from "../../../cli/emulation/core/types";
import type { CloudRequest } from "../../../cli/emulation/core/resource";
import { createResource } from "../../../cli/emulation/create";
import { replacementOf } from "../../../cli/emulation/models/replacement";
import { reveal, UNKNOWN } from "../../../cli/emulation/protocol/values";
import { assertNone } from "../../support/assert-none";
import { type PlannedResource, planOf } from "../../support/plan/planned";

/** Types of which a replacement may come first, each with the reason. */
const mayComeFirst: Readonly<Record<string, string>> = {
  "aws:acm/certificateValidation:CertificateValidation": "waits, and its deletion does nothing",
  "aws:guardduty/detectorFeature:DetectorFeature": "its deletion does nothing",
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature":
    "its deletion does nothing",
  "aws:organizations/account:Account":
    "is protected, and AWS refuses a second account of its address",
};

/** Another value of the same kind. */
function another(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? ["x"] : value.map(another);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, another(part)]));
  }
  return typeof value === "boolean"
    ? !value
    : typeof value === "number"
      ? value + 1
      : `${String(value)}x`;
}

/** True when AWS has the same place for the replacement as for the resource itself. */
function isInTheWay(old: CloudRequest, next: CloudRequest): boolean {
  const [before, after] = [old, next].map((request, generation) => {
    const { id, autoNames } = createResource({ ...request, generation });
    return { id, name: uniqueName(request.type, { ...autoNames, ...request.inputs }) };
  });
  return before?.id === after?.id || (before?.name !== undefined && before.name === after?.name);
}

function requestOf({ type, name, urn, provider, inputs }: PlannedResource): CloudRequest {
  const site = provider ?? { account: "", region: "" };
  return { type, name, urn, site, inputs: reveal(inputs, UNKNOWN) as Values };
}

// aws-models/create-only.md: a setting is put again and then deleted, when its replacement comes first
describe("A resource whose replacement would have the same place in AWS", () => {
  it("is deleted first", async () => {
    const cloud = new Cloud("000000000000");
    const wrong = new Set<string>();
    const excused = new Set<string>();
    let compared = 0;
    for (const { resources } of (await planOf()).values()) {
      for (const resource of resources.filter(({ type }) => type.startsWith("aws:"))) {
        const old = requestOf(resource);
        for (const path of replacementOf(resource.type).createOnly) {
          const [input = path] = path.split(".");
          if (old.inputs[input] === undefined || input === "region") {
            continue;
          }
          compared += 1;
          const inputs = { ...old.inputs, [input]: another(old.inputs[input]) };
          const next = { ...old, inputs };
          const first =
            resource.options.deleteBeforeReplace ??
            cloud.diff(next, old.inputs, []).deleteBeforeReplace;
          if (!first && isInTheWay(old, next)) {
            (mayComeFirst[resource.type] === undefined ? wrong : excused).add(
              `${resource.type} ${input}`,
            );
          }
        }
      }
    }
    assert.ok(compared > 1000, `${compared} inputs were compared`);
    assertNone(
      [...wrong].sort(),
      "set deleteBeforeReplace: the provider creates the replacement first, and deletes it as the old resource",
    );
    assertNone(
      Object.keys(mayComeFirst).filter(
        (type) => ![...excused].some((place) => place.startsWith(type)),
      ),
      "no resource needs this reason any more: remove it",
    );
  });
});
