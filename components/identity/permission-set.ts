import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inlinePolicy, type PermissionSetDefinition } from "./permission-sets";

export interface PermissionSetArgs {
  readonly instanceArn: pulumi.Input<string>;
  /** Region of the Identity Center instance. */
  readonly region: string;
  readonly definition: PermissionSetDefinition;
}

/** One permission set of Identity Center with its policies. */
export class PermissionSet extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** What an assignment must wait for: a set that is assigned earlier is provisioned empty. */
  public readonly policies: readonly pulumi.Resource[];

  public constructor(name: string, args: PermissionSetArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:identity:PermissionSet", name, {}, opts);
    const child = { parent: this };
    const { instanceArn, region, definition } = args;

    const set = new aws.ssoadmin.PermissionSet(
      name,
      {
        region,
        instanceArn,
        name: definition.name,
        description: definition.description,
        sessionDuration: definition.sessionDuration,
      },
      // The name is fixed, and unique in the instance; without the set everybody who has it is locked out.
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
