import assert from "node:assert/strict";
import { ImageRegistry, type ImageRegistryArgs } from "../../../components/delivery/image-registry";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { bySid, statementsOf } from "../../support/plan/statements";

const ACCESS = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

function registry(args: Partial<ImageRegistryArgs> = {}): ComponentProgram {
  return ({ place, opts }) => {
    const { repositoryUrls } = new ImageRegistry(
      "images",
      { place, organizationId: "o-exampleorg1", images: ["shop/api", "web"], ...args },
      opts,
    );
    return { repositoryUrls };
  };
}

describe("ImageRegistry", () => {
  it("has a repository an image, namespaces included, and returns their addresses [r4.5]", async () => {
    const plan = await planComponent(registry());
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(plan.outputs["repositoryUrls"], {
      "shop/api": "111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop/api",
      web: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/web",
    });
  });

  it("keeps the repository of an image that had other names", async () => {
    const plan = await planComponent(registry({ formerImages: { web: ["site", "pages"] } }));
    assert.deepEqual(plan.errors, []);
    for (const type of [REPOSITORY, ACCESS, LIFECYCLE]) {
      const { options } = plan.one(type, "images-web");
      assert.deepEqual(options.aliases, ["images-site", "images-pages"]);
    }
    assert.equal(plan.one(REPOSITORY, "images-web").inputs["name"], "site");
    assert.match(JSON.stringify(plan.outputs["repositoryUrls"]), /"web":"[^"]*\/site"/);
  });

  it("scans, encrypts and never overwrites, and keeps images that the program drops [B17]", async () => {
    const plan = await planComponent(registry());
    for (const { inputs, options } of plan.all(REPOSITORY)) {
      assert.equal(inputs["imageTagMutability"], "IMMUTABLE");
      assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
      assert.match(JSON.stringify(inputs["encryptionConfigurations"]), /"KMS"/);
    }
    assert.match(JSON.stringify(plan.one(SCANNING).inputs), /SCAN_ON_PUSH/);
  });

  it("admits the organization's accounts, and expires builds after the given days", async () => {
    const plan = await planComponent(registry({ images: ["web"], buildRetentionDays: 1 }));
    const pull = bySid(statementsOf(plan.one(ACCESS).inputs["policy"]), "OrganizationPulls");
    assert.deepEqual(pull.Condition, { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } });
    assert.match(String(plan.one(LIFECYCLE).inputs["policy"]), /not promoted in 1 days/);
  });

  it("may have no images yet", async () => {
    const plan = await planComponent(registry({ images: [] }));
    assert.deepEqual([plan.errors, plan.all(REPOSITORY)], [[], []]);
    assert.deepEqual(plan.outputs["repositoryUrls"], {});
  });

  const name = "must be 2 to 256 small letters and digits, with single . _ - and / between them";
  const wrong: readonly [string, Partial<ImageRegistryArgs>, string][] = [
    [
      "a name with a tag",
      { images: ["web", "shop/api:1"] },
      `images[1]: ${name}, got "shop/api:1"; write it like shop/api, without a tag`,
    ],
    [
      "a name that ends with a slash",
      { images: ["shop/"] },
      `images[0]: ${name}, got "shop/"; write it like shop/api, without a tag`,
    ],
    [
      "an image that is listed twice",
      { images: ["web", "web"] },
      'images: must contain each entry once, got "web" twice; remove the repeated one',
    ],
    [
      "the id of something else than an organization",
      { organizationId: "r-abcd" },
      'organizationId: must be the id of an organization, got "r-abcd"; aws organizations describe-organization prints it, such as o-exampleorg1',
    ],
    [
      "builds that expire at once",
      { buildRetentionDays: 0 },
      "buildRetentionDays: must be a whole number of days of at least 1, got 0; keep builds for at least a day",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(registry(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(registry());
  });
});
