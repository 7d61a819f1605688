import type { PolicyCases } from "../cases";

const VAULT = "aws:backup/vault:Vault";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a vault that is emptied with its stack",
      type: VAULT,
      inputs: { forceDestroy: true },
      message: /loses all its backups when it is removed/,
    },
    {
      title: "a vault that is emptied with its stack, in words",
      type: VAULT,
      inputs: { forceDestroy: "true" },
      message: /loses all its backups when it is removed/,
    },
  ],
  compliant: [{ type: VAULT }, { type: VAULT, inputs: { forceDestroy: false } }],
};
