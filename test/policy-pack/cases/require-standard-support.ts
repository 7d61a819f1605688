import type { PolicyCases } from "../cases";

const types = ["aws:eks/cluster:Cluster", "eks:index:Cluster"];
const message = /set upgradePolicy\.supportType to STANDARD/;

export const cases: PolicyCases = {
  violating: types.flatMap((type) => [
    { title: `${type} without the setting`, type, inputs: { name: "platform" }, message },
    {
      title: `${type} with extended support`,
      type,
      inputs: { upgradePolicy: { supportType: "EXTENDED" } },
      message,
    },
  ]),
  compliant: types.map((type) => ({
    type,
    inputs: { upgradePolicy: { supportType: "STANDARD" } },
  })),
};
