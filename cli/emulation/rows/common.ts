import type { Row } from "../core/types";

/**
 * Any type without a row of its own: an id made of the name, and an ARN in the provider's account and Region.
 * The service is taken from the type token (`aws:sns/topic:Topic` gives `sns`).
 */
export const commonRow: Row = (resource) => {
  const [packageName = "", module = ""] = resource.type.split(":");
  const id = `${resource.text("name")}-${resource.hex(7)}`;
  if (packageName !== "aws") {
    return { id, outputs: {} };
  }
  const [service = "", kind = ""] = module.split("/");
  return { id, outputs: { arn: resource.arn(service, `${kind}/${id}`) } };
};
