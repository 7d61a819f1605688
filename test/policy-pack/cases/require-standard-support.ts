import type { PolicyCases } from "../cases";

const types = ["aws:eks/cluster:Cluster", "eks:index:Cluster"];
const says = /set upgradePolicy\.supportType to STANDARD/;

export const cases: PolicyCases = {
  violating: types.flatMap((type) => [
    { title: `${type} that does not say`, type, inputs: { name: "platform" }, says },
    {
      title: `${type} with extended support`,
      type,
      inputs: { upgradePolicy: { supportType: "EXTENDED" } },
      says,
    },
  ]),
  compliant: types.map((type) => ({
    type,
    inputs: { upgradePolicy: { supportType: "STANDARD" } },
  })),
};
