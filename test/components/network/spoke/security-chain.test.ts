import assert from "node:assert/strict";
import {
  SecurityChain,
  type SecurityChainArgs,
} from "../../../../components/network/spoke/security-chain";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** The groups of orders, with other arguments as a test gives them. */
function orders(args: Partial<SecurityChainArgs> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new SecurityChain(
      "orders",
      { vpcId: computed("vpc-1"), applicationGroupId: computed("sg-pods"), ...args },
      opts,
    );
}

describe("SecurityChain", () => {
  it("connects internet, web, application and data, each step with the next alone [r2.16]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    const names = new Map<unknown, string>([["sg-pods", "application"]]);
    plan.all(GROUP).forEach(({ id, name }) => names.set(id, name));
    const steps = (type: string): string[] =>
      plan
        .all(type)
        .map(({ inputs }) => {
          const peer = inputs["cidrIpv4"] ?? names.get(inputs["referencedSecurityGroupId"]);
          return [names.get(inputs["securityGroupId"]), peer, inputs["fromPort"]].join(" ");
        })
        .sort();
    assert.deepEqual(steps(INGRESS), [
      "application orders-web 15021",
      "application orders-web 443",
      "orders-data application 5432",
      "orders-data application 6379",
      "orders-web 0.0.0.0/0 443",
      "orders-web 0.0.0.0/0 80",
    ]);
    assert.deepEqual(steps(EGRESS), ["orders-web application 15021", "orders-web application 443"]);
  });

  it("opens one port in each rule, over TCP", async () => {
    const plan = await planComponent(orders());
    for (const { inputs, name } of [...plan.all(INGRESS), ...plan.all(EGRESS)]) {
      assert.equal(inputs["toPort"], inputs["fromPort"], name);
      assert.equal(inputs["ipProtocol"], "tcp", name);
    }
  });

  itRejects<Partial<SecurityChainArgs>>(orders, [
    [
      "the name of a network instead of its id",
      { vpcId: "workload" },
      'vpcId: must be the id of a VPC, got "workload"; write it like vpc-0123456789abcdef0',
    ],
    [
      "the name of a group instead of its id",
      { applicationGroupId: "eks-cluster-sg-orders" },
      'applicationGroupId: must be the id of a security group, got "eks-cluster-sg-orders"; write it like sg-0123456789abcdef0, not by its name',
    ],
  ]);

  it("has every rule in a preview, where no group's id is known", async () => {
    const preview = await assertSameInPreview(orders());
    assert.equal(preview.all(INGRESS).length, 6);
  });
});
