import type { Site } from "../core/types";
import type { Wire } from "./values";

/** Account and Region of an AWS provider; inputs that are not strings arrive as JSON text. */
export function awsSite(inputs: Wire): Site {
  const allowed = inputs["allowedAccountIds"];
  const ids: unknown = typeof allowed === "string" ? JSON.parse(allowed) : allowed;
  return {
    account: Array.isArray(ids) ? String(ids[0]) : "",
    region: typeof inputs["region"] === "string" ? inputs["region"] : "",
  };
}

/** Account and Region of a resource: its provider's account, and its own Region or else its provider's. */
export function siteOf(provider: Site | undefined, inputs: Wire): Site {
  const own = inputs["region"];
  return {
    account: provider?.account ?? "",
    region: typeof own === "string" ? own : (provider?.region ?? ""),
  };
}
