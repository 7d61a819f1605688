import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../../policy-pack/guardrails/guardrail";
import { withIdentifiers } from "./identifiers";

/** One organization policy and the root, OU or account that it is attached to. */
export interface AttachedPolicy {
  readonly policyType: PolicyType;
  /** Minified JSON, with what stands for ids that are not known yet. */
  readonly content: string;
  /** Guardrails that it holds. */
  readonly guardrails: readonly string[];
  /** As a person writes it: `root`, an OU's path, an account's key. */
  readonly target: string;
  readonly targetId: pulumi.Input<string>;
}

export interface GuardrailPoliciesArgs {
  /** The organization, whose policy types must be on before a policy can be made. */
  readonly organizationResource: pulumi.Resource;
  /** Prefix of the policies' names. */
  readonly organization: string;
  readonly organizationId: pulumi.Input<string>;
  /** Ids of all accounts, in the order of the configuration. */
  readonly accountIds: readonly pulumi.Input<string>[];
  readonly policies: readonly AttachedPolicy[];
}

/** Word for a policy's type in names; a service control policy goes without. */
const kinds: Readonly<Record<PolicyType, string>> = {
  AISERVICES_OPT_OUT_POLICY: "ai-opt-out",
  BACKUP_POLICY: "backup",
  DECLARATIVE_POLICY_EC2: "declarative",
  RESOURCE_CONTROL_POLICY: "resource",
  SERVICE_CONTROL_POLICY: "",
  TAG_POLICY: "tag",
};

/** Longest description that AWS takes. */
const DESCRIPTION = 512;

/**
 * The guardrails as organization policies. Service control policies bind every principal of the accounts below but the
 * exempt roles, resource control policies who reaches their resources; neither binds the management account.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
 */
export class GuardrailPolicies extends pulumi.ComponentResource {
  public constructor(
    name: string,
    args: GuardrailPoliciesArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:organization:GuardrailPolicies", name, {}, opts);
    const counts = new Map<string, number>();
    for (const policy of args.policies) {
      const series = seriesOf(name, policy);
      const number = (counts.get(series) ?? 0) + 1;
      counts.set(series, number);
      const document = `${series}-${number}`;
      const made = new aws.organizations.Policy(
        document,
        {
          name: `${args.organization}-${document}`,
          description: `Guardrails: ${policy.guardrails.join(", ")}`.slice(0, DESCRIPTION),
          type: policy.policyType,
          content: withIdentifiers(policy.content, args.organizationId, args.accountIds),
        },
        { parent: this, dependsOn: [args.organizationResource] },
      );
      new aws.organizations.PolicyAttachment(
        document,
        { policyId: made.id, targetId: policy.targetId },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}

/** Name without the number: what the policies of one type and target share. */
function seriesOf(name: string, { policyType, target }: AttachedPolicy): string {
  const place = target === "root" ? "" : target.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return [name, kinds[policyType], place].filter((part) => part !== "").join("-");
}
