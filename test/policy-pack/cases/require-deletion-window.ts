import type { PolicyCases } from "../cases";

const keys = [
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/key:Key",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
];
const SECRET = "aws:secretsmanager/secret:Secret";

export const cases: PolicyCases = {
  violating: [
    ...keys.map((type) => ({
      title: `a ${type} that goes in a week`,
      type,
      inputs: { deletionWindowInDays: 7 },
      message: /sets deletionWindowInDays to 7; remove it or set 30/,
    })),
    {
      title: "a secret that goes at once",
      type: SECRET,
      inputs: { recoveryWindowInDays: 0 },
      message: /sets recoveryWindowInDays to 0/,
    },
    {
      title: "a secret that goes in a week, as text",
      type: SECRET,
      inputs: { recoveryWindowInDays: "7" },
      message: /sets recoveryWindowInDays to 7/,
    },
  ],
  compliant: [
    ...keys.flatMap((type) => [{ type }, { type, inputs: { deletionWindowInDays: 30 } }]),
    { type: SECRET },
    { type: SECRET, inputs: { recoveryWindowInDays: 30 } },
  ],
};
