import { isNot } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const restrictNotebooks: Guardrail = {
  id: "restrict-notebooks",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // Each action has one of the two keys. The other key is missing, and a missing key is not equal to the value.
        denyExcept(context, {
          Sid: "RestrictNotebooksInternet",
          Action: ["sagemaker:CreateDomain", "sagemaker:CreateNotebookInstance"],
          Resource: ["*"],
          Condition: {
            StringNotEquals: {
              "sagemaker:AppNetworkAccessType": ["VpcOnly"],
              "sagemaker:DirectInternetAccess": ["Disabled"],
            },
          },
        }),
        denyExcept(context, {
          Sid: "RestrictNotebooksDomains",
          Action: ["sagemaker:UpdateDomain"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "sagemaker:AppNetworkAccessType": ["PublicInternetOnly"] },
          },
        }),
        denyExcept(context, {
          Sid: "RestrictNotebooksRoot",
          Action: ["sagemaker:CreateNotebookInstance"],
          Resource: ["*"],
          Condition: { StringNotEquals: { "sagemaker:RootAccess": ["Disabled"] } },
        }),
        denyExcept(context, {
          Sid: "RestrictNotebooksRootLater",
          Action: ["sagemaker:UpdateNotebookInstance"],
          Resource: ["*"],
          Condition: { StringEquals: { "sagemaker:RootAccess": ["Enabled"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:sagemaker/notebookInstance:NotebookInstance"],
        check: (notebook) => [
          ...mustBe(notebook, "directInternetAccess", "Disabled"),
          ...mustBe(notebook, "rootAccess", "Disabled"),
          ...(notebook.read("subnetId").state === "absent"
            ? [{ message: "is in no subnet of the company; set subnetId" }]
            : []),
        ],
      },
      {
        types: ["aws:sagemaker/domain:Domain"],
        check: (domain) => mustBe(domain, "appNetworkAccessType", "VpcOnly"),
      },
    ],
  },
  detect: [
    { securityHubControl: "SageMaker.1" },
    { securityHubControl: "SageMaker.2" },
    { securityHubControl: "SageMaker.3" },
  ],
  parameters: {},
  about: {
    title: "Keep SageMaker notebooks off the internet",
    why: "a notebook with access to data and with its own route to the internet can send the data anywhere, outside all network controls",
    comply:
      "Put notebooks and Studio domains into subnets and disable direct internet access and root access",
    severity: "high",
    frameworks: [fsbp("SageMaker.1"), fsbp("SageMaker.2"), fsbp("SageMaker.3")],
    requirements: [],
    peers: ["Control Tower", "Cloud Posse"],
  },
};

/** The defaults of all three properties are the open values. */
function mustBe(resource: ResourceView, property: string, value: string): Finding[] {
  return isNot(resource.read(property), value)
    ? [{ message: `does not set ${property} to ${value}; set it` }]
    : [];
}
