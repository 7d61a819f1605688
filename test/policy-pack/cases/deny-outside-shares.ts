import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const SHARE = "aws:ram/resourceShare:ResourceShare";
const ACCEPTER = "aws:ram/resourceShareAccepter:ResourceShareAccepter";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a share that lets strangers in",
      type: SHARE,
      inputs: { allowExternalPrincipals: true },
      message: /allows principals outside the organization; remove allowExternalPrincipals/,
    },
    {
      title: "a share that lets strangers in, as text",
      type: SHARE,
      inputs: { allowExternalPrincipals: "true" },
      message: /allows principals outside the organization/,
    },
    {
      title: "a share from outside, whose ARN is not known yet",
      type: ACCEPTER,
      inputs: { shareArn: UNKNOWN },
      message: /accepts a share from outside the organization/,
    },
  ],
  compliant: [
    { type: SHARE, inputs: {} },
    { type: SHARE, inputs: { allowExternalPrincipals: false } },
  ],
};
