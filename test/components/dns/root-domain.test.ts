import assert from "node:assert/strict";
import {
  authorityRecords,
  RootDomain,
  type RootDomainArgs,
} from "../../../components/dns/root-domain";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";

/** The zone of example.org, with other arguments as a test gives them. */
function root(args: Partial<RootDomainArgs> = {}): ComponentProgram {
  return ({ opts }) => {
    const domain = new RootDomain(
      "root",
      { domain: "example.org", certificateAuthorities: ["letsencrypt.org"], ...args },
      opts,
    );
    return { zoneId: domain.zoneId, nameServers: domain.nameServers };
  };
}

describe("RootDomain", () => {
  it("keeps the zone, whose name servers the registrar knows, when the program is destroyed", async () => {
    const plan = await planComponent(root());
    assert.deepEqual(plan.errors, []);
    const { inputs, options, id } = plan.one(ZONE);
    assert.equal(inputs["name"], "example.org");
    assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
    assert.equal(plan.outputs["zoneId"], id);
    assert.equal((plan.outputs["nameServers"] as string[]).length, 4);
  });

  it("limits certificates of the domain to the authorities that are given, or to none", async () => {
    for (const [certificateAuthorities, records] of [
      [["letsencrypt.org"], ['0 issue "letsencrypt.org"']],
      [[], ['0 issue ";"']],
    ] as const) {
      const { inputs } = (await planComponent(root({ certificateAuthorities }))).one(RECORD);
      assert.deepEqual([inputs["type"], inputs["name"]], ["CAA", "example.org"]);
      assert.deepEqual(inputs["records"], records);
    }
  });

  itRejects<Partial<RootDomainArgs>>(root, [
    [
      "a domain with the final dot of a zone file",
      { domain: "example.org." },
      'domain: must be a lower-case DNS domain name, got "example.org."; write it without a scheme and without a trailing dot, such as example.com',
    ],
    [
      "an authority by its name instead of its domain",
      { certificateAuthorities: ["amazon.com", "Let's Encrypt"] },
      'certificateAuthorities[1]: must be a lower-case DNS domain name, got "Let\'s Encrypt"; write it without a scheme and without a trailing dot, such as example.com',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(root());
  });
});

describe("authorityRecords", () => {
  it("admits each authority, and no authority when the list is empty", () => {
    assert.deepEqual(authorityRecords(["amazon.com", "letsencrypt.org"]), [
      '0 issue "amazon.com"',
      '0 issue "letsencrypt.org"',
    ]);
    assert.deepEqual(authorityRecords([]), ['0 issue ";"']);
  });
});
