import * as assert from "node:assert/strict";
import { trailKeyStatements } from "../../../components/logging/trail-key";
import { answer } from "../../support/plan/access";
import { ARCHIVE, archive, MANAGEMENT, READER, WORKLOAD } from "./archive";

const TRAIL = `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/acme-organization`;
const CLOUDTRAIL = "cloudtrail.amazonaws.com";
const CONTEXT_KEY = "kms:EncryptionContext:aws:cloudtrail:arn";
// The simulator knows no encryption context with colons in its name: a tag key replaces it.
const STAND_IN = "aws:RequestTag/encryption-context";
const LOGS = { [STAND_IN]: TRAIL };

function ask(
  principal: string,
  action: string,
  context: Record<string, string> = {},
): Promise<string> {
  return answer({
    principal,
    action,
    resource: `arn:aws:kms:us-east-1:${ARCHIVE}:key/12345678-1234-1234-1234-123456789012`,
    owner: ARCHIVE,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: trailKeyStatements(archive),
    }).replaceAll(CONTEXT_KEY, STAND_IN),
    context,
  });
}

describe("The organization trail's key policy", () => {
  it("speaks of the encryption context that CloudTrail sends", () => {
    assert.equal(JSON.stringify(trailKeyStatements(archive)).split(CONTEXT_KEY).length, 3);
  });

  it("lets the trail encrypt, and only for trails of the management account [A7, r2.9]", async () => {
    const source = { "aws:SourceArn": TRAIL };
    const encrypt = (context: Record<string, string>) =>
      ask(CLOUDTRAIL, "kms:GenerateDataKey", context);
    assert.equal(await encrypt({ ...source, ...LOGS }), "Allowed");
    assert.equal(await encrypt(source), "ImplicitlyDenied");
    assert.equal(
      await encrypt({
        ...source,
        [STAND_IN]: TRAIL.replace(MANAGEMENT, WORKLOAD),
      }),
      "ImplicitlyDenied",
    );
    assert.equal(
      await encrypt({ ...LOGS, "aws:SourceArn": TRAIL.replace("acme", "other") }),
      "ImplicitlyDenied",
    );
  });

  it("lets the trail describe the key and decrypt with it, which CloudTrail checks", async () => {
    for (const action of ["kms:DescribeKey", "kms:Decrypt"]) {
      assert.equal(await ask(CLOUDTRAIL, action, { "aws:SourceArn": TRAIL }), "Allowed");
      assert.equal(await ask(CLOUDTRAIL, action), "ImplicitlyDenied");
    }
  });

  it("lets readers decrypt logs, and nothing but logs [r1.4]", async () => {
    assert.equal(await ask(READER, "kms:Decrypt", LOGS), "Allowed");
    assert.equal(await ask(READER, "kms:Decrypt"), "ImplicitlyDenied");
    const other = READER.replace("log-reader", "other");
    assert.equal(await ask(other, "kms:Decrypt", LOGS), "ImplicitlyDenied");
  });
});
