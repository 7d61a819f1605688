import { Company } from "./cloud-of-company";

const NODES = "aws:eks/nodeGroup:NodeGroup";
const DATABASE = "aws:rds/instance:Instance";

// workload-backup F1, F5
describe("Sizes and versions in the emulated cloud", () => {
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
