import * as assert from "node:assert/strict";
import { stateAccess } from "../../../components/delivery/state-access";
import type { PolicyStatement } from "../../../components/shared/policy-documents";

const ORGANIZATION = "o-abcdefghij";

function access(
  backend: string,
  secretsProvider: string,
  kind: "read" | "write" = "write",
): PolicyStatement[] {
  return stateAccess("aws", ORGANIZATION, { backend, secretsProvider }, kind);
}

function keyStatement(secretsProvider: string): PolicyStatement | undefined {
  return access("https://api.pulumi.com", secretsProvider)[0];
}

describe("stateAccess", () => {
  it("gives a deployment the objects of the state's bucket and its key, nothing else [r2.17]", () => {
    assert.deepEqual(
      access("s3://acme-state/platform?region=eu-west-1", "awskms://alias/acme?region=eu-west-1"),
      [
        {
          Sid: "ListState",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::acme-state",
        },
        {
          Sid: "WriteState",
          Effect: "Allow",
          Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
          Resource: "arn:aws:s3:::acme-state/*",
        },
        {
          Sid: "UseKeyOfState",
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:Encrypt"],
          Resource: "arn:aws:kms:eu-west-1:*:key/*",
          Condition: {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme" },
            StringEquals: { "aws:ResourceOrgID": ORGANIZATION },
          },
        },
      ],
    );
  });

  it("lets a preview read and decrypt only [r2.17]", () => {
    const actions = access("s3://acme-state", "awskms://alias/acme", "read").map(
      ({ Action }) => Action,
    );
    assert.deepEqual(actions, ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]);
  });

  it("asks for no right in AWS for state that is elsewhere", () => {
    assert.deepEqual(access("https://api.pulumi.com", "service"), []);
    assert.deepEqual(access("file:///var/state", "passphrase"), []);
    assert.deepEqual(access("gs://acme-state", "passphrase"), []);
  });

  it("reads every way of naming a key", () => {
    const key = "1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.equal(
      keyStatement(`awskms://${key}?region=us-east-1`)?.Resource,
      `arn:aws:kms:us-east-1:*:key/${key}`,
    );
    assert.equal(
      keyStatement(`awskms:///arn:aws:kms:us-east-1:111111111111:key/${key}?region=us-east-1`)
        ?.Resource,
      `arn:aws:kms:us-east-1:111111111111:key/${key}`,
    );
    const alias = keyStatement("awskms:///arn:aws:kms:us-east-1:111111111111:alias/team/state");
    assert.equal(alias?.Resource, "arn:aws:kms:us-east-1:111111111111:key/*");
    assert.deepEqual(alias.Condition?.["ForAnyValue:StringEquals"], {
      "kms:ResourceAliases": "alias/team/state",
    });
  });
});
