import type { Values } from "../../../../cli/emulation/core/types";
import type { CloudResource } from "../../../../cli/emulation/core/resource";
import { refuseUpdate } from "../../../../cli/emulation/refusals";
import { textOf } from "../../../../cli/emulation/refusals/inputs";
import { assertRefused, Company } from "./cloud-of-company";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const DATABASE = "aws:rds/instance:Instance";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";

/** Changes some inputs of a resource as a provider does. */
function change(company: Company, { id, ...existing }: CloudResource, inputs: Values): void {
  const { type, name, urn, site } = existing;
  company.cloud.update({ type, name, urn, site, inputs: { ...existing.inputs, ...inputs } }, id);
}

/** Outputs of AWS after it has chosen or raised versions. */
const RAISED = { version: "1.36", releaseVersion: "1.36.4-20261110" };

/** The nodes of a cluster of version 1.36. */
function nodesOf(company: Company, inputs: Values): CloudResource {
  company.has(CLUSTER, { name: "orders", version: "1.36" });
  const scalingConfig = { minSize: 1, desiredSize: 1, maxSize: 2 };
  return company.has(NODES, { clusterName: "orders", scalingConfig, ...inputs });
}

/** Versions of a resource, and the refusal of each step; a step without one is accepted. */
function itSteps(
  title: string,
  create: (company: Company, version: string) => CloudResource,
  input: string,
  steps: readonly (readonly [from: string, to: string, code?: string, message?: RegExp])[],
): void {
  for (const [from, to, code, message = /./] of steps) {
    it(`${code === undefined ? "accept" : "refuse"} ${title} from ${from} to ${to}`, () => {
      const company = new Company();
      const existing = create(company, from);
      const act = (): void => {
        change(company, existing, { [input]: to });
      };
      if (code === undefined) {
        act();
      } else {
        assertRefused(code, message, act);
      }
    });
  }
}

/** A database with a parameter group of its version. */
function database(company: Company, inputs: Values = {}): CloudResource {
  const group = parametersOf(company, "17");
  return company.has(DATABASE, {
    identifier: "orders",
    engine: "postgres",
    engineVersion: "17",
    allocatedStorage: 100,
    parameterGroupName: group.id,
    applyImmediately: false,
    allowMajorVersionUpgrade: true,
    ...inputs,
  });
}

function parametersOf(company: Company, version: string): CloudResource {
  const name = `orders-${version}`;
  return company.has(PARAMETERS, { name, family: `postgres${version}` }, { name });
}

// workload-backup F1, F5, F12, public-reports B15, rig 1
describe("Updates in the emulated cloud", () => {
  itSteps(
    "a cluster",
    (company, version) => company.has(CLUSTER, { name: "orders", version }),
    "version",
    [
      ["1.34", "1.35"],
      ["1.34", "1.36", "InvalidParameterException", /from 1\.34 to 1\.36/],
      ["1.35", "1.34", "InvalidParameterException", /from 1\.35 to 1\.34/],
    ],
  );

  itSteps(
    "nodes",
    (company, version) => {
      company.has(CLUSTER, { name: "orders", version: "1.35" });
      return company.has(NODES, {
        clusterName: "orders",
        version,
        scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 2 },
      });
    },
    "version",
    [
      ["1.34", "1.35"],
      ["1.34", "1.36", "InvalidParameterException", /higher than the version 1\.35/],
      ["1.35", "1.34", "InvalidParameterException", /lower than the current version 1\.35/],
    ],
  );

  itSteps(
    "the image of nodes",
    (company, releaseVersion) => nodesOf(company, { version: "1.36", releaseVersion }),
    "releaseVersion",
    [
      ["1.36.3-20260903", "1.36.4-20261110"],
      ["1.36.4-20261103", "1.36.4-20261110"],
      [
        "1.36.4-20261110",
        "1.36.3-20260903",
        "InvalidParameterException",
        /release version 1\.36\.4/,
      ],
      [
        "1.36.4-20261110",
        "1.36.4-20261103",
        "InvalidParameterException",
        /1\.36\.4-20261103 is older/,
      ],
      [
        "1.36.4-20261110",
        "1.37.1-20261201",
        "InvalidParameterException",
        /for kubernetes version 1\.36/,
      ],
    ],
  );

  it("compare with what AWS runs, not with what was sent", () => {
    const company = new Company();
    const { cloud } = company;
    // EKS chose the image at creation, and has raised the control plane at the end of its support.
    const nodes = { ...nodesOf(company, { version: "1.36" }), outputs: RAISED };
    const cluster = { ...company.has(CLUSTER, { name: "old", version: "1.35" }), outputs: RAISED };
    for (const [existing, inputs, message] of [
      [nodes, { releaseVersion: "1.36.3-20260903" }, /older than the release version 1\.36\.4/],
      [cluster, { version: "1.35" }, /from 1\.36 to 1\.35/],
    ] as const) {
      const { type, name, urn, site } = existing;
      const request = { type, name, urn, site, inputs: { ...existing.inputs, ...inputs } };
      assertRefused("InvalidParameterException", message, () => {
        refuseUpdate(request, existing, cloud);
      });
    }
  });

  itSteps(
    "a cache",
    (company, engineVersion) =>
      company.has(CACHE, { replicationGroupId: "orders", engine: "valkey", engineVersion }),
    "engineVersion",
    [
      ["7.2", "8.0"],
      ["8.0", "8.1"],
      ["8.1", "8.0", "InvalidParameterCombination", /lower version 8\.0/],
    ],
  );

  const versions: readonly (readonly [string, Values, string?, RegExp?])[] = [
    ["a higher major version with its flag", { engineVersion: "18" }],
    [
      "a minor version without the flag",
      { engineVersion: "17.9", allowMajorVersionUpgrade: false },
    ],
    [
      "a higher major version without its flag",
      { engineVersion: "18", allowMajorVersionUpgrade: false },
      "InvalidParameterCombination",
      /AllowMajorVersionUpgrade flag must be present/,
    ],
    [
      "a lower major version",
      { engineVersion: "16" },
      "InvalidParameterCombination",
      /Cannot upgrade postgres from 17 to 16/,
    ],
    [
      "less storage",
      { allocatedStorage: 99 },
      "InvalidParameterValue",
      /99 GiB is less than the current 100 GiB/,
    ],
    // The provider leaves it out of the call.
    [
      "less storage, with room to grow and another class,",
      { allocatedStorage: 99, maxAllocatedStorage: 500, instanceClass: "db.m7g.xlarge" },
    ],
    ["more storage", { allocatedStorage: 101 }],
  ];
  for (const [title, inputs, code, message = /./] of versions) {
    it(`${code === undefined ? "accept" : "refuse"} ${title} of a database`, () => {
      const company = new Company();
      const existing = database(company);
      const version = textOf(inputs, "engineVersion")?.split(".")[0] ?? "17";
      const group =
        version === "17" ? {} : { parameterGroupName: parametersOf(company, version).id };
      const act = (): void => {
        change(company, existing, { ...inputs, ...group });
      };
      if (code === undefined) {
        act();
      } else {
        assertRefused(code, message, act);
      }
    });
  }

  it("refuse a new version of a database with the parameter group of the old one", () => {
    const company = new Company();
    const existing = database(company);
    assertRefused("InvalidParameterCombination", /DBParameterGroupFamily postgres18/, () => {
      change(company, existing, { engineVersion: "18" });
    });
  });

  it("leave the old parameter group of a database in use until its window, or not with a change at once", () => {
    for (const applyImmediately of [false, true]) {
      const company = new Company();
      const existing = database(company);
      const [old] = company.cloud.all(PARAMETERS);
      const group = parametersOf(company, "18").id;
      change(company, existing, {
        engineVersion: "18",
        parameterGroupName: group,
        applyImmediately,
      });
      if (applyImmediately) {
        company.deletes(old as CloudResource);
      } else {
        company.keeps("InvalidDBParameterGroupState", /still members/, old as CloudResource);
      }
    }
  });

  it("accept the version that still runs while a higher one waits for the window", () => {
    const company = new Company();
    const existing = database(company);
    const inputs = { engineVersion: "18", parameterGroupName: parametersOf(company, "18").id };
    change(company, existing, inputs);
    change(company, existing, {});
    company.deletes(company.cloud.all(PARAMETERS)[1] as CloudResource);
  });

  it("refuse to move a control plane to other zones, and accept other subnets of the same", () => {
    const company = new Company();
    const vpcId = company.has("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }).id;
    const subnet = (name: string, zone: string): string =>
      company.has("aws:ec2/subnet:Subnet", { vpcId, availabilityZone: zone }, { name }).id;
    const [a, b, again, c] = [
      subnet("a", "us-east-1a"),
      subnet("b", "us-east-1b"),
      subnet("again", "us-east-1b"),
      subnet("c", "us-east-1c"),
    ];
    const role = company.has("aws:iam/role:Role", { name: "cluster" }).outputs["arn"];
    const inputs = { name: "orders", roleArn: role, vpcConfig: { subnetIds: [a, b] } };
    const cluster = company.has(CLUSTER, inputs);
    change(company, cluster, { vpcConfig: { subnetIds: [again, a] } });
    for (const subnetIds of [[a, b, c], [a], [a, c]]) {
      assertRefused("InvalidParameterException", /exact set of AZs 'us-east-1a,us-east-1b'/, () => {
        change(company, cluster, { vpcConfig: { subnetIds } });
      });
    }
  });
});
