import { Company } from "./cloud-of-company";

const SUBNET = "aws:ec2/subnet:Subnet";
const VPC = "aws:ec2/vpc:Vpc";

// rig 3: a replaced subnet is created first, in the range that the old one still has
describe("Ranges of the emulated subnets", () => {
  const company = new Company();
  const vpcId = company.has(VPC, { cidrBlock: "10.0.0.0/16" }).id;
  const old = company.accepts(SUBNET, { vpcId, cidrBlock: "10.0.16.0/20" }, { name: "old" });

  it("are apart from each other, also from that of the subnet they replace", () => {
    for (const [name, cidrBlock] of [
      ["old", "10.0.16.0/20"],
      ["wider", "10.0.0.0/19"],
      ["inside", "10.0.17.0/24"],
    ] as const) {
      company.refuses(
        "InvalidSubnet.Conflict",
        /conflicts with another subnet/,
        SUBNET,
        { vpcId, cidrBlock },
        { name },
      );
    }
  });

  it("are inside that of the VPC", () => {
    company.refuses("InvalidSubnet.Range", /'10\.1\.0\.0\/20' is invalid/, SUBNET, {
      vpcId,
      cidrBlock: "10.1.0.0/20",
    });
  });

  it("may be equal in different VPCs, and after a deletion", () => {
    const other = company.has(VPC, { cidrBlock: "10.0.0.0/16" }, { name: "other" }).id;
    company.accepts(SUBNET, { vpcId: other, cidrBlock: "10.0.16.0/20" }, { name: "other" });
    company.deletes(old);
    company.accepts(SUBNET, { vpcId, cidrBlock: "10.0.16.0/20" }, { name: "new" });
  });
});
