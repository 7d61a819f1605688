import assert from "node:assert/strict";
import { PublicAlias, type PublicAliasArgs } from "../../../components/dns/public-alias";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const RECORD = "aws:route53/record:Record";
const SERVED = "aws:lb/listenerCertificate:ListenerCertificate";

/** A further name of the shop, with other arguments as a test gives them. */
function alias(args: Partial<PublicAliasArgs> = {}): ComponentProgram {
  return ({ opts, provider, computed }) =>
    new PublicAlias(
      "shop",
      {
        domain: "example.org",
        rootZoneId: "ZROOT",
        listenerArn: computed("arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/x"),
        target: { dnsName: computed("web-1.elb.amazonaws.com"), zoneId: computed("ZELB") },
        networkProvider: provider("222222222222"),
        ...args,
      },
      opts,
    );
}

describe("PublicAlias", () => {
  it("leads the domain itself, without a label, to a load balancer of another account [A9]", async () => {
    const plan = await planComponent(alias());
    assert.deepEqual(plan.errors, []);
    const record = plan.one(RECORD, "shop");
    assert.deepEqual(
      [record.inputs["zoneId"], record.inputs["type"], record.inputs["name"]],
      ["ZROOT", "A", "example.org"],
    );
    assert.deepEqual(record.inputs["aliases"], [
      { name: "web-1.elb.amazonaws.com", zoneId: "ZELB", evaluateTargetHealth: true },
    ]);
  });

  it("writes both records with the root zone's provider, and serves the certificate first", async () => {
    const plan = await planComponent(alias());
    for (const record of plan.all(RECORD)) {
      assert.match(record.providerUrn, /::222222222222/, record.name);
    }
    const served = plan.one(SERVED);
    assert.match(served.providerUrn, /::111111111111/);
    assert.ok(
      plan.one(RECORD, "shop").dependencies.includes(served.urn),
      "visitors come too early",
    );
  });

  itRejects<Partial<PublicAliasArgs>>(alias, [
    [
      "an address with its scheme",
      { domain: "https://example.org" },
      'domain: must be a lower-case DNS domain name, got "https://example.org"; write it without a scheme and without a trailing dot, such as example.com',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(alias());
  });
});
