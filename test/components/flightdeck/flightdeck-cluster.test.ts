import assert from "node:assert/strict";
import {
  FlightdeckCluster,
  type FlightdeckClusterArgs,
} from "../../../components/flightdeck/flightdeck-cluster";
import { addOnVersionsOf, versionMatrix } from "../../../components/shared/version-matrix";
import { reveal } from "../../../cli/emulation/protocol/values";
import { matches } from "../../../policy-pack/guardrails/support/wildcards";
import { accountIds, document, planned, type PlannedStack } from "../../support/plan/planned";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";
import { at, named, waitsFor, workloads, workloadWith } from "../../support/plan/workload";

const CLUSTER = "eks:index:Cluster";
const ADD_ON = "aws:eks/addon:Addon";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ACCESS = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const RELEASE = "kubernetes:helm.sh/v3:Release";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const KUBERNETES = "pulumi:providers:kubernetes";

/** Role, policy and namespaces of every access, in words. */
function access(plan: PlannedStack): string[] {
  return plan
    .all(ACCESS)
    .map(({ inputs }) => {
      const role = String(inputs["principalArn"]).split(/role\//)[1] ?? "";
      const policy = String(inputs["policyArn"]).split("/").at(-1) ?? "";
      const namespaces = at(inputs, "accessScope", "namespaces") as string[] | undefined;
      return `${role.replace(/_[0-9a-f]{16}$/, "_*")} ${policy} ${namespaces?.join() ?? "everywhere"}`;
    })
    .sort();
}

/** A small cluster of orders without people, with other arguments as a test gives them. */
function orders(args: Partial<FlightdeckClusterArgs> = {}): ComponentProgram {
  return ({ place, opts, computed }) => {
    const cluster = new FlightdeckCluster(
      "orders",
      {
        place,
        clusterName: "orders",
        version: "1.35",
        publicAccessRanges: [],
        logRetentionDays: 30,
        deployerArn: "arn:aws:iam::111111111111:role/ci",
        madeByBootstrap: false,
        install: false,
        nodes: { instanceTypes: ["m7i.large"], minimum: 1, maximum: 2, diskSize: 20 },
        tags: {},
        addOnVersions: { coredns: "v1.11.4-eksbuild.2" },
        access: { applicationNamespace: "shop" },
        metricsIngestionRoleArn: "arn:aws:iam::222222222222:role/metrics",
        vpcId: computed("vpc-1"),
        subnetIds: computed(["subnet-1", "subnet-2"]),
        applicationDeployRoleArn: computed("arn:aws:iam::111111111111:role/delivery"),
        registryAccountId: "222222222222",
        ...args,
      },
      opts,
    );
    return { clusterName: cluster.clusterName };
  };
}

describe("FlightdeckCluster, constructed alone", () => {
  it("installs nothing inside the cluster without install [B10]", async () => {
    const inside = (types: readonly { type: string }[]): string[] =>
      types.map(({ type }) => type).filter((type) => type.startsWith("kubernetes:"));
    const outside = await planComponent(orders());
    assert.deepEqual(outside.errors, []);
    assert.deepEqual(inside(outside.resources), []);
    const whole = await planComponent(orders({ install: true }));
    assert.deepEqual(inside(whole.resources).sort(), ["kubernetes:core/v1:Namespace", RELEASE]);
    assert.equal(at(whole.one("kubernetes:core/v1:Namespace").inputs, "metadata", "name"), "shop");
  });

  it("hands version, add-ons and nodes to its parts", async () => {
    const plan = await planComponent(orders());
    assert.equal(plan.one(CLUSTER).inputs["version"], "1.35");
    assert.equal(plan.one(NODES).inputs["version"], "1.35");
    assert.equal(
      plan.one(ADD_ON, "orders-workload-coredns").inputs["addonVersion"],
      "v1.11.4-eksbuild.2",
    );
    assert.equal(plan.all(ENTRY).length, 1, "delivery alone");
  });

  // workload-backup F6
  it("runs the add-ons that the matrix pins for its version, except those whose version is given", async () => {
    const coredns = "v1.11.4-eksbuild.2";
    for (const version of ["1.35", "1.36"]) {
      for (const addOnVersions of [{}, { coredns }]) {
        const plan = await planComponent(orders({ version, addOnVersions }));
        const versions = plan
          .all(ADD_ON)
          .map(({ inputs }) => [inputs["addonName"], inputs["addonVersion"]] as const)
          .filter(([, addOn]) => addOn !== undefined);
        assert.deepEqual(Object.fromEntries(versions), {
          ...addOnVersionsOf(version),
          ...addOnVersions,
        });
      }
    }
    assert.notDeepEqual(addOnVersionsOf("1.36"), {});
  });

  // rig 1
  it("has its control plane in the first two zones, or in as many as it was created in, and nodes in all", async () => {
    const all = ["subnet-1", "subnet-2", "subnet-3"];
    for (const [zones, expected] of [
      [undefined, all.slice(0, 2)],
      [3, all],
    ] as const) {
      const plan = await planComponent((context) =>
        orders({
          subnetIds: context.computed(all),
          ...(zones !== undefined && { controlPlaneZones: zones }),
        })(context),
      );
      assert.deepEqual(plan.errors, []);
      assert.deepEqual(plan.one(CLUSTER).inputs["subnetIds"], expected);
      assert.deepEqual(plan.one(NODES).inputs["subnetIds"], all);
    }
  });

  itRejects<Partial<FlightdeckClusterArgs>>(orders, [
    [
      "a control plane in one zone",
      { controlPlaneZones: 1 },
      "controlPlaneZones: must be a whole number of at least 2, got 1; EKS needs subnets in two zones",
    ],
    [
      "nodes that could not start, by their path",
      { nodes: { instanceTypes: ["m7i.large"], minimum: 3, maximum: 2, diskSize: 20 } },
      "nodes.maximum: must be a whole number from 3 to 450, got 2; the minimum is the least, and EKS allows no more nodes in one group",
    ],
    [
      "a namespace that Kubernetes refuses, by its path",
      { access: { applicationNamespace: "Shop" } },
      'access.applicationNamespace: must be 1 to 63 lower-case letters, digits and hyphens, without a hyphen at either end, got "Shop"; choose another name',
    ],
    [
      "an add-on's version that EKS does not have",
      { addOnVersions: { coredns: "latest" } },
      'addOnVersions.coredns: must be a version of an EKS add-on, got "latest"; write it like v1.10.1-eksbuild.1; aws eks describe-addon-versions lists them',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(orders({ install: true }));
  });
});

describe("FlightdeckCluster", () => {
  it("runs Kubernetes within standard support, in private subnets, with every control plane log [r0.7, B10]", async () => {
    const plan = await planned("prod");
    const { inputs, options, providerPackages, propertyDependencies } = plan.one(CLUSTER);
    for (const [input, value] of Object.entries({
      name: "acme-prod",
      version: "1.36",
      authenticationMode: "API",
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: true,
      endpointPrivateAccess: true,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      skipDefaultNodeGroup: true,
    })) {
      assert.deepEqual(inputs[input], value, input);
    }
    assert.deepEqual(options, { protect: true });
    assert.deepEqual(
      providerPackages,
      ["aws"],
      "a remote component takes no provider from its parent",
    );
    assert.deepEqual(named(propertyDependencies["subnetIds"] ?? []), ["awsx:ec2:Vpc workload"]);
    assert.deepEqual(named(propertyDependencies["encryptionConfigKeyArn"] ?? []), [
      "aws:kms/key:Key workload-flightdeck-secrets",
    ]);
    const logs = plan.one("aws:cloudwatch/logGroup:LogGroup", "workload-flightdeck");
    assert.equal(logs.inputs["name"], "/aws/eks/acme-prod/cluster");
    assert.equal(logs.inputs["retentionInDays"], 90);
    assert.equal(waitsFor(plan, plan.one(CLUSTER), logs), true);
  });

  it("keeps the Kubernetes API private unless ranges are named, and never open to all [B10]", async () => {
    for (const stack of workloads) {
      const { inputs } = (await planned(stack)).one(CLUSTER);
      assert.equal(inputs["endpointPublicAccess"], true);
      assert.equal(inputs["endpointPrivateAccess"], true);
      assert.deepEqual(inputs["publicAccessCidrs"], ["203.0.113.0/24"]);
    }
    const closed = await workloadWith({
      cluster: { publicAccessRanges: [], deployedFromInside: true },
    });
    const { inputs } = closed.one(CLUSTER);
    assert.equal(inputs["endpointPublicAccess"], false);
    assert.equal(inputs["endpointPrivateAccess"], true);
    assert.equal(inputs["publicAccessCidrs"], undefined);
    assert.equal(closed.all(RELEASE).length, 1, "from inside, charts are installed all the same");
  });

  it("asks nothing of the Kubernetes API when it installs nothing, and makes the rest whole [B10]", async () => {
    const plan = await workloadWith({ cluster: { publicAccessRanges: [], install: false } });
    assert.deepEqual([...plan.plan.errors], []);
    const inside = plan.resources.filter(
      ({ type }) => type === KUBERNETES || type.startsWith("kubernetes:"),
    );
    assert.deepEqual(inside, []);
    assert.equal(plan.all(ADD_ON).length, 6);
    assert.equal(plan.all(NODES).length, 1);
  });

  it("installs what nodes need before them, and what needs nodes after them [B10]", async () => {
    const plan = await planned("prod");
    const cluster = plan.one(CLUSTER);
    const nodes = plan.one(NODES);
    const addOns = new Map(
      plan.all(ADD_ON).map((addOn) => [String(addOn.inputs["addonName"]), addOn]),
    );
    const before = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"];
    const after = ["aws-ebs-csi-driver", "coredns", "metrics-server"];
    assert.deepEqual([...addOns.keys()].sort(), [...before, ...after].sort());
    for (const [name, addOn] of addOns) {
      assert.ok(waitsFor(plan, addOn, cluster), `${name} waits for the cluster`);
      assert.equal(waitsFor(plan, nodes, addOn), before.includes(name), `nodes wait for ${name}`);
      assert.equal(waitsFor(plan, addOn, nodes), after.includes(name), `${name} waits for nodes`);
      assert.equal(addOn.inputs["resolveConflictsOnCreate"], "OVERWRITE");
      assert.equal(addOn.inputs["resolveConflictsOnUpdate"], "OVERWRITE");
      assert.equal(addOn.inputs["preserve"], false);
    }
    const { inputs } = cluster;
    assert.equal(inputs["bootstrapSelfManagedAddons"], false);
    assert.equal(inputs["useDefaultVpcCni"], true, "the component's own vpc-cni would be a second");
    assert.equal(at(inputs, "kubeProxyAddonOptions", "enabled"), false);
    assert.equal(at(inputs, "corednsAddonOptions", "enabled"), false);
  });

  it("makes everything that names the cluster wait for it", async () => {
    const plan = await planned("prod");
    const onCluster = plan.resources.filter(({ type }) => type.startsWith("aws:eks/"));
    assert.equal(onCluster.length > 15, true);
    for (const resource of onCluster) {
      assert.ok(waitsFor(plan, resource, plan.one(CLUSTER)), resource.urn);
    }
  });

  it("starts nodes only with all their rights, and keeps those until the last is gone", async () => {
    const plan = await planned("prod");
    const rights = named(plan.one(NODES).dependencies).filter((name) =>
      name.includes("iam/rolePolicy"),
    );
    assert.deepEqual(rights.sort(), [
      "aws:iam/rolePolicy:RolePolicy workload-flightdeck-node-images",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment workload-flightdeck-node-AmazonEKSWorkerNodePolicy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment workload-flightdeck-node-AmazonEKS_CNI_Policy",
    ]);
  });

  it("gives nodes Amazon Linux 2023, metadata version 2 without a hop to pods, and encrypted volumes [B10]", async () => {
    const plan = await planned("prod");
    const nodes = plan.one(NODES);
    assert.equal(nodes.inputs["amiType"], "AL2023_ARM_64_STANDARD");
    assert.equal(nodes.inputs["capacityType"], "ON_DEMAND");
    assert.equal(
      nodes.inputs["nodeGroupName"],
      undefined,
      "a fixed name collides when it is replaced",
    );
    assert.equal(nodes.options.ignoreChanges, undefined);
    const template = plan.one("aws:ec2/launchTemplate:LaunchTemplate").inputs;
    assert.deepEqual(template["metadataOptions"], {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    assert.equal(at(template, "blockDeviceMappings", 0, "ebs", "encrypted"), "true");
    assert.equal(at(template, "blockDeviceMappings", 0, "ebs", "volumeType"), "gp3");
    for (const specification of [0, 1]) {
      assert.equal(
        at(template, "tagSpecifications", specification, "tags", "Environment"),
        "production",
      );
    }
  });

  it("counts nodes over all zones, whatever their number [B2]", async () => {
    const nodes = { instanceTypes: ["m7g.large"], minimum: 2, maximum: 10 };
    for (const availabilityZones of [2, 3]) {
      const plan = await workloadWith({ availabilityZones, cluster: { nodes } });
      assert.deepEqual(plan.one(NODES).inputs["scalingConfig"], {
        minSize: 2,
        maxSize: 10,
        desiredSize: 2,
      });
    }
  });

  it("lets nodes pull from the operations registry and AWS's own, and from no other [A5, B12]", async () => {
    const ids = await accountIds();
    const plan = await planned("prod");
    const { Statement } = document(
      plan.one(POLICY, "workload-flightdeck-node-images").inputs["policy"],
    );
    const resources = Statement.map(({ Action, Resource }) => [Action, Resource]);
    assert.deepEqual(resources, [
      ["ecr:GetAuthorizationToken", "*"],
      [
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        [
          `arn:aws:ecr:us-east-1:${ids["operations"]}:repository/*`,
          "arn:aws:ecr:us-east-1:602401143452:repository/*",
        ],
      ],
    ]);
    const managed = plan
      .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => String(inputs["policyArn"]));
    assert.equal(
      managed.every((arn) => !arn.includes("ContainerRegistry")),
      true,
    );
  });

  describe("access", () => {
    it("lets delivery edit one namespace, readers see all, and no developer into production [A4, A12, B4]", async () => {
      assert.deepEqual(access(await planned("prod")), [
        "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Prod-ReadOnly_* AmazonEKSViewPolicy everywhere",
        "platform-application-deploy AmazonEKSEditPolicy application",
        "platform-deployment AmazonEKSClusterAdminPolicy everywhere",
      ]);
    });

    it("lets developers edit the applications' namespace outside production [A12, r2.5]", async () => {
      assert.deepEqual(access(await planned("sandbox")), [
        "aws-reserved/sso.amazonaws.com/AWSReservedSSO_NonProd-Developer_* AmazonEKSEditPolicy application",
        "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Prod-ReadOnly_* AmazonEKSViewPolicy everywhere",
        "platform-application-deploy AmazonEKSEditPolicy application",
        "platform-deployment AmazonEKSClusterAdminPolicy everywhere",
      ]);
    });

    it("makes one entry for each role, standard ones, after the cluster", async () => {
      const plan = await planned("sandbox");
      const principals = plan.all(ENTRY).map(({ inputs }) => inputs["principalArn"]);
      assert.equal(new Set(principals).size, principals.length);
      for (const entry of plan.all(ENTRY)) {
        assert.equal(entry.inputs["type"], "STANDARD");
        assert.equal(entry.inputs["kubernetesGroups"], undefined);
        assert.equal(waitsFor(plan, entry, plan.one(CLUSTER)), true);
      }
      for (const grant of plan.all(ACCESS)) {
        assert.equal(named(grant.dependencies).includes(`${ENTRY} ${grant.name}`), true);
      }
    });

    it("makes no second entry for the deployment role where it has made the cluster itself", async () => {
      const plan = await workloadWith({ cluster: { madeBy: "deployment" } });
      assert.equal(
        access(plan).every((line) => !line.startsWith("platform-deployment")),
        true,
      );
    });

    it("leaves people out unless configuration admits them", async () => {
      const plan = await workloadWith({});
      assert.equal(
        access(plan).every((line) => !line.includes("AWSReservedSSO")),
        true,
      );
    });

    it("trusts only the hub roles of delivery: in production the approved one alone [A4, r2.17]", async () => {
      const ids = await accountIds();
      const { outputs } = (await planned("operations")).plan;
      const trusted = async (stack: string): Promise<unknown> => {
        const role = (await planned(stack)).one(ROLE, "workload-application-deploy").inputs;
        assert.equal(role["name"], "platform-application-deploy");
        const { Statement } = document(role["assumeRolePolicy"]);
        assert.deepEqual(at(Statement[0] ?? {}, "Principal", "AWS"), [
          `arn:aws:iam::${ids["operations"]}:root`,
        ]);
        return at(Statement[0] ?? {}, "Condition", "ArnLike", "aws:PrincipalArn");
      };
      const delivery = outputs["delivery"] as Record<string, string>;
      const approved = delivery["applicationDeliveryRoleArn"];
      assert.deepEqual(await trusted("prod"), [approved]);
      assert.deepEqual(await trusted("sandbox"), [approved, delivery["applicationBuildRoleArn"]]);
    });

    it("shows delivery this one cluster and nothing else of AWS [A4, B12]", async () => {
      const ids = await accountIds();
      const { Statement } = document(
        (await planned("prod")).one(POLICY, "workload-application-deploy").inputs["policy"],
      );
      assert.deepEqual(
        Statement.map(({ Action, Resource }) => [Action, Resource]),
        [["eks:DescribeCluster", `arn:aws:eks:us-east-1:${ids["prod"]}:cluster/acme-prod`]],
      );
    });
  });

  describe("pods", () => {
    it("get roles by Pod Identity, each for one service account of this cluster [A12, B12]", async () => {
      const ids = await accountIds();
      const plan = await planned("prod");
      const associations = plan.all(ASSOCIATION);
      assert.equal(associations.length, 3);
      for (const { inputs, name } of associations) {
        const { Statement } = document(plan.one(ROLE, name).inputs["assumeRolePolicy"]);
        assert.deepEqual(Statement, [
          {
            Effect: "Allow",
            Principal: { Service: "pods.eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Condition: {
              StringEquals: {
                "aws:SourceAccount": ids["prod"],
                "aws:RequestTag/eks-cluster-name": "acme-prod",
                "aws:RequestTag/kubernetes-namespace": inputs["namespace"],
                "aws:RequestTag/kubernetes-service-account": inputs["serviceAccount"],
              },
            },
          },
        ]);
      }
    });

    it("write metrics through the operations account's role, which trusts this one [A6]", async () => {
      const { outputs } = (await planned("operations")).plan;
      const plan = await planned("prod");
      const role = plan.one(ROLE, "workload-flightdeck-metrics");
      const { Statement } = document(
        plan.one(POLICY, "workload-flightdeck-metrics").inputs["policy"],
      );
      assert.deepEqual(Statement[0]?.["Resource"], outputs["metricsIngestionRoleArn"]);
      assert.deepEqual(Statement[0]?.["Action"], ["sts:AssumeRole", "sts:TagSession"]);
      const ingestion = (await planned("operations"))
        .all(ROLE)
        .find(({ inputs }) => inputs["name"] === "platform-metrics-ingestion");
      const [trust] = document(ingestion?.inputs["assumeRolePolicy"]).Statement;
      const { ArnLike } = trust?.["Condition"] as { ArnLike: Record<string, string[]> };
      const [pattern = ""] = ArnLike["aws:PrincipalArn"] ?? [];
      assert.ok(pattern.endsWith("*"), pattern);
      const [, account, name = ""] = /^arn:aws:iam::(.+):role\/(.+)\*$/.exec(pattern) ?? [];
      assert.equal(account, "*");
      assert.ok(String(role.inputs["name"]).startsWith(name), pattern);
    });
  });

  describe("charts", () => {
    it("install the load balancer controller, pinned, for target groups alone [B8, B12]", async () => {
      const plan = await planned("prod");
      const { inputs } = plan.one(RELEASE);
      assert.equal(inputs["chart"], "aws-load-balancer-controller");
      assert.equal(inputs["version"], versionMatrix.charts.loadBalancerController.version);
      const values = inputs["values"] as Record<string, unknown>;
      assert.equal(values["clusterName"], "acme-prod");
      assert.equal(values["region"], "us-east-1");
      assert.match(String(values["vpcId"]), /^vpc-/);
      assert.equal(values["enableServiceMutatorWebhook"], false);
      const { Statement } = document(
        plan.one(POLICY, "workload-flightdeck-load-balancers").inputs["policy"],
      );
      const writes = Statement.filter(({ Resource }) => Resource !== "*");
      assert.deepEqual(
        writes.map(({ Action }) => Action),
        [["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]],
      );
      assert.equal(
        Statement.filter(({ Resource }) => Resource === "*")
          .flatMap(({ Action }) => Action as string[])
          .every((action) => action.includes(":Describe")),
        true,
      );
    });

    it("may register pods in the public entry's target group", async () => {
      const plan = await planned("prod");
      const target = plan.one("aws:lb/targetGroup:TargetGroup");
      const { Statement } = document(
        plan.one(POLICY, "workload-flightdeck-load-balancers").inputs["policy"],
      );
      const pattern = String(Statement.find(({ Resource }) => Resource !== "*")?.["Resource"]);
      assert.ok(matches(pattern, target.id), `${pattern} does not match ${target.id}`);
    });

    it("wait for nodes, cluster DNS, their own rights and the deployer's access", async () => {
      const plan = await planned("prod");
      const release = plan.one(RELEASE);
      for (const other of [
        plan.one(NODES),
        plan.one(ADD_ON, "workload-flightdeck-workload-coredns"),
        plan.one(ASSOCIATION, "workload-flightdeck-load-balancers"),
        plan.one(ACCESS, "workload-flightdeck-deployment"),
      ]) {
        assert.ok(waitsFor(plan, release, other), other.urn);
      }
    });

    it("reach the cluster by a provider of its own, with a secret kubeconfig and the deployer's role", async () => {
      const ids = await accountIds();
      const plan = await planned("prod");
      const provider = plan.one(KUBERNETES);
      assert.equal(provider.inputs["kubeconfig"], "[secret]");
      assert.equal(provider.inputs["clusterIdentifier"], "acme-prod");
      for (const type of [RELEASE, "kubernetes:core/v1:Namespace"]) {
        assert.equal(plan.one(type).providerUrn, provider.urn);
      }
      const { kubeconfig } = reveal(plan.plan.outputs) as { kubeconfig: string };
      assert.equal(
        kubeconfig.includes(`arn:aws:iam::${ids["prod"]}:role/OrganizationAccountAccessRole`),
        true,
      );
    });

    it("find the applications' namespace made, with the baseline of pod security", async () => {
      const { inputs, options } = (await planned("prod")).one("kubernetes:core/v1:Namespace");
      assert.equal(at(inputs, "metadata", "name"), "application");
      assert.equal(
        at(inputs, "metadata", "labels", "pod-security.kubernetes.io/enforce"),
        "baseline",
      );
      assert.equal(options.protect, true);
    });
  });
});
