import { isOfOneAccount } from "../support/open-statements";
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
        // Permissions for the principal `*` are checked in preview only: a permission for the whole organization names
        // it too, and the request does not show the difference.
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
    why: "a function URL without authorization runs company code, with the rights of its role, for everyone who finds the address",
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
      { message: "allows every caller on the function's URL; set functionUrlAuthType to AWS_IAM" },
    ];
  }
  // deny-confused-deputies checks permissions for services.
  const source = permission.read("sourceArn");
  const isNamed =
    ["principalOrgId", "sourceAccount"].some(
      (property) => permission.read(property).state !== "absent",
    ) ||
    source.state === "unknown" ||
    (source.state === "known" && isOfOneAccount(String(source.value)));
  return known(permission, "principal") === "*" && !isNamed
    ? [{ message: "allows every account to call the function; name a principal or principalOrgId" }]
    : [];
}
