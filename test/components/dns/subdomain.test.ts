import assert from "node:assert/strict";
import { Subdomain, type SubdomainArgs } from "../../../components/dns/subdomain";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";

/** The subdomain of orders, with other arguments as a test gives them. */
function orders(args: Partial<SubdomainArgs> = {}): ComponentProgram {
  return ({ opts, provider }) => {
    const subdomain = new Subdomain(
      "orders",
      {
        domain: "orders.example.org",
        rootZoneId: "ZROOT",
        networkProvider: provider("222222222222"),
        ...args,
      },
      opts,
    );
    return { nameServers: subdomain.nameServers };
  };
}

describe("Subdomain", () => {
  it("delegates a zone of its own account from the root zone of another [A9]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    const zone = plan.one(ZONE);
    const delegation = plan.one(RECORD);
    assert.match(zone.providerUrn, /::111111111111/);
    assert.match(delegation.providerUrn, /::222222222222/);
    assert.deepEqual(
      [delegation.inputs["zoneId"], delegation.inputs["type"], delegation.inputs["name"]],
      ["ZROOT", "NS", "orders.example.org"],
    );
    assert.deepEqual(delegation.inputs["records"], plan.outputs["nameServers"]);
  });

  it("keeps the zone when the program is destroyed", async () => {
    const { options } = (await planComponent(orders())).one(ZONE);
    assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
  });

  itRejects<Partial<SubdomainArgs>>(orders, [
    [
      "a label instead of the full name",
      { domain: "orders" },
      'domain: must be a lower-case DNS domain name, got "orders"; write it without a scheme and without a trailing dot, such as example.com',
    ],
  ]);

  it("has its delegation in a preview, where no name server is known", async () => {
    const preview = await assertSameInPreview(orders());
    assert.notEqual(typeof preview.one(RECORD).inputs["records"], "undefined");
  });
});
