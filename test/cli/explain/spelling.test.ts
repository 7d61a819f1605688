import assert from "node:assert/strict";
import { spellingOf } from "../../../cli/explain/spelling";
import { organizationWith } from "../../support/plan/organization";

const organization = organizationWith();
const said = (action: string): string | undefined => spellingOf(organization, action);

describe("An action that no guardrail names", () => {
  it("is told with the action or the service that was meant", () => {
    assert.equal(
      said("s3:PutBuckeAcl"),
      "no guardrail names s3:PutBuckeAcl; check the spelling: did you mean s3:PutBucketAcl?",
    );
    assert.match(
      said("clodtrail:Foo") ?? "",
      /other action of clodtrail.*did you mean cloudtrail\?/,
    );
    assert.equal(
      said("nonsense:Foo"),
      "no guardrail names nonsense:Foo or another action of nonsense; check the spelling",
    );
  });

  it("is guessed at only where a letter or two differ", () => {
    assert.doesNotMatch(said("s3:GetObjectTorrent") ?? "", /did you mean/);
  });

  it("is not one that a statement, a call or a wildcard of the catalogue names, on or off", () => {
    for (const action of [
      "S3:putbucketacl",
      "ec2:AuthorizeSecurityGroupIngress",
      "s3:PutBucket*",
      "ec2:*",
      "guardduty:DeleteDetector",
    ]) {
      assert.equal(said(action), undefined, action);
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
