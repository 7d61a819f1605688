import { runSimulation } from "@cloud-copilot/iam-simulate";

/** A request to a resource that has a policy of its own. */
export interface AccessRequest {
  /** Role ARN or service principal; roles are taken to have every permission of their own. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Account that owns the resource. */
  readonly owner: string;
  /** Resource policy, as text. */
  readonly policy: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Decision of the resource's policy: `Allowed`, `ImplicitlyDenied` or `ExplicitlyDenied`. */
export async function answer(request: AccessRequest): Promise<string> {
  const service = request.principal.endsWith(".amazonaws.com");
  const response = await runSimulation(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: request.owner },
        contextVariables: {
          "aws:SecureTransport": "true",
          "aws:PrincipalIsAWSService": String(service),
          ...(!service && { "aws:PrincipalArn": request.principal }),
          ...request.context,
        },
      },
      identityPolicies: [
        {
          name: "all",
          policy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
          },
        },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(request.policy) as unknown,
    },
    {},
  );
  if (response.resultType === "error") {
    throw new Error(JSON.stringify(response.errors));
  }
  return response.overallResult;
}
