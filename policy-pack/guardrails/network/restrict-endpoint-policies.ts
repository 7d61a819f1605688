import {
  allowsWithout,
  isSpecific,
  type NarrowingKeys,
  senderKeys,
} from "../support/open-statements";
import { isTrue, known } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const restrictEndpointPolicies: Guardrail = {
  id: "restrict-endpoint-policies",
  deny: { none: "no condition key shows the policy of an endpoint" },
  preview: {
    resource: [
      {
        types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
        advises:
          "AWS gives each endpoint an open policy, and a narrower one breaks callers that no list contains; write it together with the owners of the network",
        check: endpointHasAPolicy,
      },
      { types: ["aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"], check: policyNarrows },
    ],
  },
  detect: { none: "AWS Config has no managed rule for endpoint policies" },
  calls: ["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"],
  parameters: {
    services: {
      type: "strings",
      of: "name",
      description: "Services whose endpoints need a policy, by the end of their names",
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
  about: {
    title: "Limit endpoints to the organization",
    why: "an endpoint without a policy connects to the buckets and queues of every company, and no firewall sees the requests",
    comply: "Write the endpoint's policy with aws:PrincipalOrgID and aws:ResourceOrgID",
    severity: "medium",
    frameworks: [wellArchitected("SEC05-BP02"), wellArchitected("SEC03-BP05")],
    requirements: ["r2.12"],
    peers: ["AWS data perimeter samples", "Landing Zone Accelerator"],
  },
};

/** Condition keys for the principals of an endpoint, or for the owners of its resources. */
const narrowingKeys: NarrowingKeys = {
  ...senderKeys,
  "aws:PrincipalIsAWSService": isTrue,
  "aws:ResourceAccount": isSpecific,
  "aws:ResourceOrgID": isSpecific,
  "aws:ResourceOrgPaths": isSpecific,
  "s3:ResourceAccount": isSpecific,
};

function endpointHasAPolicy(endpoint: ResourceView, { services }: ParameterValues): Finding[] {
  const name = known(endpoint, "serviceName");
  const isChecked = (services as readonly string[]).some(
    (service) => typeof name === "string" && name.endsWith(`.${service}`),
  );
  if (!isChecked) {
    return [];
  }
  return endpoint.read("policy").state === "absent"
    ? [{ message: "has no policy; set policy to one that names the organization" }]
    : policyNarrows(endpoint);
}

function policyNarrows(resource: ResourceView): Finding[] {
  return allowsWithout(narrowingKeys, known(resource, "policy"))
    .filter((statement) => [statement["Resource"]].flat().includes("*"))
    .map(() => ({
      message:
        "allows every request to every account; add a condition on aws:ResourceOrgID, or name resources",
    }));
}
