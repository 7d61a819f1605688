import assert from "node:assert/strict";
import type { ExistingResource, Values } from "../../../cli/emulation/core/types";
import { callFunction } from "../../../cli/emulation/create";

const region = "us-east-1";
const existing: Readonly<Record<string, readonly ExistingResource[]>> = {
  "aws:ec2transitgateway/transitGateway:TransitGateway": [
    { id: "tgw-1", inputs: {}, site: { account: "111111111111", region } },
  ],
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": [
    {
      id: "tgw-attach-1",
      inputs: { transitGatewayId: "tgw-1", vpcId: "vpc-1" },
      site: { account: "222222222222", region },
    },
    {
      id: "tgw-attach-2",
      inputs: { transitGatewayId: "tgw-1", vpcId: "vpc-2" },
      site: { account: "333333333333", region },
    },
  ],
  "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": [
    { id: "tgw-attach-1", inputs: {}, site: { account: "111111111111", region } },
  ],
};

function call(name: string, inputs: Values, account = "111111111111"): Values {
  return callFunction({
    token: `aws:ec2transitgateway/${name}:${name}`,
    inputs,
    site: { account, region },
    existing: (type) => existing[type] ?? [],
  });
}

function idsOf(filters: Readonly<Record<string, string[]>>, account?: string): unknown {
  const named = Object.entries(filters).map(([name, values]) => ({ name, values }));
  return call("getAttachments", { filters: named }, account)["ids"];
}

describe("Attachments of the emulated cloud", () => {
  it("are listed for the owner of the gateway, by gateway and by state", () => {
    assert.deepEqual(idsOf({}), ["tgw-attach-1", "tgw-attach-2"]);
    assert.deepEqual(idsOf({ "transit-gateway-id": ["tgw-2"] }), []);
    assert.deepEqual(idsOf({ state: ["available"] }), ["tgw-attach-1"]);
    assert.deepEqual(idsOf({ state: ["pendingAcceptance"] }), ["tgw-attach-2"]);
  });

  it("are listed for the owner of the network, and for no other account", () => {
    assert.deepEqual(idsOf({}, "222222222222"), ["tgw-attach-1"]);
    assert.deepEqual(idsOf({}, "444444444444"), []);
  });

  it("have an owner, and refuse an unknown id and a filter that is not emulated", () => {
    const one = call("getAttachment", { transitGatewayAttachmentId: "tgw-attach-1" });
    assert.equal(one["resourceOwnerId"], "222222222222");
    assert.throws(
      () => call("getAttachment", { transitGatewayAttachmentId: "tgw-attach-9" }),
      /InvalidTransitGatewayAttachmentID\.NotFound/,
    );
    assert.throws(() => idsOf({ "association.state": ["associated"] }), /no filter association/);
  });
});
