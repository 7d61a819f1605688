import assert from "node:assert/strict";
import {
  TransitAttachment,
  type TransitAttachmentArgs,
} from "../../../../components/network/spoke/transit-attachment";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const ACCEPTER = "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter";
const PROPAGATION = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";
const ASSOCIATION = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";

/** The attachment of a spoke with two zones, with other arguments as a test gives them. */
function spoke(args: Partial<TransitAttachmentArgs> = {}): ComponentProgram {
  return ({ opts, provider, computed }) =>
    new TransitAttachment(
      "orders",
      {
        transitGatewayId: "tgw-1",
        ownRouteTableId: "tgw-rtb-own",
        sharedRouteTableId: "tgw-rtb-shared",
        pool: "172.16.0.0/12",
        vpcId: computed("vpc-1"),
        subnetIds: computed(["subnet-1", "subnet-2"]),
        routeTableIds: [computed("rtb-1"), computed("rtb-2")],
        networkProvider: provider("222222222222"),
        ...args,
      },
      opts,
    );
}

describe("TransitAttachment", () => {
  it("joins its own table, and is known in its own and the shared one alone [r2.12]", async () => {
    const plan = await planComponent(spoke());
    assert.deepEqual(plan.errors, []);
    const table = "transitGatewayRouteTableId";
    assert.equal(plan.one(ASSOCIATION).inputs[table], "tgw-rtb-own");
    assert.deepEqual(
      plan
        .all(PROPAGATION)
        .map(({ inputs }) => inputs[table])
        .sort(),
      ["tgw-rtb-own", "tgw-rtb-shared"],
    );
  });

  it("is accepted by the hub's account before anything uses it [r2.4]", async () => {
    const plan = await planComponent(spoke());
    const accepter = plan.one(ACCEPTER);
    for (const resource of [accepter, plan.one(ASSOCIATION), ...plan.all(PROPAGATION)]) {
      assert.match(resource.providerUrn, /::222222222222/, resource.name);
    }
    for (const resource of [plan.one(ASSOCIATION), ...plan.all(PROPAGATION), ...plan.all(ROUTE)]) {
      assert.ok(resource.dependencies.includes(accepter.urn), resource.name);
    }
  });

  it("leads the company's pool to the hub from each route table", async () => {
    const routes = (await planComponent(spoke())).all(ROUTE);
    assert.deepEqual(
      routes
        .map(({ inputs }) => [
          inputs["routeTableId"],
          inputs["destinationCidrBlock"],
          inputs["transitGatewayId"],
        ])
        .sort(),
      [
        ["rtb-1", "172.16.0.0/12", "tgw-1"],
        ["rtb-2", "172.16.0.0/12", "tgw-1"],
      ],
    );
  });

  itRejects<Partial<TransitAttachmentArgs>>(spoke, [
    [
      "one table for the environment and the shared services",
      { ownRouteTableId: "tgw-rtb-shared" },
      'ownRouteTableId: must differ from sharedRouteTableId, got "tgw-rtb-shared" for both; give the table of the spoke\'s environment',
    ],
    [
      "a route table of a VPC",
      { sharedRouteTableId: "rtb-1" },
      'sharedRouteTableId: must be the id of a transit gateway\'s route table, got "rtb-1"; write it like tgw-rtb-0123456789abcdef0',
    ],
    [
      "a pool with an address inside it",
      { pool: "172.16.1.1/12" },
      'pool: must be an IPv4 range in CIDR notation that begins with its first address, got "172.16.1.1/12"; write it like 10.32.0.0/16',
    ],
    [
      "no subnet",
      { subnetIds: [] },
      "subnetIds: must have at least 1 entry, got 0; add one subnet for every zone",
    ],
  ]);

  it("has a route for each table in a preview", async () => {
    const preview = await assertSameInPreview(spoke());
    assert.equal(preview.all(ROUTE).length, 2);
  });
});
