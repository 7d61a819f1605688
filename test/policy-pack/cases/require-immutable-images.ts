import type { PolicyCases } from "../cases";

const types = [
  "aws:ecr/repository:Repository",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
];
const message = /set imageTagMutability to IMMUTABLE/;

export const cases: PolicyCases = {
  violating: types.flatMap((type) => [
    { title: `${type} without the setting`, type, message },
    {
      title: `${type} whose tags change`,
      type,
      inputs: { imageTagMutability: "MUTABLE" },
      message,
    },
    {
      title: `${type} some of whose tags change`,
      type,
      inputs: { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" },
      message,
    },
  ]),
  compliant: types.map((type) => ({ type, inputs: { imageTagMutability: "IMMUTABLE" } })),
};
