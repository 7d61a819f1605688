import assert from "node:assert/strict";
import { WebTier, type WebTierArgs } from "../../../components/web/web-tier";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const RECORD = "aws:route53/record:Record";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

/** The web tier of the shop, with other arguments as a test gives them. */
function shop(args: Partial<WebTierArgs> = {}): ComponentProgram {
  return ({ opts, provider, computed }) => {
    const tier = new WebTier(
      "shop",
      {
        subdomain: "shop.example.org",
        rootZoneId: "ZROOT",
        publicAliases: [],
        logBucketName: "load-balancer-logs",
        vpcId: computed("vpc-1"),
        subnetIds: computed(["subnet-1", "subnet-2"]),
        securityGroupId: computed("sg-1"),
        networkProvider: provider("222222222222"),
        ...args,
      },
      opts,
    );
    return { loadBalancer: tier.loadBalancer };
  };
}

describe("WebTier", () => {
  it("has one certificate and its own zone alone, without further names [A9]", async () => {
    const plan = await planComponent(shop());
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(
      plan.all("platform:workload:PublicAlias").map(({ name }) => name),
      [],
    );
    const { inputs } = plan.one("aws:acm/certificate:Certificate");
    assert.deepEqual(inputs["subjectAlternativeNames"], ["*.shop.example.org"]);
    assert.match(String(plan.outputs["loadBalancer"]), /^app\/shop/);
  });

  it("leads every further name to the same load balancer, each with a certificate of its own [A9]", async () => {
    const publicAliases = ["example.org", "www.example.org"];
    const plan = await planComponent(shop({ publicAliases }));
    const target = plan.one(RECORD, "shop").inputs["aliases"];
    for (const domain of publicAliases) {
      const record = plan.one(RECORD, `shop-alias-${domain}`);
      assert.equal(record.inputs["name"], domain);
      assert.deepEqual(record.inputs["aliases"], target);
    }
    assert.equal(plan.all(VALIDATION).length, 3);
  });

  it("validates the subdomain's certificate once the root zone delegates it [A9]", async () => {
    const plan = await planComponent(shop());
    const delegation = plan.one(RECORD, "shop-subdomain-delegation");
    assert.ok(plan.one(VALIDATION).dependencies.includes(delegation.urn), "validated too early");
  });

  itRejects<Partial<WebTierArgs>>(shop, [
    [
      "a further name that is given twice",
      { publicAliases: ["www.example.org", "www.example.org"] },
      'publicAliases: must contain each entry once, got "www.example.org" twice; remove the repeated one',
    ],
    [
      "a subdomain that is longer than a certificate's name",
      { subdomain: `${"a".repeat(53)}.example.org` },
      `subdomain: must be at most 64 characters, got "${"a".repeat(53)}.example.org"; ACM issues no certificate for a longer name: choose a shorter one`,
    ],
    [
      "a label instead of a full name",
      { publicAliases: ["www"] },
      'publicAliases[0]: must be a lower-case DNS domain name, got "www"; write it without a scheme and without a trailing dot, such as example.com',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(shop({ publicAliases: ["example.org"] }));
  });
});
