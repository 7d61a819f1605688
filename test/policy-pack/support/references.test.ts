import assert from "node:assert/strict";
import type { ResourceView } from "../../../policy-pack/guardrails/types/preview-rule";
import { requireWebFirewall } from "../../../policy-pack/guardrails/network/require-web-firewall";
import { mentionsIn, unmentioned } from "../../../policy-pack/guardrails/support/references";
import { viewOf } from "../../../policy-pack/policies/view";
import { urnOf } from "../../support/cases/made-up-resource";

const BUCKET = "aws:s3/bucket:Bucket";

function view(type: string, props: object, references: Record<string, string> = {}): ResourceView {
  return viewOf({
    type,
    name: "example",
    urn: urnOf(type),
    props: { ...props },
    propertyDependencies: Object.fromEntries(
      Object.entries(references).map(([property, urn]) => [property, [{ urn }]]),
    ),
  });
}

describe("A resource that nothing mentions", () => {
  const about = (bucket: string, references = {}) =>
    mentionsIn([view("aws:s3/bucketPolicy:BucketPolicy", { bucket }, references)], "bucket");
  const isLeft = (props: object, identity: string, bucket: string, references = {}): boolean =>
    unmentioned([view(BUCKET, props)], about(bucket, references), identity).length === 1;

  it("is neither referred to nor named", () => {
    assert.equal(isLeft({ bucket: "a" }, "bucket", "a"), false);
    assert.equal(isLeft({ bucket: "a" }, "bucket", "b"), true);
    assert.equal(isLeft({ bucket: "a" }, "bucket", "b", { bucket: urnOf(BUCKET) }), false);
  });

  it("is none whose id is not known yet, while another id is named", () => {
    assert.equal(isLeft({}, "id", "a"), false);
    assert.equal(isLeft({}, "bucket", "a"), true);
  });
});

describe("A web ACL for a resource without a known ARN", () => {
  const unprotected = (target: string): number => {
    const balancer = view("aws:lb/loadBalancer:LoadBalancer", {});
    const association = view(
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      {},
      { resourceArn: target },
    );
    const unknown: ResourceView = { ...association, read: () => ({ state: "unknown" }) };
    assert.ok(!("none" in requireWebFirewall.preview));
    return (requireWebFirewall.preview.stack ?? []).flatMap(({ check }) =>
      check([balancer, unknown], {}),
    ).length;
  };

  it("is no load balancer's when it is an API's", () => {
    assert.equal(unprotected(urnOf("aws:apigateway/stage:Stage")), 1);
    assert.equal(
      unprotected("urn:pulumi:test::platform::a:b:C$aws:appsync/graphQLApi:GraphQLApi::x"),
      1,
    );
  });

  it("may be a load balancer's when a component gives the ARN", () => {
    assert.equal(unprotected(urnOf("awsx:lb:ApplicationLoadBalancer")), 0);
  });
});
