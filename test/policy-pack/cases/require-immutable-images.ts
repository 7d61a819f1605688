import type { PolicyCases } from "../cases";

const types = [
  "aws:ecr/repository:Repository",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
];
const filter = (tags: string): object => ({ filter: tags, filterType: "WILDCARD" });
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
      title: `${type} some of whose tags stay`,
      type,
      inputs: {
        imageTagMutability: "MUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: [filter("v*")],
      },
      message,
    },
    {
      title: `${type} that excludes every tag`,
      type,
      inputs: {
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: [filter("latest"), filter("**")],
      },
      message: /excludes every tag from immutability/,
    },
  ]),
  compliant: types.flatMap((type) => [
    { type, inputs: { imageTagMutability: "IMMUTABLE" } },
    {
      type,
      inputs: {
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: [filter("latest"), filter("dev-*")],
      },
    },
  ]),
};
