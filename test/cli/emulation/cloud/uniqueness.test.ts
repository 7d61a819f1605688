import assert from "node:assert/strict";
import { Cloud } from "../../../../cli/emulation/cloud/cloud";
import { CloudError } from "../../../../cli/emulation/core/errors";
import type { Values } from "../../../../cli/emulation/core/types";
import { redact } from "../../../../cli/emulation/protocol/values";
import { assertNone } from "../../../support/assert-none";
import { loadProject } from "../../../../cli/planner/project";
import { planAll, repository } from "../../../support/plan/planned";

/** Types of which AWS keeps two with equal inputs, each with an id of its own. */
const twice: Readonly<Record<string, string>> = {
  "aws:acm/certificate:Certificate": "two certificates of one name, such as during a renewal",
  "aws:amp/workspace:Workspace": "the alias need not be unique",
  "aws:athena/namedQuery:NamedQuery": "the name need not be unique",
  "aws:ec2transitgateway/routeTable:RouteTable": "it has no name",
  "aws:ec2transitgateway/transitGateway:TransitGateway": "it has no name",
  "aws:kms/key:Key": "it has no name; its alias has",
  "aws:ram/resourceShare:ResourceShare": "the name need not be unique",
  "aws:route53/zone:Zone": "several public zones of one domain have other name servers each",
};

// rig 2: a replacement that is created first collides with what has its name, address, range or place
describe("A second resource with the inputs of a planned one", function () {
  this.timeout(120_000);

  it("is refused, or its type is one of which AWS keeps two", async () => {
    const accepted = new Set<string>();
    const tried = new Set<string>();
    for (const { plan } of (await planAll(loadProject(repository))).values()) {
      for (const { type, name, custom, inputs } of plan.records) {
        if (!type.startsWith("aws:") || !custom || tried.has(type)) {
          continue;
        }
        tried.add(type);
        const site = { account: "111111111111", region: "us-east-1" };
        const cloud = new Cloud(site.account);
        const given = {
          type,
          name,
          site,
          urn: "first",
          inputs: redact(inputs.toJavaScript()) as Values,
        };
        // With the name that a provider would choose: the other one has it as well.
        const request = { ...given, ...cloud.check(given, new Set(), undefined, {}) };
        cloud.seed(request);
        if (!isTwin(() => cloud.create({ ...request, name: "second", urn: "second" }))) {
          accepted.add(type);
        }
      }
    }
    assert.ok(tried.size > 90, `${tried.size} types`);
    assertNone(
      [...accepted].filter((type) => !Object.hasOwn(twice, type)).sort(),
      "add what makes them unique to cli/emulation/cloud/uniqueness.ts, or a reason to this test",
    );
    assertNone(
      Object.keys(twice).filter((type) => !accepted.has(type)),
      "these are refused, or not planned: remove them from the list",
    );
  });
});

function isTwin(create: () => unknown): boolean {
  try {
    create();
    return false;
  } catch (error) {
    assert.ok(error instanceof CloudError, String(error));
    return ["AlreadyExistsException", "TwoOwners", "InvalidSubnet.Conflict"].includes(error.code);
  }
}
