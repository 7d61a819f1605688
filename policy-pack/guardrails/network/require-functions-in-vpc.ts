import { objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireFunctionsInVpc: Guardrail = {
  id: "require-functions-in-vpc",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireFunctionsInVpc",
          Action: ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"],
          Resource: ["*"],
          Condition: { Null: { "lambda:VpcIds": ["true"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:lambda/function:Function"], check: functionHasSubnets }],
  },
  detect: [{ configRule: "LAMBDA_INSIDE_VPC" }],
  parameters: {},
  optIn:
    "edge functions, and functions that only call AWS, need no network, and start and scale better without one",
  about: {
    title: "Run functions inside a network",
    why: "a function outside the network can call any address, without endpoints, firewalls and flow logs",
    comply: "Set vpcConfig with private subnets and a security group",
    severity: "medium",
    frameworks: [wellArchitected("SEC05-BP01")],
    requirements: [],
    peers: ["Cloud Posse"],
  },
};

function functionHasSubnets(lambda: ResourceView): Finding[] {
  const network = lambda.read("vpcConfig");
  const [configuration] = network.state === "known" ? objects(network.value) : [];
  const subnets = configuration?.["subnetIds"];
  const isOutside = network.state === "absent" || (Array.isArray(subnets) && subnets.length === 0);
  return isOutside
    ? [{ message: "runs outside every network; set vpcConfig with private subnets" }]
    : [];
}
