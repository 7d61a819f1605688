import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../../policy-pack/guardrails/types/organization-policy";
import { checkText } from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import { accountIndexes, withIdentifiers } from "./identifiers";
import { policyName, policyResourceNames } from "./policy-names";

/** One organization policy and the root, OU or account that it is attached to. */
export interface AttachedPolicy {
  readonly policyType: PolicyType;
  /** Minified JSON, with placeholders for ids that are not known yet. */
  readonly content: string;
  /** Guardrails that it contains. */
  readonly guardrails: readonly string[];
  /** As a person writes it: `root`, an OU's path, an account's key. */
  readonly target: string;
  readonly targetId: pulumi.Input<string>;
  /** Names that the target had before. @default - none */
  readonly formerTargets?: readonly string[];
}

export interface GuardrailPoliciesArgs {
  /** The organization, whose policy types must be on before a policy can be created. */
  readonly organizationResource: pulumi.Resource;
  /** Prefix of the policies' names. */
  readonly organization: string;
  readonly organizationId: pulumi.Input<string>;
  /** Ids of all accounts, in the order of the configuration. */
  readonly accountIds: readonly pulumi.Input<string>[];
  readonly policies: readonly AttachedPolicy[];
}

/** Longest description that AWS takes. */
const DESCRIPTION = 512;

/**
 * The guardrails as organization policies. Service control policies bind every principal of the accounts below but the
 * exempt roles, resource control policies the principals that reach their resources; neither binds the management account.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
 */
export class GuardrailPolicies extends pulumi.ComponentResource {
  /** @throws ArgumentError for a name that is too long, or an account in a policy that is not listed. */
  public constructor(
    name: string,
    args: GuardrailPoliciesArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:organization:GuardrailPolicies", name, {}, opts);
    const documents = policyResourceNames(name, args.policies);
    checkPolicies(args, documents);
    const former = formerNames(name, args.policies, documents);
    for (const [index, policy] of args.policies.entries()) {
      const document = documents[index] ?? "";
      const kept = {
        parent: this,
        aliases: (former[index] ?? []).map((before) => ({ name: before })),
      };
      const made = new aws.organizations.Policy(
        document,
        {
          name: policyName(args.organization, document),
          description: `Guardrails: ${policy.guardrails.join(", ")}`.slice(0, DESCRIPTION),
          type: policy.policyType,
          content: withIdentifiers(policy.content, args.organizationId, args.accountIds),
        },
        { ...kept, dependsOn: [args.organizationResource] },
      );
      new aws.organizations.PolicyAttachment(
        document,
        { policyId: made.id, targetId: policy.targetId },
        kept,
      );
    }
    this.registerOutputs();
  }
}

/**
 * Names that the policies' resources had when their targets had former names, for each policy. A policy and its attachment
 * keep their places in AWS when an OU or an account is renamed.
 */
function formerNames(
  start: string,
  policies: readonly AttachedPolicy[],
  present: readonly string[],
): string[][] {
  const most = Math.max(0, ...policies.map(({ formerTargets = [] }) => formerTargets.length));
  const generations = Array.from({ length: most }, (_, generation) =>
    policyResourceNames(
      start,
      policies.map(({ policyType, target, formerTargets = [] }) => ({
        policyType,
        target: formerTargets[generation] ?? target,
      })),
    ),
  );
  return policies.map((_, index) =>
    generations.map((names) => names[index] ?? "").filter((name) => !present.includes(name)),
  );
}

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
function checkPolicies(args: GuardrailPoliciesArgs, documents: readonly string[]): void {
  args.policies.forEach(({ content }, index) => {
    checkText("organization", policyName(args.organization, documents[index] ?? ""), {
      pattern: /^.{1,128}$/,
      rule: "short enough for policy names of 128 characters",
      remedy: "shorten it, or the OU's path",
    });
    const most = Math.max(-1, ...accountIndexes(content));
    if (most >= args.accountIds.length) {
      throw new ArgumentError(
        `policies[${index}].content`,
        `must name accounts of accountIds, got the one at index ${most} of ${args.accountIds.length}; hand over the accounts in the order that the policies were packed with`,
      );
    }
  });
}
