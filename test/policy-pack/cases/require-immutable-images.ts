import type { PolicyCases } from "../cases";

const types = [
  "aws:ecr/repository:Repository",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
];
const says = /set imageTagMutability to IMMUTABLE/;

export const cases: PolicyCases = {
  violating: types.flatMap((type) => [
    { title: `${type} that does not say`, type, says },
    {
      title: `${type} whose tags change`,
      type,
      inputs: { imageTagMutability: "MUTABLE" },
      says,
    },
    {
      title: `${type} some of whose tags change`,
      type,
      inputs: { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" },
      says,
    },
  ]),
  compliant: types.map((type) => ({ type, inputs: { imageTagMutability: "IMMUTABLE" } })),
};
