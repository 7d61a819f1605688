import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicFunctions: Guardrail = {
  id: "deny-public-functions",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // A permission for everyone is left to the preview: one for the whole organization names everyone too, and the
        // request does not tell them apart.
        denyExcept(context, {
          Sid: "DenyPublicFunctions",
          Action: [
            "lambda:AddPermission",
            "lambda:CreateFunctionUrlConfig",
            "lambda:UpdateFunctionUrlConfig",
          ],
          Resource: ["*"],
          Condition: { StringEquals: { "lambda:FunctionUrlAuthType": [OPEN] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:lambda/functionUrl:FunctionUrl"],
        check: (url) =>
          known(url, "authorizationType") === OPEN
            ? [{ message: "has no authorization; set authorizationType to AWS_IAM" }]
            : [],
      },
      { types: ["aws:lambda/permission:Permission"], check: callerIsNamed },
      {
        types: ["aws:lambda/layerVersionPermission:LayerVersionPermission"],
        check: (permission) =>
          known(permission, "principal") === "*" &&
          permission.read("organizationId").state === "absent"
            ? [{ message: "gives the layer to every AWS account; set organizationId" }]
            : [],
      },
    ],
  },
  detect: [{ securityHubControl: "Lambda.1" }],
  calls: ["lambda:AddLayerVersionPermission"],
  parameters: {},
  about: {
    title: "Keep Lambda functions private",
    why: "a function URL without authorization runs company code, with its role, for anyone who finds the address",
    comply:
      "Authorize function URLs by AWS_IAM, behind CloudFront if they are public, and name a principal in every permission",
    severity: "high",
    frameworks: [fsbp("Lambda.1")],
    requirements: [],
    peers: ["AWS samples", "Pulumi compliance policies"],
  },
};

const OPEN = "NONE";

function callerIsNamed(permission: ResourceView): Finding[] {
  if (known(permission, "functionUrlAuthType") === OPEN) {
    return [
      { message: "lets everyone call the function's URL; set functionUrlAuthType to AWS_IAM" },
    ];
  }
  // A service that calls for anybody is deny-confused-deputies' matter.
  return known(permission, "principal") === "*" &&
    ["principalOrgId", "sourceAccount", "sourceArn"].every(
      (property) => permission.read(property).state === "absent",
    )
    ? [{ message: "lets everyone call the function; name a principal or principalOrgId" }]
    : [];
}
