import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkList, checkText } from "../shared/argument-checks";
import { inlinePolicy, type PermissionSetDefinition } from "./permission-sets";

export interface PermissionSetArgs {
  readonly instanceArn: pulumi.Input<string>;
  /** Region of the Identity Center instance. */
  readonly region: string;
  readonly definition: PermissionSetDefinition;
}

/** Managed policies of a role, and so of a set. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICIES = 10;

/** One permission set of Identity Center with its policies. */
export class PermissionSet extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** Use in dependsOn of an assignment: a set that is assigned earlier is provisioned empty. */
  public readonly policies: readonly pulumi.Resource[];

  /** @throws ArgumentError when Identity Center would refuse the definition. */
  public constructor(name: string, args: PermissionSetArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:identity:PermissionSet", name, {}, opts);
    const child = { parent: this };
    const { instanceArn, region, definition } = args;
    checkDefinition(definition);

    const set = new aws.ssoadmin.PermissionSet(
      name,
      {
        region,
        instanceArn,
        name: definition.name,
        description: definition.description,
        sessionDuration: definition.sessionDuration,
      },
      // The name is fixed, and unique in the instance; without the set every person who has it is locked out.
      { parent: this, protect: true, deleteBeforeReplace: true },
    );
    const placed = { region, instanceArn, permissionSetArn: set.arn };
    const policies: pulumi.Resource[] = definition.managedPolicyArns.map(
      (managedPolicyArn) =>
        new aws.ssoadmin.ManagedPolicyAttachment(
          `${name}-${managedPolicyArn.split("/").at(-1) ?? ""}`,
          { ...placed, managedPolicyArn },
          child,
        ),
    );
    const inline = inlinePolicy(definition);
    if (inline !== undefined) {
      policies.push(
        new aws.ssoadmin.PermissionSetInlinePolicy(
          name,
          { ...placed, inlinePolicy: inline },
          { parent: this, deleteBeforeReplace: true },
        ),
      );
    }

    this.arn = set.arn;
    this.policies = policies;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
function checkDefinition(definition: PermissionSetDefinition): void {
  checkText("definition.name", definition.name, {
    pattern: /^[\w+=,.@-]{1,32}$/,
    rule: "1 to 32 letters, digits and _ + = , . @ -",
    remedy: "shorten it: roles in every account are named by it",
  });
  checkText("definition.description", definition.description, {
    pattern: /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]{1,700}$/,
    rule: "1 to 700 Latin characters",
    remedy: "reword it",
  });
  checkText("definition.sessionDuration", definition.sessionDuration, {
    pattern: /^PT(?:[1-9]|1[0-2])H$/,
    rule: "an ISO 8601 duration of 1 to 12 hours",
    remedy: "write it like PT8H",
  });
  checkList("definition.managedPolicyArns", definition.managedPolicyArns, {
    least: definition.inline === undefined ? 1 : 0,
    most: MANAGED_POLICIES,
    remedy: "move statements to the inline policy, or give the set a policy when it has none",
  });
}
