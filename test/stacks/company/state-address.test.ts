import assert from "node:assert/strict";
import {
  isSecretsProvider,
  isStateBackend,
  missingRegion,
  regionsIn,
} from "../../../stacks/company/state-address";

const id = "1234abcd-12ab-34cd-56ef-1234567890ab";

describe("The address of the state", () => {
  it("contains a name that S3 accepts for a bucket", () => {
    for (const right of ["s3://acme-state", "s3://a.b.c/folder?region=us-east-1", "gs://A_b"]) {
      assert.ok(isStateBackend(right), right);
    }
    const long = `s3://${"a".repeat(64)}`;
    for (const wrong of ["s3://", "s3://ab", "s3://My-State", "s3://a_b_c", long]) {
      assert.ok(!isStateBackend(wrong), wrong);
    }
    for (const wrong of ["s3://-state", "s3://state-?region=x", "s3://a..b", "s3://10.0.0.1"]) {
      assert.ok(!isStateBackend(wrong), wrong);
    }
  });

  it("contains a key in a form that Pulumi reads", () => {
    for (const right of [
      ...["service", "passphrase", "awskms://alias/acme-state", `awskms://${id}?region=us-east-1`],
      ...[`awskms:///${id}`, "awskms:///alias/team/state", `awskms://mrk-${"0".repeat(32)}`],
      `awskms:///arn:aws:kms:us-east-1:111111111111:key/${id}?region=us-east-1`,
    ]) {
      assert.ok(isSecretsProvider(right), right);
    }
    for (const wrong of [
      ...["awskms://state-key", "awskms://aliass/acme", "awskms://1234abcd", "awskms://alias/"],
      `awskms://arn:aws:kms:us-east-1:111111111111:key/${id}`,
    ]) {
      assert.ok(!isSecretsProvider(wrong), wrong);
    }
  });

  it("lacks a Region only in AWS, and a key's own Region goes before the home Region", () => {
    const missing = (url: string): string | undefined => missingRegion(url, "us-east-1");
    assert.equal(missing("s3://acme-state"), "?region=us-east-1");
    assert.equal(missing("s3://acme-state?region="), "&region=us-east-1");
    assert.equal(missing("s3://acme-state?awssdk=v2"), "&region=us-east-1");
    assert.equal(missing("awskms://alias/acme"), "?region=us-east-1");
    assert.equal(
      missing(`awskms:///arn:aws:kms:eu-west-1:111111111111:key/${id}`),
      "?region=eu-west-1",
    );
    for (const whole of ["s3://acme-state?region=eu-west-1", "https://api.pulumi.com", "service"]) {
      assert.equal(missing(whole), undefined, whole);
    }
    const elsewhere = "s3://acme-state?endpoint=storage.acme.net&region=auto";
    assert.deepEqual([missing(elsewhere), regionsIn(elsewhere)], [undefined, []]);
  });
});
