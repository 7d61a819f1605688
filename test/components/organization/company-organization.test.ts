import assert from "node:assert/strict";
import {
  CompanyOrganization,
  type CompanyOrganizationArgs,
} from "../../../components/organization/company-organization";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const ACCOUNT = "aws:organizations/account:Account";
const ORGANIZATION = "aws:organizations/organization:Organization";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";

const shop = {
  name: "Shop",
  email: "shop@example.com",
  organizationalUnit: "Business/Retail",
  bootstrapRole: "Bootstrap",
  tags: { Environment: "production" },
};

function organization(args: Partial<CompanyOrganizationArgs> = {}): ComponentProgram {
  return ({ opts }) => {
    const { rootId } = new CompanyOrganization(
      "acme",
      {
        importing: false,
        policyTypes: ["SERVICE_CONTROL_POLICY"],
        organizationalUnits: { Business: {}, "Business/Retail": {} },
        accounts: { shop },
        ...args,
      },
      opts,
    );
    return { rootId };
  };
}

describe("CompanyOrganization", () => {
  it("nests OUs, and puts accounts into the one that their path names [r3.4]", async () => {
    const plan = await planComponent(organization());
    assert.deepEqual(plan.errors, []);
    const retail = plan.one(UNIT, "Business/Retail");
    assert.equal(retail.inputs["name"], "Retail");
    assert.deepEqual(retail.propertyDependencies["parentId"], [plan.one(UNIT, "Business").urn]);
    assert.deepEqual(plan.one(ACCOUNT).propertyDependencies["parentId"], [retail.urn]);
  });

  it("moves what had other names, and shows other titles", async () => {
    const plan = await planComponent(
      organization({
        organizationalUnits: {
          Business: { formerly: ["Trade"] },
          "Business/Retail": { name: "Shops/Retail", formerly: ["Trade/Retail"] },
        },
        accounts: { shop: { ...shop, formerly: ["store"] } },
      }),
    );
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(plan.one(UNIT, "Business/Retail").options.aliases, ["Trade/Retail"]);
    assert.equal(plan.one(UNIT, "Business/Retail").inputs["name"], "Shops/Retail");
    assert.deepEqual(plan.one(ACCOUNT).options.aliases, ["store"]);
  });

  it("removes the protection of what is released, which AWS keeps", async () => {
    const plan = await planComponent(
      organization({ accounts: { shop: { ...shop, released: true } } }),
    );
    const { protect = false, retainOnDelete } = plan.one(ACCOUNT).options;
    assert.deepEqual([protect, retainOnDelete], [false, true]);
    assert.equal(plan.one(UNIT, "Business").options.protect, true);
  });

  it("adopts what has an id, under the root that is known, and keeps its tags [r3.8]", async () => {
    const plan = await planComponent(
      organization({
        existing: { id: "o-exampleorg1", rootId: "r-ab12" },
        organizationalUnits: {},
        accounts: { shop: { ...shop, organizationalUnit: "", id: "555555555555" } },
      }),
    );
    assert.deepEqual([plan.errors, plan.outputs["rootId"]], [[], "r-ab12"]);
    assert.equal(plan.one(ORGANIZATION).options.import, "o-exampleorg1");
    const { inputs, options } = plan.one(ACCOUNT);
    assert.deepEqual([inputs["parentId"], options.import], ["r-ab12", "555555555555"]);
    assert.ok(options.ignoreChanges?.includes("tags"), "the next update would write over them");
  });

  it("keeps everything in AWS when it leaves the program", async () => {
    const plan = await planComponent(organization());
    for (const type of [ORGANIZATION, UNIT, ACCOUNT]) {
      for (const { options } of plan.all(type)) {
        assert.deepEqual([options.protect, options.retainOnDelete], [true, true], type);
      }
    }
  });

  const wrong: readonly [string, Partial<CompanyOrganizationArgs>, string][] = [
    [
      "an OU that is listed before its parent",
      { organizationalUnits: { "Business/Retail": {}, Business: {} } },
      "organizationalUnits.Business/Retail: must come after its parent Business; add the parent before it",
    ],
    [
      "an account in an OU that does not exist, which would be in the root",
      { accounts: { shop: { ...shop, organizationalUnit: "Business/Retial" } } },
      'accounts.shop.organizationalUnit: must be a path of organizationalUnits or empty for the root, got "Business/Retial"; use one of Business, Business/Retail',
    ],
    [
      "a name that is too long for an account",
      { accounts: { shop: { ...shop, name: "s".repeat(51) } } },
      `accounts.shop.name: must be 1 to 50 characters, got "${"s".repeat(51)}"; shorten it`,
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(organization(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(organization());
  });
});
