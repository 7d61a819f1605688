import { runSimulation } from "@cloud-copilot/iam-simulate";

/** One request and what the guardrails must say of it. */
export interface IamCase {
  readonly name: string;
  /** ARN of the role or root user that asks; sessions of a role carry the role's ARN. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request besides the principal's and the Region, us-east-1 unless given. */
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly expected: "allowed" | "denied";
}

const everything = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/**
 * Asks the simulator whether an administrator's request passes service control policies attached to the root, with
 * FullAWSAccess on every level as AWS attaches it.
 *
 * @throws Error when the request or a policy is malformed.
 */
export async function decide(
  request: IamCase,
  controlPolicies: readonly string[],
): Promise<"allowed" | "denied"> {
  const accountId = request.principal.split(":")[4] ?? "";
  const fullAccess = { name: "FullAWSAccess", policy: everything };
  const result = await runSimulation(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId },
        contextVariables: {
          "aws:PrincipalArn": request.principal,
          "aws:RequestedRegion": "us-east-1",
          ...request.context,
        },
      },
      identityPolicies: [{ name: "administrator", policy: everything }],
      serviceControlPolicies: [
        {
          orgIdentifier: "root",
          policies: [
            fullAccess,
            ...controlPolicies.map((content, index) => ({
              name: `guardrails-${index + 1}`,
              policy: JSON.parse(content) as object,
            })),
          ],
        },
        { orgIdentifier: "account", policies: [fullAccess] },
      ],
      resourceControlPolicies: [],
      // A KMS key answers to nobody's policies until its own hands the decision to them.
      ...(request.resource.includes(":key/") && {
        resourcePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${accountId}:root` },
              Action: "kms:*",
              Resource: "*",
            },
          ],
        },
      }),
    },
    {},
  );
  if (result.resultType === "error") {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.overallResult === "Allowed" ? "allowed" : "denied";
}
