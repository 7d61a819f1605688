import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";

export const cases: PolicyCases = {
  parameters: { boundary: ["team-boundary"] },
  violating: [
    { title: "a role without a boundary", type: ROLE, message: /has no permissions boundary/ },
    {
      title: "a role with another policy for a boundary",
      type: ROLE,
      inputs: { permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      message: /set permissionsBoundary to the policy team-boundary/,
    },
    {
      title: "a role whose boundary's name only ends like it",
      type: ROLE,
      inputs: { permissionsBoundary: "arn:aws:iam::123456789012:policy/no-team-boundary" },
      message: /has no permissions boundary/,
    },
  ],
  compliant: [
    {
      type: ROLE,
      inputs: { permissionsBoundary: "arn:aws:iam::123456789012:policy/team-boundary" },
    },
    { type: ROLE, inputs: { permissionsBoundary: UNKNOWN } },
  ],
};
