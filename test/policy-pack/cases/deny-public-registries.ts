import type { PolicyCases } from "../cases";

const REPOSITORY = "aws:ecrpublic/repository:Repository";

export const cases: PolicyCases = {
  parameters: { repositories: ["open-source"] },
  violating: [
    {
      title: "a public repository",
      type: REPOSITORY,
      inputs: { repositoryName: "internal" },
      message: /publishes its images/,
    },
  ],
  compliant: [{ type: REPOSITORY, inputs: { repositoryName: "open-source" } }],
};
