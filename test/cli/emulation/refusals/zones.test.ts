import assert from "node:assert/strict";
import { zonesOf, zonesWithoutClusters } from "../../../../cli/emulation/core/zones";
import { Company } from "./cloud-of-company";

const SUBNET = "aws:ec2/subnet:Subnet";
const CLUSTER = "aws:eks/cluster:Cluster";

// rig 3, workload-backup F10
describe("Zones of the emulated accounts", () => {
  const region = "us-east-1";

  it("have the same ids in every account, under other letters", () => {
    const letters = ["111111111111", "222222222222", "333333333333"].map((account) =>
      zonesOf({ account, region }),
    );
    const ids = new Set(
      letters.map((zones) =>
        zones
          .map(({ id }) => id)
          .sort()
          .join(),
      ),
    );
    assert.equal(ids.size, 1);
    const orders = new Set(letters.map((zones) => zones.map(({ id }) => id).join()));
    assert.equal(orders.size, 3);
    assert.deepEqual(
      letters[0]?.map(({ name }) => name),
      ["a", "b", "c", "d", "e", "f"].map((letter) => region + letter),
    );
  });

  it("are those that a subnet can be created in", () => {
    const company = new Company();
    const inputs = { vpcId: company.has("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }).id };
    company.accepts(SUBNET, { ...inputs, availabilityZone: "us-east-1f" });
    company.refuses("InvalidParameterValue", /\(us-east-1g\)/, SUBNET, {
      ...inputs,
      availabilityZone: "us-east-1g",
    });
  });

  it("include one that EKS refuses", () => {
    const company = new Company();
    const vpcId = company.has("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }).id;
    const site = company.has("aws:ec2/vpc:Vpc", { cidrBlock: "10.1.0.0/16" }, { name: "b" }).site;
    const role = company.has("aws:iam/role:Role", { name: "cluster" }, { name: "cluster" });
    const clusterIn = (zone: string): Record<string, unknown> => {
      const subnet = company.has(SUBNET, { vpcId, availabilityZone: zone }, { name: zone });
      const roleArn = role.outputs["arn"];
      return { name: "orders", roleArn, vpcConfig: { subnetIds: [subnet.id] } };
    };
    for (const { id, name } of zonesOf(site)) {
      if (zonesWithoutClusters.includes(id)) {
        const message = new RegExp(`because ${name}, the targeted availability zone`);
        company.refuses("UnsupportedAvailabilityZoneException", message, CLUSTER, clusterIn(name));
      } else {
        company.accepts(CLUSTER, { ...clusterIn(name), name: `orders-${id}` });
      }
    }
  });
});
