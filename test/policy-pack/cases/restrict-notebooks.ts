import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance";
const DOMAIN = "aws:sagemaker/domain:Domain";
const closed = {
  directInternetAccess: "Disabled",
  rootAccess: "Disabled",
  subnetId: "subnet-0a1b",
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a notebook that says nothing",
      type: NOTEBOOK,
      says: /does not set directInternetAccess to Disabled/,
    },
    {
      title: "a notebook with internet access of its own",
      type: NOTEBOOK,
      inputs: { ...closed, directInternetAccess: "Enabled" },
      says: /does not set directInternetAccess/,
    },
    {
      title: "a notebook whose users are root",
      type: NOTEBOOK,
      inputs: { ...closed, rootAccess: "Enabled" },
      says: /does not set rootAccess to Disabled/,
    },
    {
      title: "a notebook in no subnet",
      type: NOTEBOOK,
      inputs: { ...closed, subnetId: undefined },
      says: /is in no subnet of ours/,
    },
    {
      title: "a domain with internet access of its own",
      type: DOMAIN,
      inputs: { appNetworkAccessType: "PublicInternetOnly" },
      says: /does not set appNetworkAccessType to VpcOnly/,
    },
  ],
  compliant: [
    { type: NOTEBOOK, inputs: closed },
    { type: NOTEBOOK, inputs: { ...closed, subnetId: UNKNOWN } },
    { type: DOMAIN, inputs: { appNetworkAccessType: "VpcOnly" } },
  ],
};
