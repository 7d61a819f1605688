import type { Values } from "../../../../cli/emulation/core/types";
import { assertRefused, Company } from "./cloud-of-company";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const DATABASE = "aws:rds/instance:Instance";

// workload-backup F1, F5
describe("Nodes and parameters in the emulated cloud", () => {
  const nodes = (minSize: number, desiredSize: number, maxSize: number): object => ({
    scalingConfig: { minSize, desiredSize, maxSize },
  });

  it("let a node group have a desired number from its minimum to its maximum", () => {
    const company = new Company();
    company.has("aws:eks/cluster:Cluster", { name: "orders" });
    company.accepts(NODES, { clusterName: "orders", ...nodes(3, 3, 3) });
    company.refuses(
      "InvalidParameterException",
      /Minimum capacity 6 can't be greater than desired size 3/,
      NODES,
      { clusterName: "orders", ...nodes(6, 3, 10) },
      { name: "more" },
    );
    company.refuses(
      "InvalidParameterException",
      /Desired capacity 8 can't be greater than max size 6/,
      NODES,
      { clusterName: "orders", ...nodes(3, 8, 6) },
      { name: "most" },
    );
  });

  it("let nodes have an image of their own version alone, which is the cluster's when they have none", () => {
    const company = new Company();
    company.has("aws:eks/cluster:Cluster", { name: "orders", version: "1.36" });
    const inputs = { clusterName: "orders", ...nodes(1, 1, 1) };
    company.accepts(NODES, { ...inputs, version: "1.36", releaseVersion: "1.36.3-20260903" });
    for (const [version, releaseVersion] of [
      ["1.36", "1.35.7-20260903"],
      ["1.35", "1.36.3-20260903"],
      [undefined, "1.35.7-20260903"],
    ]) {
      company.refuses(
        "InvalidParameterException",
        new RegExp(`${releaseVersion} is not valid for kubernetes version ${version ?? "1.36"}`),
        NODES,
        { ...inputs, ...(version !== undefined && { version }), releaseVersion },
        { name: "other" },
      );
    }
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
  const skews: readonly (readonly [nodes: string, cluster: string, message?: RegExp])[] = [
    ["1.36", "1.36"],
    ["1.33", "1.36"],
    ["1.32", "1.36", /version 1\.32 is too old for the version 1\.36/],
    ["1.37", "1.36", /version 1\.37 is higher than the version 1\.36/],
    ["1.24", "1.26"],
    ["1.24", "1.27", /version 1\.24 is too old for the version 1\.27/],
  ];
  for (const [version, ofCluster, message] of skews) {
    it(`${message === undefined ? "let" : "do not let"} nodes have ${version} with a control plane of ${ofCluster}`, () => {
      const company = new Company();
      company.has(CLUSTER, { name: "orders", version: ofCluster });
      const inputs: Values = { clusterName: "orders", version, ...nodes(1, 1, 1) };
      if (message === undefined) {
        company.accepts(NODES, inputs);
      } else {
        company.refuses("InvalidParameterException", message, NODES, inputs);
      }
    });
  }

  it("compare nodes with the version that the control plane runs, not with the one that was sent", () => {
    const company = new Company();
    const cluster = company.has(CLUSTER, { name: "orders", version: "1.35" });
    const inputs = { clusterName: "orders", version: "1.36", ...nodes(1, 1, 1) };
    company.refuses("InvalidParameterException", /higher than the version 1\.35/, NODES, inputs);
    // EKS raises it at the end of its support.
    company.cloud.drift(cluster, {}, { version: "1.36" });
    company.accepts(NODES, inputs);
  });

  it("keep a control plane back while one of its node groups is three minor versions below it", () => {
    const company = new Company();
    const inputs = { name: "orders", version: "1.35" };
    const { id, type, name, urn, site } = company.has(CLUSTER, inputs);
    const has = (group: string, version: string, clusterName = "orders") =>
      company.has(
        NODES,
        { clusterName, nodeGroupName: group, version, ...nodes(1, 1, 1) },
        { name: group },
      );
    has("new", "1.33");
    has("of-another", "1.30", "other");
    const raise = (version: string): unknown =>
      company.cloud.update({ type, name, urn, site, inputs: { ...inputs, version } }, id);
    raise("1.36");
    has("old", "1.33");
    assertRefused(
      "InvalidParameterException",
      /Nodegroups new, old must be updated to match cluster version 1\.36/,
      () => raise("1.37"),
    );
  });

  it("let a database have parameters of its own version alone", () => {
    const company = new Company();
    const group = company.has("aws:rds/parameterGroup:ParameterGroup", {
      name: "orders",
      family: "postgres17",
    });
    const inputs = { identifier: "orders", engine: "postgres", parameterGroupName: group.id };
    company.refuses("InvalidParameterCombination", /DBParameterGroupFamily postgres18/, DATABASE, {
      ...inputs,
      engineVersion: "18",
    });
    company.accepts(DATABASE, { ...inputs, engineVersion: "17.4" });
  });
});
