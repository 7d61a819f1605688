import { fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { known } from "../readings";
import { denyExcept } from "../statements";

const OPEN = "NONE";

export const denyPublicFunctions: Guardrail = {
  id: "deny-public-functions",
  title: "Keep Lambda functions private",
  why: "a function URL without authorization runs company code, with its role, for anyone who finds the address",
  comply:
    "Authorize function URLs by AWS_IAM, behind CloudFront if they are public, and name the source in every permission",
  severity: "high",
  frameworks: [fsbp("Lambda.1")],
  requirements: [],
  peers: ["AWS samples", "Pulumi compliance policies"],
  parameters: {},
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
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
};

function callerIsNamed(permission: ResourceView): Finding[] {
  const lacks = (...properties: readonly string[]): boolean =>
    properties.every((property) => permission.read(property).state === "absent");
  const principal = known(permission, "principal");
  if (known(permission, "functionUrlAuthType") === OPEN) {
    return [
      { message: "lets everyone call the function's URL; set functionUrlAuthType to AWS_IAM" },
    ];
  }
  if (principal === "*" && lacks("principalOrgId", "sourceAccount", "sourceArn")) {
    return [{ message: "lets everyone call the function; name a principal or principalOrgId" }];
  }
  // A service calls for any customer who asks it to.
  const service = typeof principal === "string" && principal.endsWith(".amazonaws.com");
  return service && lacks("principalOrgId", "sourceAccount", "sourceArn")
    ? [{ message: `lets ${principal} call it for any account; set sourceArn or sourceAccount` }]
    : [];
}
