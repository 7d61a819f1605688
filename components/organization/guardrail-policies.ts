import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { guardrails } from "../../policy-pack/guardrails";
import type { DenyContext, ParameterValues } from "../../policy-pack/guardrails/guardrail";
import { type GuardrailStatement, packStatements, type PolicyQuota } from "./pack";

export interface GuardrailPoliciesArgs {
  /** The organization, whose policy types must be on before a policy can be made. */
  readonly organizationResource: pulumi.Resource;
  /** Prefix of the policies' names. */
  readonly organization: string;
  /** What the policies are attached to: the root, an OU or an account. */
  readonly targetId: pulumi.Input<string>;
  readonly context: DenyContext;
  /** Parameters by guardrail id, without those of guardrails that are switched off. */
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  readonly quota: PolicyQuota;
}

/** The statements of every guardrail that is switched on and that AWS can enforce. */
export function denyStatements(
  parameters: Readonly<Record<string, ParameterValues>>,
  context: DenyContext,
): GuardrailStatement[] {
  return guardrails.flatMap(({ id, deny }) => {
    const values = parameters[id];
    return values === undefined || "none" in deny
      ? []
      : deny.statements(context, values).map((statement) => ({ guardrail: id, statement }));
  });
}

/**
 * The guardrails as service control policies on one target. They bind every principal of the accounts below but the
 * exempt roles, and never the management account.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export class GuardrailPolicies extends pulumi.ComponentResource {
  public constructor(
    name: string,
    args: GuardrailPoliciesArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:organization:GuardrailPolicies", name, {}, opts);
    const documents = packStatements(denyStatements(args.parameters, args.context), args.quota);
    documents.forEach(({ content, guardrails: held }, index) => {
      const document = `${name}-${index + 1}`;
      const policy = new aws.organizations.Policy(
        document,
        {
          name: `${args.organization}-${document}`,
          description: `Guardrails: ${held.join(", ")}`.slice(0, 512),
          type: "SERVICE_CONTROL_POLICY",
          content,
        },
        { parent: this, dependsOn: [args.organizationResource] },
      );
      new aws.organizations.PolicyAttachment(
        document,
        { policyId: policy.id, targetId: args.targetId },
        { parent: this },
      );
    });
    this.registerOutputs();
  }
}
