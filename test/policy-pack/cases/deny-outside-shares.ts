import { UNKNOWN } from "../../support/policy";
import type { PolicyCases } from "../cases";

const SHARE = "aws:ram/resourceShare:ResourceShare";
const ACCEPTER = "aws:ram/resourceShareAccepter:ResourceShareAccepter";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a share that lets strangers in",
      type: SHARE,
      inputs: { allowExternalPrincipals: true },
      says: /allows principals outside the organization; remove allowExternalPrincipals/,
    },
    {
      title: "a share that lets strangers in, as text",
      type: SHARE,
      inputs: { allowExternalPrincipals: "true" },
      says: /allows principals outside the organization/,
    },
    {
      title: "a share from outside",
      type: ACCEPTER,
      inputs: { shareArn: "arn:aws:ram:us-east-1:210987654321:resource-share/1" },
      says: /accepts a share from outside the organization/,
    },
  ],
  compliant: [
    { type: SHARE, inputs: {} },
    { type: SHARE, inputs: { allowExternalPrincipals: false } },
    { type: ACCEPTER, inputs: { shareArn: UNKNOWN } },
  ],
};
