import assert from "node:assert/strict";
import { WebEntry, type WebEntryArgs } from "../../../components/web/web-entry";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const FIREWALL = "aws:wafv2/webAcl:WebAcl";
const TARGETS = "aws:lb/targetGroup:TargetGroup";

/** The entry of the shop, with other arguments as a test gives them. */
function shop(args: Partial<WebEntryArgs> = {}): ComponentProgram {
  return ({ opts, computed }) => {
    const entry = new WebEntry(
      "shop",
      {
        vpcId: computed("vpc-1"),
        subnetIds: computed(["subnet-1", "subnet-2"]),
        securityGroupId: computed("sg-1"),
        certificateArn: computed("arn:aws:acm:eu-west-1:111111111111:certificate/1"),
        domain: "shop.example.org",
        zoneId: computed("Z1"),
        logBucketName: "load-balancer-logs",
        ...args,
      },
      opts,
    );
    return { listener: entry.listenerArn, targets: entry.targetGroupArn, suffix: entry.arnSuffix };
  };
}

describe("WebEntry", () => {
  it("ends TLS 1.2 and newer for the gateway, and redirects HTTP to HTTPS [r2.13, B8]", async () => {
    const plan = await planComponent(shop());
    assert.deepEqual(plan.errors, []);
    const secure = plan.one(LISTENER, "shop-https");
    assert.equal(secure.inputs["sslPolicy"], "ELBSecurityPolicy-TLS13-1-2-2021-06");
    assert.deepEqual(secure.inputs["defaultActions"], [
      { type: "forward", targetGroupArn: plan.outputs["targets"] },
    ]);
    assert.equal(plan.outputs["listener"], secure.id);
    assert.deepEqual(plan.one(LISTENER, "shop-http").inputs["defaultActions"], [
      {
        type: "redirect",
        redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
      },
    ]);
  });

  it("is protected, drops bad headers, and logs to the bucket that is given [r2.13, B8]", async () => {
    const { inputs, options } = (await planComponent(shop({ logBucketName: "other" }))).one(
      BALANCER,
    );
    assert.equal(options.protect, true);
    assert.deepEqual(
      [inputs["enableDeletionProtection"], inputs["dropInvalidHeaderFields"]],
      [true, true],
    );
    assert.deepEqual(inputs["accessLogs"], { bucket: "other", enabled: true });
  });

  it("is associated with a firewall whose managed rules block, except for the size of bodies [r2.13]", async () => {
    const plan = await planComponent(shop());
    const firewall = plan.one(FIREWALL);
    const rules = firewall.inputs["rules"] as {
      overrideAction: unknown;
      statement: { managedRuleGroupStatement: { ruleActionOverrides?: { name: string }[] } };
    }[];
    assert.equal(rules.length, 3);
    for (const { overrideAction } of rules) {
      assert.deepEqual(overrideAction, { none: {} });
    }
    const counted = rules.flatMap(
      ({ statement }) => statement.managedRuleGroupStatement.ruleActionOverrides ?? [],
    );
    assert.deepEqual(
      counted.map(({ name }) => name),
      ["SizeRestrictions_BODY"],
    );
    const { inputs } = plan.one("aws:wafv2/webAclAssociation:WebAclAssociation");
    assert.match(String(inputs["webAclArn"]), /:regional\/webacl\//);
    assert.match(String(inputs["resourceArn"]), /:loadbalancer\/app\//);
  });

  it("names its target group so that the cluster's controller may register pods", async () => {
    const targets = (await planComponent(shop())).one(TARGETS);
    assert.equal(targets.name, "flightdeck-ingress");
    assert.deepEqual([targets.inputs["targetType"], targets.inputs["protocol"]], ["ip", "HTTPS"]);
  });

  itRejects<Partial<WebEntryArgs>>(shop, [
    [
      "the ARN of a bucket instead of its name",
      { logBucketName: "arn:aws:s3:::logs" },
      'logBucketName: must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, got "arn:aws:s3:::logs"; give the name alone, without arn:aws:s3:::',
    ],
    [
      "one subnet",
      { subnetIds: ["subnet-1"] },
      "subnetIds: must have at least 2 entries, got 1; an application load balancer needs subnets in two zones",
    ],
    [
      "a name in capitals",
      { domain: "Shop.example.org" },
      'domain: must be a lower-case DNS domain name, got "Shop.example.org"; write it without a scheme and without a trailing dot, such as example.com',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(shop());
  });
});
