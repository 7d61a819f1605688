import assert from "node:assert/strict";
import {
  ValidatedCertificate,
  type ValidatedCertificateArgs,
} from "../../../components/dns/validated-certificate";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const CERTIFICATE = "aws:acm/certificate:Certificate";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
const RECORD = "aws:route53/record:Record";

/** A certificate for shop.example.org, with other arguments as a test gives them. */
function shop(
  args: Partial<ValidatedCertificateArgs> = {},
  zoneAccount?: string,
): ComponentProgram {
  return ({ opts, provider, computed }) => {
    const certificate = new ValidatedCertificate(
      "shop",
      {
        domain: "shop.example.org",
        wildcard: false,
        zoneId: computed("Z1"),
        ...(zoneAccount !== undefined && { zoneProvider: provider(zoneAccount) }),
        ...args,
      },
      opts,
    );
    return { arn: certificate.arn };
  };
}

describe("ValidatedCertificate", () => {
  it("covers one name, or every name below it as well, by one record", async () => {
    for (const [wildcard, alternatives] of [
      [false, []],
      [true, ["*.shop.example.org"]],
    ] as const) {
      const plan = await planComponent(shop({ wildcard }));
      assert.deepEqual(plan.errors, []);
      assert.deepEqual(plan.one(CERTIFICATE).inputs["subjectAlternativeNames"], alternatives);
      assert.match(String(plan.one(RECORD).inputs["name"]), /shop\.example\.org/);
      assert.equal(plan.one(VALIDATION).inputs["certificateArn"], plan.outputs["arn"]);
    }
  });

  it("writes the record with the provider of the zone's account, and the rest with its own", async () => {
    const own = await planComponent(shop());
    assert.equal(own.one(RECORD).providerUrn, own.one(CERTIFICATE).providerUrn);
    const other = await planComponent(shop({}, "222222222222"));
    assert.match(other.one(RECORD).providerUrn, /::222222222222/);
    assert.match(other.one(CERTIFICATE).providerUrn, /::111111111111/);
  });

  itRejects<Partial<ValidatedCertificateArgs>>(shop, [
    [
      "a host without a domain",
      { domain: "shop" },
      'domain: must be a lower-case DNS domain name, got "shop"; write it without a scheme and without a trailing dot, such as example.com',
    ],
    [
      "a name that is longer than a common name may be",
      { domain: `${"a".repeat(53)}.example.org` },
      `domain: must be at most 64 characters, got "${"a".repeat(53)}.example.org"; ACM issues no certificate for a longer name: choose a shorter one`,
    ],
  ]);

  it("accepts the longest common name", async () => {
    const plan = await planComponent(shop({ domain: `${"a".repeat(52)}.example.org` }));
    assert.deepEqual(plan.errors, []);
  });

  it("has its record in a preview, where ACM has not yet named it", async () => {
    const preview = await assertSameInPreview(shop({ wildcard: true }));
    assert.equal(preview.all(RECORD).length, 1);
  });
});
