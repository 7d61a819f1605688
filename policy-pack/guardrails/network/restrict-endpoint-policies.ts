import { wellArchitected } from "../frameworks";
import type { Finding, Guardrail, ParameterValues, ResourceView } from "../guardrail";
import { known, statementsOf } from "../readings";

export const restrictEndpointPolicies: Guardrail = {
  id: "restrict-endpoint-policies",
  title: "Let endpoints serve the organization only",
  why: "an endpoint without a policy carries data to any bucket or queue of any company, past every firewall",
  comply: "Write the endpoint's policy with aws:PrincipalOrgID and aws:ResourceOrgID",
  severity: "medium",
  frameworks: [wellArchitected("SEC05-BP02"), wellArchitected("SEC03-BP05")],
  requirements: ["r2.12"],
  peers: ["AWS data perimeter samples", "Landing Zone Accelerator"],
  parameters: {
    services: {
      type: "strings",
      description: "Services whose endpoints need a policy, as their names end",
      default: [
        "dynamodb",
        "ecr.api",
        "ecr.dkr",
        "kms",
        "logs",
        "s3",
        "secretsmanager",
        "sns",
        "sqs",
        "ssm",
        "sts",
      ],
    },
  },
  deny: { none: "no condition key tells what an endpoint's policy says" },
  calls: ["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"],
  preview: {
    resource: [
      { types: ["aws:ec2/vpcEndpoint:VpcEndpoint"], check: endpointHasAPolicy },
      { types: ["aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"], check: policyNarrows },
    ],
  },
  detect: { none: "AWS Config has no managed rule that reads the policies of endpoints" },
};

function endpointHasAPolicy(endpoint: ResourceView, { services }: ParameterValues): Finding[] {
  const name = known(endpoint, "serviceName");
  const isJudged = (services as readonly string[]).some(
    (service) => typeof name === "string" && name.endsWith(`.${service}`),
  );
  if (!isJudged) {
    return [];
  }
  return endpoint.read("policy").state === "absent"
    ? [{ message: "has no policy; set policy to one that names the organization" }]
    : policyNarrows(endpoint);
}

/** An empty condition is none; one that is not known yet may narrow the statement. */
function policyNarrows(resource: ResourceView): Finding[] {
  return statementsOf(known(resource, "policy"))
    .filter((statement) => {
      const condition = statement["Condition"];
      const isOpen =
        !("Condition" in statement) ||
        (typeof condition === "object" &&
          condition !== null &&
          Object.keys(condition).length === 0);
      return (
        statement["Effect"] === "Allow" && isOpen && [statement["Resource"]].flat().includes("*")
      );
    })
    .map(() => ({
      message:
        "lets everything through to every account; add a condition on aws:ResourceOrgID, or name resources",
    }));
}
