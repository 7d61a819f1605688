/** Requests of the deployment role that create, read, change and tag resources of one type. */
export interface Row {
  /**
   * ARNs that the actions need. `{name}` is an input or output of the resource; `{id}`, `{partition}`, `{region}` and
   * `{account}` are those of the resource. Each action is tried on every ARN that IAM's reference allows with it, and
   * on `*` when the reference names none.
   */
  readonly resources?: readonly string[];
  /**
   * Names of actions by service prefix, separated by white space. Actions that remove the resource are included, except
   * where AWS keeps it when its stack is removed, or where only the role of last resort may remove it as evidence.
   */
  readonly actions: Readonly<Record<string, string>>;
  /** Condition keys that follow from the inputs, where a statement binds the deployment role too. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Rows by resource type. */
export type ActionTable = Readonly<Record<string, Row>>;

/** ARNs of one service in the resource's own Region and account. */
export function regional(service: string, ...resources: string[]): string[] {
  return resources.map((resource) => `arn:{partition}:${service}:{region}:{account}:${resource}`);
}

/** ARN of a role that a service creates for itself together with its first resource. */
export function serviceLinkedRole(service: string, role: string): string {
  return `arn:{partition}:iam::{account}:role/aws-service-role/${service}.amazonaws.com/${role}`;
}
