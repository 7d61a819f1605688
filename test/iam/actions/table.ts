/** What the deployment role asks of AWS to make, read, change and tag resources of one type. */
export interface Row {
  /**
   * ARNs that the actions touch. `{name}` is an input or output of the resource; `{id}`, `{partition}`, `{region}` and
   * `{account}` are where it is made. Each action is asked of every ARN that IAM's reference allows with it, and of `*`
   * when the reference names none.
   */
  readonly resources?: readonly string[];
  /**
   * Names of actions by service prefix, parted by white space. What removes a resource is among them, unless AWS keeps it
   * when its stack goes, or it belongs to the evidence that only the role of last resort removes.
   */
  readonly actions: Readonly<Record<string, string>>;
  /** Condition keys that the inputs imply, where a statement binds the deployment role too. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Rows by resource type. */
export type ActionTable = Readonly<Record<string, Row>>;

/** ARNs of one service in the resource's own Region and account. */
export function regional(service: string, ...resources: string[]): string[] {
  return resources.map((resource) => `arn:{partition}:${service}:{region}:{account}:${resource}`);
}

/** ARN of a role that a service makes for itself, of whose making its first resource asks. */
export function serviceLinkedRole(service: string, role: string): string {
  return `arn:{partition}:iam::{account}:role/aws-service-role/${service}.amazonaws.com/${role}`;
}
