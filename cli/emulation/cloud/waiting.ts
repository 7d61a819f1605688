import type { CloudRequest, CloudResource } from "../core/resource";

/**
 * Old version and parameter group of a database that is to change its version in the maintenance window: both stay in
 * force until then.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export function waiting(
  { type, inputs }: CloudRequest,
  existing: CloudResource,
): Pick<CloudResource, "inForce"> {
  if (type !== "aws:rds/instance:Instance") {
    return {};
  }
  const { engineVersion, parameterGroupName } = existing.inForce ?? existing.inputs;
  const waits = inputs["applyImmediately"] !== true && inputs["engineVersion"] !== engineVersion;
  return { inForce: waits ? { engineVersion, parameterGroupName } : {} };
}
