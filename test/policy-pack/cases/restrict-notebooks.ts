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
      title: "a notebook without settings",
      type: NOTEBOOK,
      message: /does not set directInternetAccess to Disabled/,
    },
    {
      title: "a notebook with internet access of its own",
      type: NOTEBOOK,
      inputs: { ...closed, directInternetAccess: "Enabled" },
      message: /does not set directInternetAccess/,
    },
    {
      title: "a notebook whose users are root",
      type: NOTEBOOK,
      inputs: { ...closed, rootAccess: "Enabled" },
      message: /does not set rootAccess to Disabled/,
    },
    {
      title: "a notebook in no subnet",
      type: NOTEBOOK,
      inputs: { ...closed, subnetId: undefined },
      message: /is in no subnet of the company/,
    },
    {
      title: "a domain with internet access of its own",
      type: DOMAIN,
      inputs: { appNetworkAccessType: "PublicInternetOnly" },
      message: /does not set appNetworkAccessType to VpcOnly/,
    },
  ],
  compliant: [
    { type: NOTEBOOK, inputs: closed },
    { type: NOTEBOOK, inputs: { ...closed, subnetId: UNKNOWN } },
    { type: DOMAIN, inputs: { appNetworkAccessType: "VpcOnly" } },
  ],
};
