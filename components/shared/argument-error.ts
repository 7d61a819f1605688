import * as pulumi from "@pulumi/pulumi";

/**
 * A wrong argument of a component: the argument's path, then the rule, the value found and the remedy.
 *
 * Pulumi's own error leaves the path out of its message, and Pulumi prints that message with a stack trace unless the
 * error counts as a `RunError`.
 *
 * @example
 * throw new ArgumentError("lock.graceDays", `must be at least 3, got ${days}; AWS accepts no shorter grace`);
 */
export class ArgumentError extends pulumi.InputPropertyError {
  public override readonly name = "ArgumentError";
  /** `pulumi.RunError.isInstance` looks for this property. */
  public readonly __pulumiRunError = true;

  public constructor(path: string, reason: string) {
    super({ propertyPath: path, reason });
    this.message = `${path}: ${reason}`;
  }
}
