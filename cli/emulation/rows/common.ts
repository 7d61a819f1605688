import type { Row } from "../core/types";

/**
 * Row of every type without its own row: an id from the name, and an ARN in the provider's account and Region. The
 * service comes from the type token: `sns` for `aws:sns/topic:Topic`.
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
