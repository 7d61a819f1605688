import assert from "node:assert/strict";
import type { Values } from "../../../../cli/emulation/core/types";
import { createResource } from "../../../../cli/emulation/create";
import {
  type Child,
  construct,
  type Construction,
  Derived,
  Reference,
  resolve,
} from "../../../../cli/emulation/remote-components/construction";
import { constructionOf } from "../../../../cli/emulation/remote-components/constructions";
import { typeFacts } from "../../../../cli/emulation/cloud/sdk-types";
import { reveal } from "../../../../cli/emulation/protocol/values";
import { planned } from "../../../support/plan/planned";
import { UNKNOWN } from "../../../support/cases/made-up-resource";
import { workloads } from "../../../support/plan/workload";

const VPC = "awsx:ec2:Vpc";
const CLUSTER = "eks:index:Cluster";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";
const ADDRESS = "aws:ec2/eip:Eip";
const GATEWAY = "aws:ec2/natGateway:NatGateway";
const INTERNET = "aws:ec2/internetGateway:InternetGateway";

const strategies = ["None", "Single", "OnePerAz"];

/** Inputs of the program's network. */
function network(zones: number, strategy = "OnePerAz", changes: Values = {}): Values {
  const ranges = (third: number): string[] =>
    Array.from({ length: zones }, (_, zone) => `10.1.${third + zone}.0/24`);
  return {
    cidrBlock: "10.1.0.0/16",
    availabilityZoneNames: ["a", "b", "c"].slice(0, zones).map((zone) => `eu-west-1${zone}`),
    enableDnsHostnames: true,
    natGateways: { strategy },
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Isolated", name: "data", cidrBlocks: ranges(30) },
      { type: "Private", name: "private", cidrBlocks: ranges(20), tags: { role: "nodes" } },
      { type: "Isolated", name: "transit", cidrBlocks: ranges(40) },
      { type: "Public", name: "public", cidrBlocks: ranges(10) },
    ],
    ...changes,
  };
}

/** Inputs of the program's control plane. */
function controlPlane(changes: Values = {}): Values {
  return {
    name: "acme-test",
    version: "1.36",
    authenticationMode: "API",
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    endpointPrivateAccess: true,
    endpointPublicAccess: true,
    publicAccessCidrs: ["203.0.113.0/24"],
    encryptionConfigKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
    providerCredentialOpts: { roleArn: "arn:aws:iam::123456789012:role/deployer" },
    skipDefaultNodeGroup: true,
    skipDefaultSecurityGroups: true,
    createOidcProvider: false,
    bootstrapSelfManagedAddons: false,
    useDefaultVpcCni: true,
    kubeProxyAddonOptions: { enabled: false },
    corednsAddonOptions: { enabled: false },
    ...changes,
  };
}

function constructed(type: string, inputs: Values): Construction {
  const construction = constructionOf(type, "main", inputs);
  if (construction === undefined) {
    throw new Error(`${type} is no component`);
  }
  return construction;
}

interface Made extends Child {
  readonly urn: string;
  readonly outputs: Values;
}

/** Creates all children as the engine does: URNs by the engine's rule, ids from the emulated cloud. */
function make(
  construction: Construction,
  component: string,
  site = { account: "123456789012", region: "eu-west-1" },
): { readonly made: ReadonlyMap<string, Made>; readonly outputs: Values } {
  const made = new Map<string, Made>();
  const outputs = construct(construction, (child) => {
    const parent = child.parent === undefined ? component : made.get(child.parent)?.urn;
    assert.ok(parent, `the parent of ${child.key} is made before it`);
    const types = `${parent.split("::")[2] ?? ""}$${child.type}`;
    const urn = `${parent.split("::").slice(0, 2).join("::")}::${types}::${child.name}`;
    const { type, name, inputs } = child;
    const created = child.custom
      ? createResource({ type, name, urn, inputs, site })
      : { id: "", outputs: {} };
    const own = { ...inputs, ...created.outputs, id: created.id };
    made.set(child.key, { ...child, urn, outputs: own });
    return own;
  });
  return { made, outputs };
}

function urnOf(type: string): string {
  return `urn:pulumi:test::platform::platform:Parent$${type}::main`;
}

/** Number of a network's resources by type. */
function networkOf(zones: number, strategy: string): (type: string) => Made[] {
  const { made } = make(constructed(VPC, network(zones, strategy)), urnOf(VPC));
  return (type) => [...made.values()].filter((child) => child.type === type);
}

function ids(children: readonly Made[]): unknown[] {
  return children.map(({ outputs }) => outputs["id"]);
}

/** Number of different ids. */
function distinct(values: readonly unknown[]): number {
  return new Set(values).size;
}

describe("The remote components of the plan and of the emulated providers", () => {
  it("give the plan the outputs that the creation of every child returns", async () => {
    for (const stack of workloads) {
      const plan = await planned(stack);
      for (const type of [VPC, CLUSTER]) {
        const { urn, name } = plan.one(type);
        const record = plan.plan.records.find((found) => found.urn === urn);
        assert.ok(record?.provider, `${type} is in the plan of ${stack}`);
        const construction = constructionOf(
          type,
          name,
          reveal(record.inputs.toJavaScript()) as Values,
        );
        assert.ok(construction, type);
        const state = reveal(record.state.toJavaScript()) as Values;
        const { outputs } = make(construction, urn, record.provider);
        assert.equal(JSON.stringify(outputs).includes(UNKNOWN), false);
        for (const [output, value] of Object.entries(outputs)) {
          assert.deepEqual(state[output], value, output);
        }
      }
    }
  });

  it("create children with different keys and URNs, each after the children that it needs", () => {
    for (const construction of [
      constructed(VPC, network(3)),
      constructed(CLUSTER, controlPlane()),
    ]) {
      const before = new Set<string>();
      for (const { key, parent, dependsOn = [] } of construction.children) {
        for (const needed of [...dependsOn, ...(parent === undefined ? [] : [parent])]) {
          assert.ok(before.has(needed), `${key} comes after ${needed}`);
        }
        assert.equal(before.has(key), false, key);
        before.add(key);
      }
      const { made } = make(construction, urnOf(VPC));
      assert.equal(distinct([...made.values()].map(({ urn }) => urn)), before.size);
    }
  });

  it("give children only inputs of their types, and all required ones", () => {
    for (const construction of [
      constructed(VPC, network(2)),
      constructed(CLUSTER, controlPlane()),
    ]) {
      const ours = construction.children.filter(({ type }) => type.startsWith("aws:"));
      for (const { type, inputs } of ours) {
        const facts = typeFacts(type);
        assert.ok(facts, `the SDK has ${type}`);
        const foreign = Object.keys(inputs).filter((input) => !facts.inputs.has(input));
        const missing = facts.required.filter((input) => !(input in inputs));
        assert.deepEqual([foreign, missing], [[], []], type);
      }
    }
  });

  it("create the same children when ids and ARNs are unknown", () => {
    const keys = ({ children }: Construction): string[] => children.map(({ key }) => key);
    const unknown = {
      vpcId: UNKNOWN,
      subnetIds: [UNKNOWN, UNKNOWN],
      encryptionConfigKeyArn: UNKNOWN,
      providerCredentialOpts: { roleArn: UNKNOWN },
    };
    const cluster = constructed(CLUSTER, controlPlane(unknown));
    assert.deepEqual(keys(cluster), keys(constructed(CLUSTER, controlPlane())));
    const outputs = construct(cluster, () => ({ id: UNKNOWN }));
    for (const output of ["kubeconfigJson", "clusterSecurityGroupId", "oidcProviderUrl"]) {
      assert.equal(outputs[output], UNKNOWN, output);
    }
    const absent = Object.fromEntries(Object.keys(unknown).map((input) => [input, undefined]));
    assert.deepEqual(keys(constructed(CLUSTER, controlPlane(absent))), keys(cluster));
  });

  it("are those two, and no others", () => {
    assert.equal(constructionOf("awsx:ec2:DefaultVpc", "main", {}), undefined);
    assert.equal(constructionOf(SUBNET, "main", {}), undefined);
  });
});

describe("A reference to a child", () => {
  const made = new Map([["child", { id: "i-1", list: [{ name: "first" }], text: UNKNOWN }]]);

  it("is replaced at any depth, by a path into an output as well", () => {
    const value = { a: [new Reference("child", "id")], b: new Reference("child", "list.0.name") };
    assert.deepEqual(resolve(value, made), { a: ["i-1"], b: "first" });
  });

  it("is unknown while the output is, like all values derived from it", () => {
    for (const output of ["missing", "text", "text.0.more", "list.1.name"]) {
      const reference = new Reference("child", output);
      const length = new Derived({ of: [reference] }, (known) => JSON.stringify(known).length);
      assert.deepEqual(resolve([reference, length], made), [UNKNOWN, UNKNOWN], output);
    }
  });

  it("is computed from others when they are known", () => {
    const derived = new Derived([new Reference("child", "id")], (known) => JSON.stringify(known));
    assert.equal(resolve(derived, made), '["i-1"]');
  });

  it("is an error before the child is created", () => {
    assert.throws(
      () => resolve(new Reference("later", "id"), made),
      /the child later is not created yet/,
    );
  });
});

describe("The emulated network", () => {
  for (const zones of [2, 3]) {
    for (const strategy of strategies) {
      it(`has the right number of everything in ${zones} zones with NAT gateways: ${strategy}`, () => {
        const all = networkOf(zones, strategy);
        const gateways = { None: 0, Single: 1, OnePerAz: zones }[strategy];
        const counts = ["aws:ec2/vpc:Vpc", INTERNET, SUBNET, TABLE, ASSOCIATION, GATEWAY, ADDRESS];
        assert.deepEqual(
          counts.map((type) => all(type).length),
          [1, 1, 4 * zones, 4 * zones, 4 * zones, gateways, gateways],
        );
        assert.equal(all(ROUTE).length, (strategy === "None" ? 1 : 2) * zones);
      });
    }
  }

  it("gives every subnet its own route table", () => {
    const all = networkOf(3, "OnePerAz");
    const pairs = all(ASSOCIATION).map(({ inputs }) => [
      inputs["subnetId"],
      inputs["routeTableId"],
    ]);
    assert.deepEqual(
      pairs.map(([subnet]) => subnet),
      ids(all(SUBNET)),
    );
    assert.deepEqual(
      pairs.map(([, table]) => table),
      ids(all(TABLE)),
    );
    assert.equal(distinct([...ids(all(SUBNET)), ...ids(all(TABLE))]), 24);
  });

  it("routes public subnets to the internet gateway, private ones to a NAT gateway, and isolated ones nowhere", () => {
    for (const strategy of strategies) {
      const all = networkOf(3, strategy);
      const [internet] = ids(all(INTERNET));
      const gateways = ids(all(GATEWAY));
      for (const { name, outputs } of all(TABLE)) {
        const routes = all(ROUTE).filter(({ inputs }) => inputs["routeTableId"] === outputs["id"]);
        const ways = routes.map(({ inputs }) => {
          assert.equal(inputs["destinationCidrBlock"], "0.0.0.0/0");
          return inputs["gatewayId"] ?? inputs["natGatewayId"];
        });
        const zone = Number(name.at(-1));
        const own = gateways[strategy === "Single" ? 0 : zone - 1];
        const expected: Record<string, unknown[]> = {
          public: [internet],
          private: strategy === "None" ? [] : [own],
          data: [],
          transit: [],
        };
        assert.deepEqual(ways, expected[name.split("-")[1] ?? ""], `${strategy} ${name}`);
      }
    }
  });

  it("puts a NAT gateway with an address of its own into the public subnet of its zone", () => {
    const all = networkOf(2, "OnePerAz");
    const subnets = all(SUBNET).filter(({ name }) => name.startsWith("main-public"));
    assert.deepEqual(
      all(GATEWAY).map(({ inputs }) => [inputs["subnetId"], inputs["allocationId"]]),
      ids(subnets).map((subnet, zone) => [subnet, ids(all(ADDRESS))[zone]]),
    );
  });

  it("names, places and nests everything as awsx does", () => {
    const all = networkOf(2, "Single");
    const subnet = all(SUBNET).find(({ name }) => name === "main-private-2");
    assert.deepEqual(subnet?.inputs, {
      vpcId: ids(all("aws:ec2/vpc:Vpc"))[0],
      availabilityZone: "eu-west-1b",
      mapPublicIpOnLaunch: false,
      cidrBlock: "10.1.21.0/24",
      tags: { role: "nodes", Name: "main-private-2", SubnetType: "Private" },
    });
    assert.deepEqual(
      all(SUBNET)
        .filter(({ inputs }) => inputs["mapPublicIpOnLaunch"])
        .map(({ name }) => name),
      ["main-public-1", "main-public-2"],
    );
    const route = all(ROUTE).find(({ name }) => name === "main-private-2");
    assert.equal(
      route?.urn,
      `urn:pulumi:test::platform::platform:Parent$${VPC}$aws:ec2/vpc:Vpc$${SUBNET}$${TABLE}$${ROUTE}::main-private-2`,
    );
    assert.deepEqual(
      all(GATEWAY).map(({ name, parent }) => [name, parent]),
      [["main-1", "subnet main-public-1"]],
    );
  });

  it("returns subnets and route tables by zone: public, private, then isolated", () => {
    const { made, outputs } = make(constructed(VPC, network(2)), urnOf(VPC));
    const names = (values: unknown, type: string): unknown[] =>
      (values as unknown[]).map(
        (id) =>
          [...made.values()].find((child) => child.type === type && child.outputs["id"] === id)
            ?.name,
      );
    const tables = (outputs["routeTables"] as { id: unknown }[]).map(({ id }) => id);
    assert.deepEqual(
      names(tables, TABLE),
      [1, 2].flatMap((zone) =>
        ["public", "private", "data", "transit"].map((tier) => `main-${tier}-${zone}`),
      ),
    );
    for (const [output, expected] of Object.entries({
      publicSubnetIds: ["main-public-1", "main-public-2"],
      privateSubnetIds: ["main-private-1", "main-private-2"],
      isolatedSubnetIds: ["main-data-1", "main-transit-1", "main-data-2", "main-transit-2"],
    })) {
      assert.deepEqual(names(outputs[output], SUBNET), expected, output);
    }
  });

  it("has ids in the form of AWS", () => {
    const all = networkOf(2, "Single");
    for (const [type, prefix] of Object.entries({
      "aws:ec2/vpc:Vpc": "vpc",
      [SUBNET]: "subnet",
      [INTERNET]: "igw",
      [TABLE]: "rtb",
      [ASSOCIATION]: "rtbassoc",
      [ADDRESS]: "eipalloc",
      [GATEWAY]: "nat",
    })) {
      for (const id of ids(all(type))) {
        assert.match(String(id), new RegExp(`^${prefix}-[0-9a-f]{17}$`));
      }
    }
  });

  it("refuses inputs that are not emulated", () => {
    const spec = { type: "Public", cidrBlocks: ["10.1.0.0/24", "10.1.1.0/24"] };
    const cases: readonly [Values, RegExp][] = [
      [{ numberOfAvailabilityZones: 2 }, /numberOfAvailabilityZones/],
      [{ availabilityZoneNames: undefined }, /needs availabilityZoneNames/],
      [{ availabilityZoneNames: [] }, /needs availabilityZoneNames/],
      [{ subnetSpecs: undefined }, /needs subnetSpecs/],
      [
        { subnetSpecs: [{ type: "Public" }] },
        /subnetSpecs\[0\]\.cidrBlocks, one for each of the 2/,
      ],
      [{ subnetSpecs: [spec, { ...spec, cidrBlocks: ["10.1.2.0/24"] }] }, /subnetSpecs\[1\]\.cidr/],
      [{ subnetSpecs: [{ ...spec, type: "Unused" }] }, /subnetSpecs\[0\]\.type.*Public, Private/],
      [{ subnetSpecs: [{ ...spec, cidrMask: 24 }] }, /subnetSpecs\[0\]\.cidrMask/],
      [{ subnetSpecs: [{ ...spec, tags: UNKNOWN }] }, /subnetSpecs\[0\]\.tags/],
      [{ subnetSpecs: [spec, spec] }, /two are called public/],
      [{ subnetSpecs: [spec] }, /no Private ones/],
      [{ natGateways: { strategy: "Some" } }, /natGateways\.strategy to be one of None, Single/],
      [{ natGateways: undefined }, /natGateways\.strategy/],
      [
        { natGateways: { strategy: "Single", elasticIpAllocationIds: ["eipalloc-1"] } },
        /natGateways\.elasticIpAllocationIds/,
      ],
      [{ subnetStrategy: "Legacy" }, /subnetStrategy "Auto"/],
      [{ region: "eu-west-1" }, /region/],
    ];
    for (const [changes, message] of cases) {
      assert.throws(() => constructed(VPC, network(2, "OnePerAz", changes)), message);
    }
    assert.throws(() => constructed(VPC, { subnetStrategy: "Auto" }), /awsx:ec2:Vpc needs a cidrB/);
  });
});

describe("The emulated control plane", () => {
  it("is a role, a cluster and a provider, named and nested as eks does", () => {
    const { made } = make(constructed(CLUSTER, controlPlane()), urnOf(CLUSTER));
    const start = `urn:pulumi:test::platform::platform:Parent$${CLUSTER}$`;
    assert.deepEqual(
      [...made.values()].map(({ urn }) => urn.replace(start, "")),
      [
        "eks:index:ServiceRole::main-eksRole",
        "eks:index:ServiceRole$aws:iam/role:Role::main-eksRole-role",
        "eks:index:ServiceRole$aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-eksRole-4b490823",
        "aws:eks/cluster:Cluster::main-eksCluster",
        "pulumi:providers:kubernetes::main-eks-k8s",
      ],
    );
    assert.deepEqual(made.get("role policy")?.inputs, {
      policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      role: made.get("role")?.outputs["name"],
    });
  });

  it("passes the component's inputs to the cluster", () => {
    const { made } = make(constructed(CLUSTER, controlPlane()), urnOf(CLUSTER));
    assert.deepEqual(made.get("cluster")?.inputs, {
      name: "acme-test",
      version: "1.36",
      roleArn: made.get("role")?.outputs["arn"],
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds: ["subnet-1", "subnet-2"],
        endpointPrivateAccess: true,
        endpointPublicAccess: true,
        publicAccessCidrs: ["203.0.113.0/24"],
      },
      accessConfig: {
        authenticationMode: "API",
        bootstrapClusterCreatorAdminPermissions: true,
      },
      encryptionConfig: {
        provider: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" },
        resources: ["secrets"],
      },
      tags: { Name: "main-eksCluster" },
    });
  });

  it("has a kubeconfig with the deployer's role and its own Region", () => {
    const { made, outputs } = make(constructed(CLUSTER, controlPlane()), urnOf(CLUSTER));
    const text = outputs["kubeconfigJson"] as string;
    assert.deepEqual(JSON.parse(text), outputs["kubeconfig"]);
    assert.equal(made.get("kubernetes")?.inputs["kubeconfig"], text);
    const { clusters, users } = outputs["kubeconfig"] as {
      clusters: { cluster: { server: string } }[];
      users: { user: { exec: { args: string[] } } }[];
    };
    assert.match(
      clusters[0]?.cluster.server ?? "",
      /^https:\/\/[0-9A-F]{32}\.gr7\.eu-west-1\.eks\.amazonaws\.com$/,
    );
    assert.deepEqual(users[0]?.user.exec.args, [
      ...["--region", "eu-west-1", "eks", "get-token", "--cluster-name", "acme-test"],
      ...["--output", "json", "--role", "arn:aws:iam::123456789012:role/deployer"],
    ]);
    assert.equal(`https://${String(outputs["oidcIssuer"])}`, outputs["oidcProviderUrl"]);
    assert.equal(outputs["nodeSecurityGroupId"], outputs["clusterSecurityGroupId"]);
    assert.match(String(outputs["clusterSecurityGroupId"]), /^sg-[0-9a-f]{17}$/);
  });

  it("refuses inputs with which the component creates more", () => {
    const cases: readonly [Values, RegExp][] = [
      [{ authenticationMode: "CONFIG_MAP" }, /needs authenticationMode to be "API"/],
      [{ skipDefaultNodeGroup: undefined }, /needs skipDefaultNodeGroup to be true/],
      [{ skipDefaultSecurityGroups: false }, /needs skipDefaultSecurityGroups to be true/],
      [{ createOidcProvider: true }, /needs createOidcProvider to be false/],
      [{ useDefaultVpcCni: false }, /needs useDefaultVpcCni to be true/],
      [{ kubeProxyAddonOptions: undefined }, /set kubeProxyAddonOptions\.enabled to false/],
      [{ corednsAddonOptions: { enabled: true } }, /set corednsAddonOptions\.enabled to false/],
      [
        { corednsAddonOptions: { enabled: false, configurationValues: {} } },
        /without configurationValues/,
      ],
      [{ fargate: true }, /does not support fargate/],
      [{ serviceRole: "role" }, /does not support serviceRole/],
      [{ providerCredentialOpts: { profileName: "me" } }, /providerCredentialOpts\.profileName/],
      [{ endpointPublicAccess: false }, /publicAccessCidrs only with endpointPublicAccess/],
    ];
    for (const [changes, message] of cases) {
      assert.throws(() => constructed(CLUSTER, controlPlane(changes)), message);
    }
    for (const input of ["vpcId", "subnetIds"]) {
      const without = Object.entries(controlPlane()).filter(([name]) => name !== input);
      assert.throws(
        () => constructed(CLUSTER, Object.fromEntries(without)),
        new RegExp(`eks:index:Cluster needs ${input}`),
      );
    }
  });
});
