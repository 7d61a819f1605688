import assert from "node:assert/strict";
import {
  AccountBaseline,
  type AccountBaselineArgs,
} from "../../../components/account-baseline/account-baseline";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { statementsOf } from "../../support/plan/statements";

const CONTACT = "aws:account/alternativeContact:AlternativeContact";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ENCRYPTION = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const METADATA = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";
const RECORDER = "aws:cfg/recorder:Recorder";
const ROLE = "aws:iam/role:Role";

const contact = {
  name: "Desk",
  title: "On call",
  emailAddress: "desk@example.com",
  phoneNumber: "+49 30 1234567",
};
const deployer = "arn:aws:iam::*:role/ci";

function baseline(args: Partial<AccountBaselineArgs> = {}): ComponentProgram {
  return ({ place, opts, computed }) => {
    const account = new AccountBaseline(
      "orders",
      {
        place,
        regions: ["eu-west-1"],
        contacts: { billing: contact, operations: contact, security: contact },
        trust: {
          accountIds: [computed("222222222222")],
          deployers: [deployer],
          previewers: [deployer],
        },
        ...args,
      },
      opts,
    );
    return { recorders: account.recorders.length };
  };
}

describe("AccountBaseline", () => {
  it("sets up no Config without a bucket, and every default of its Regions [A1]", async () => {
    const plan = await planComponent(baseline({ regions: ["eu-west-1", "eu-north-1"] }));
    assert.deepEqual(plan.errors, []);
    assert.equal(plan.outputs["recorders"], 0);
    assert.deepEqual(
      [ENCRYPTION, METADATA].flatMap((type) =>
        plan.all(type).map(({ inputs }) => inputs["region"]),
      ),
      ["eu-west-1", "eu-north-1", "eu-west-1", "eu-north-1"],
    );
    assert.deepEqual(
      plan.all(CONTACT).map(({ inputs }) => inputs["alternateContactType"]),
      ["BILLING", "OPERATIONS", "SECURITY"],
    );
  });

  it("records every Region when it has a bucket, and global resources in the home Region alone [A10]", async () => {
    const args = { regions: ["eu-north-1", "eu-west-1"], configBucketName: "records" };
    const plan = await planComponent(baseline(args));
    assert.equal(plan.outputs["recorders"], 2);
    assert.deepEqual(
      plan.all(RECORDER).map(({ inputs }) => inputs["recordingGroup"]),
      [
        { allSupported: true, includeGlobalResourceTypes: false },
        { allSupported: true, includeGlobalResourceTypes: true },
      ],
    );
  });

  it("does not set what a declarative policy owns", async () => {
    const owned = new Set(["instance-metadata-defaults"] as const);
    const plan = await planComponent(baseline({ ownedByPolicies: owned }));
    assert.deepEqual(plan.all(METADATA), []);
    assert.equal(plan.all(ENCRYPTION).length, 1);
  });

  it("takes managed policies and principals from its partition", async () => {
    const place = placeOf("us-gov-west-1", "111111111111");
    const plan = await planComponent(baseline({ place, regions: ["us-gov-west-1"] }));
    assert.deepEqual(
      plan.all(ATTACHMENT).map(({ inputs }) => inputs["policyArn"]),
      ["AdministratorAccess", "ReadOnlyAccess"].map(
        (name) => `arn:aws-us-gov:iam::aws:policy/${name}`,
      ),
    );
    const [trust] = statementsOf(plan.one(ROLE, "orders-deployment").inputs["assumeRolePolicy"]);
    assert.deepEqual(trust?.Principal, { AWS: ["arn:aws-us-gov:iam::222222222222:root"] });
  });

  it("protects encryption and the role that deploys the account", async () => {
    const plan = await planComponent(baseline());
    for (const [type, name] of [
      [ENCRYPTION, "orders-eu-west-1"],
      [ROLE, "orders-deployment"],
      [ATTACHMENT, "orders-deployment"],
    ] as const) {
      assert.equal(plan.one(type, name).options.protect, true, name);
    }
  });

  const security = (changes: Partial<typeof contact>) => ({
    contacts: { billing: contact, operations: contact, security: { ...contact, ...changes } },
  });
  const wrong: readonly [string, Partial<AccountBaselineArgs>, string][] = [
    [
      "no Regions",
      { regions: [] },
      "regions: must have at least 1 entry, got 0; list the Regions to build in",
    ],
    [
      "a phone number with a letter",
      security({ phoneNumber: "0301234567 ext 9" }),
      'contacts.security.phoneNumber: must be up to 25 digits, spaces, "(", ")", "+" and "-", got "0301234567 ext 9"; write it like +49 30 1234567',
    ],
    [
      "a title that is too long",
      security({ title: "x".repeat(51) }),
      `contacts.security.title: must be 1 to 50 characters, got "${"x".repeat(51)}"; shorten it`,
    ],
    [
      "a trust without deployers",
      { trust: { accountIds: ["222222222222"], deployers: [], previewers: [deployer] } },
      "trust.deployers: must not be empty; name who may assume the roles: IAM refuses a trust policy without them",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(baseline(args), error);
    });
  }

  it("has the same resources in a preview, when accounts and the bucket are not known yet", async () => {
    await assertSameInPreview((context) =>
      baseline({ configBucketName: context.computed("records") })(context),
    );
  });
});
