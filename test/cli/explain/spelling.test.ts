import assert from "node:assert/strict";
import { spellingOf } from "../../../cli/explain/spelling";
import { organizationWith } from "../../support/plan/organization";

const organization = organizationWith();
const warningFor = (action: string): string | undefined => spellingOf(organization, action);

describe("An action that no guardrail names", () => {
  it("causes a warning with the action or service that was probably meant", () => {
    assert.equal(
      warningFor("s3:PutBuckeAcl"),
      "no guardrail names s3:PutBuckeAcl; check the spelling: did you mean s3:PutBucketAcl?",
    );
    assert.match(
      warningFor("clodtrail:Foo") ?? "",
      /other action of clodtrail.*did you mean cloudtrail\?/,
    );
    assert.equal(
      warningFor("nonsense:Foo"),
      "no guardrail names nonsense:Foo or another action of nonsense; check the spelling",
    );
  });

  it("causes a guess only when one or two letters differ", () => {
    assert.doesNotMatch(warningFor("s3:GetObjectTorrent") ?? "", /did you mean/);
  });

  it("is not one that a statement, a call or a wildcard of the catalogue names, on or off", () => {
    for (const action of [
      "S3:putbucketacl",
      "ec2:AuthorizeSecurityGroupIngress",
      "s3:PutBucket*",
      "ec2:*",
      "guardduty:DeleteDetector",
    ]) {
      assert.equal(warningFor(action), undefined, action);
    }
    assert.equal(
      spellingOf(
        organizationWith({ "guardrails.deny-public-buckets.enabled": false }),
        "s3:PutBucketAcl",
      ),
      undefined,
    );
  });
});
