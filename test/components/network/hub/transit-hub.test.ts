import assert from "node:assert/strict";
import { TransitHub, type TransitHubArgs } from "../../../../components/network/hub/transit-hub";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const ROUTE = "aws:ec2transitgateway/route:Route";
const organizationArn = "arn:aws:organizations::111111111111:organization/o-abcdefghij";

/** A hub for addresses of carrier-grade NAT, with other arguments as a test gives them. */
function hub(args: Partial<TransitHubArgs> = {}): ComponentProgram {
  return ({ opts }) => {
    const hub = new TransitHub(
      "hub",
      {
        organizationArn,
        addressPool: "100.64.0.0/10",
        spokes: ["100.64.0.0/16"],
        flowLogBucketArn: "arn:aws:s3:::flow-logs",
        ...args,
      },
      opts,
    );
    return { tables: hub.routeTableIds };
  };
}

describe("TransitHub", () => {
  it("associates, propagates and accepts nothing automatically, and is shared with one organization [r2.4, r2.12]", async () => {
    const plan = await planComponent(hub());
    assert.deepEqual(plan.errors, []);
    const { inputs, options } = plan.one(GATEWAY);
    for (const input of [
      "autoAcceptSharedAttachments",
      "defaultRouteTableAssociation",
      "defaultRouteTablePropagation",
    ]) {
      assert.equal(inputs[input], "disable", input);
    }
    // A hub that is switched off must not stay on the bill.
    assert.deepEqual([options.protect, options.retainOnDelete], [undefined, undefined]);
    const shared = plan.one("aws:ram/principalAssociation:PrincipalAssociation");
    assert.equal(shared.inputs["principal"], organizationArn);
    assert.equal(
      plan.one("aws:ram/resourceShare:ResourceShare").inputs["allowExternalPrincipals"],
      false,
    );
  });

  it("drops a pool outside the private ranges in the tables of both environments, not in the shared one [r2.12]", async () => {
    const plan = await planComponent(hub());
    const ranges = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"];
    const ids = new Map(plan.all(TABLE).map(({ name, id }) => [id, name]));
    const dropped = plan
      .all(ROUTE)
      .map(({ inputs }) => [
        ids.get(String(inputs["transitGatewayRouteTableId"])),
        inputs["destinationCidrBlock"],
        inputs["blackhole"],
      ])
      .sort();
    assert.deepEqual(
      dropped,
      ["hub-nonproduction", "hub-production"].flatMap((table) =>
        ranges.map((range) => [table, range, true]),
      ),
    );
  });

  it("drops no range that is a spoke's own", async () => {
    const plan = await planComponent(
      hub({ addressPool: "192.168.0.0/16", spokes: ["192.168.0.0/16"] }),
    );
    const dropped = plan.all(ROUTE).map(({ inputs }) => inputs["destinationCidrBlock"]);
    assert.deepEqual([...new Set(dropped)].sort(), ["10.0.0.0/8", "172.16.0.0/12"]);
  });

  itRejects<Partial<TransitHubArgs>>(hub, [
    [
      "the id of an organization instead of its ARN",
      { organizationArn: "o-abcdefghij" },
      'organizationArn: must be the ARN of an organization, got "o-abcdefghij"; write it like arn:aws:organizations::111111111111:organization/o-abcdefghij',
    ],
    [
      "a pool that does not begin with its first address",
      { addressPool: "100.65.0.0/10" },
      'addressPool: must be an IPv4 range in CIDR notation that begins with its first address, got "100.65.0.0/10"; write it like 10.32.0.0/16',
    ],
    [
      "a spoke without its length",
      { spokes: ["100.64.0.0/16", "100.65.0.0"] },
      'spokes[1]: must be an IPv4 range in CIDR notation that begins with its first address, got "100.65.0.0"; write it like 10.32.0.0/16',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(hub());
  });
});
