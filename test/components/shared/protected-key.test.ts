import assert from "node:assert/strict";
import { protectedKey, type ProtectedKeyArgs } from "../../../components/shared/protected-key";
import { answer } from "../../support/plan/access";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

/** A key for orders, with other arguments as a test gives them. */
function orders(args: Partial<ProtectedKeyArgs> = {}): ComponentProgram {
  return ({ place, opts }) =>
    protectedKey(
      "orders",
      { place, description: "Encrypts orders", ...args },
      { provider: opts.providers[0] },
    );
}

describe("protectedKey", () => {
  it("rotates, waits thirty days for its deletion, and stays when the program is destroyed", async () => {
    const { inputs, options } = (await planComponent(orders())).one(KEY);
    assert.equal(inputs["enableKeyRotation"], true);
    assert.equal(inputs["deletionWindowInDays"], 30);
    assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
  });

  it("lets principals of its account administer it, and no other account", async () => {
    const { inputs } = (await planComponent(orders())).one(KEY);
    const change = (account: string): Promise<string> =>
      answer({
        principal: `arn:aws:iam::${account}:role/administrator`,
        action: "kms:PutKeyPolicy",
        resource: "arn:aws:kms:eu-west-1:111111111111:key/12345678-1234-1234-1234-123456789012",
        owner: "111111111111",
        policy: String(inputs["policy"]),
      });
    assert.equal(await change("111111111111"), "Allowed");
    assert.equal(await change("222222222222"), "ImplicitlyDenied");
  });

  it("has no alias unless it is given one, which stays as long as the key", async () => {
    assert.deepEqual((await planComponent(orders())).all(ALIAS), []);
    const { inputs, options } = (await planComponent(orders({ alias: "platform-orders" }))).one(
      ALIAS,
    );
    assert.equal(inputs["name"], "alias/platform-orders");
    assert.equal(options.retainOnDelete, true);
  });

  it("is the same in a preview", async () => {
    await assertSameInPreview(orders({ alias: "platform-orders" }));
  });
});
