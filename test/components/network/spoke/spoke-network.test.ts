import assert from "node:assert/strict";
import {
  SpokeNetwork,
  type SpokeNetworkArgs,
} from "../../../../components/network/spoke/spoke-network";
import { placeOf } from "../../../../components/shared/place";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";
import { bySid, statementsOf } from "../../../support/plan/statements";

const NETWORK = "awsx:ec2:Vpc";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const place = placeOf("us-gov-west-1", "111111111111");
const zones = ["us-gov-west-1a", "us-gov-west-1c"];

/** A small network in GovCloud, with other arguments as a test gives them. */
function orders(args: Partial<SpokeNetworkArgs> = {}): ComponentProgram {
  return ({ opts }) => {
    const network = new SpokeNetwork(
      "orders",
      {
        place,
        range: "192.168.16.0/20",
        zones,
        natGateways: "single",
        organizationId: "o-abcdefghij",
        flowLogBucketArn: "arn:aws-us-gov:s3:::flow-logs",
        ...args,
      },
      opts,
    );
    return {
      data: network.dataSubnetIds,
      transit: network.transitSubnetIds,
      private: network.privateRouteTableIds,
    };
  };
}

describe("SpokeNetwork", () => {
  it("spans the zones that are given with one NAT gateway, or one a zone [r2.15]", async () => {
    for (const [natGateways, strategy] of [
      ["single", "Single"],
      ["zone", "OnePerAz"],
    ] as const) {
      const plan = await planComponent(orders({ natGateways }));
      assert.deepEqual(plan.errors, []);
      const { inputs, options } = plan.one(NETWORK);
      assert.deepEqual(inputs["natGateways"], { strategy });
      assert.deepEqual(inputs["availabilityZoneNames"], zones);
      // Not the component: its routes, addresses and NAT gateways would be protected with it.
      assert.equal(options.protect, undefined);
    }
  });

  it("returns a subnet of data and of transit for each zone, and a private route table", async () => {
    for (const count of [2, 3]) {
      const given = ["a", "b", "c"].slice(0, count).map((letter) => `us-gov-west-1${letter}`);
      const { outputs } = await planComponent(orders({ zones: given }));
      const lists = ["data", "transit", "private"].map((name) => outputs[name] as string[]);
      assert.deepEqual(
        lists.map(({ length }) => length),
        [count, count, count],
      );
      assert.equal(new Set(lists.flat()).size, 3 * count);
    }
  });

  it("writes the S3 endpoint's policy for its partition, Region and organization [r2.15]", async () => {
    const { inputs } = (await planComponent(orders())).one(ENDPOINT);
    assert.equal(inputs["serviceName"], "com.amazonaws.us-gov-west-1.s3");
    assert.equal((inputs["routeTableIds"] as string[]).length, 4);
    const statements = statementsOf(inputs["policy"]);
    assert.deepEqual(bySid(statements, "OwnPrincipalsOnOwnBuckets").Condition, {
      StringEquals: {
        "aws:PrincipalOrgID": "o-abcdefghij",
        "aws:ResourceOrgID": "o-abcdefghij",
      },
    });
    const [first] = bySid(statements, "ImageLayersAndPackages").Resource as string[];
    assert.equal(first, "arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*");
  });

  itRejects<Partial<SpokeNetworkArgs>>(orders, [
    [
      "a range too small for every subnet",
      { range: "192.168.16.0/21" },
      'range: must be a range of /16 to /20, got "192.168.16.0/21"; choose another size',
    ],
    [
      "one zone",
      { zones: ["us-gov-west-1a"] },
      "zones: must have 2 to 4 entries, got 1; EKS and Multi-AZ data stores need two zones; the range is cut into four",
    ],
    [
      "a zone of another Region",
      { zones: ["us-gov-west-1a", "us-gov-east-1b"] },
      'zones[1]: must be a zone of us-gov-west-1, got "us-gov-east-1b"; write it like us-gov-west-1a',
    ],
  ]);

  it("has the same resources in a preview, and an endpoint's policy that can be read there", async () => {
    const preview = await assertSameInPreview(orders());
    assert.equal(statementsOf(preview.one(ENDPOINT).inputs["policy"]).length, 2);
  });
});
