import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import type { Site } from "../emulation/create";
import type { RecordedOptions } from "./record";
import type { Wire } from "../emulation/protocol/values";

/** Provider references are written `<urn>::<id>`; a URN has four parts joined by `::`. */
export function splitReference(reference: string): [urn?: string, id?: string] {
  if (reference === "") {
    return [];
  }
  const parts = reference.split("::");
  return [parts.slice(0, 4).join("::"), parts.slice(4).join("::")];
}

/** Account and Region of an AWS provider; its inputs that are no strings arrive as JSON text. */
export function awsSite(inputs: Wire): Site {
  const allowed = inputs["allowedAccountIds"];
  const ids: unknown = typeof allowed === "string" ? JSON.parse(allowed) : allowed;
  return {
    account: Array.isArray(ids) ? String(ids[0]) : "",
    region: typeof inputs["region"] === "string" ? inputs["region"] : "",
  };
}

/** Where a resource is made: in its provider's account, and in the Region that it names itself or its provider's. */
export function siteOf(provider: Site | undefined, inputs: Wire): Site {
  const own = inputs["region"];
  return {
    account: provider?.account ?? "",
    region: typeof own === "string" ? own : (provider?.region ?? ""),
  };
}

/** URNs that each property refers to; properties that refer to none are left out. */
export function propertyDependenciesOf(
  request: resource.RegisterResourceRequest,
): Record<string, readonly string[]> {
  const dependencies: Record<string, readonly string[]> = {};
  for (const [key, value] of request.getPropertydependenciesMap().entries()) {
    const urns = value.getUrnsList();
    if (urns.length > 0) {
      dependencies[key] = [...urns].sort();
    }
  }
  return dependencies;
}

/** The options of a request that are not at their default. */
export function optionsOf(request: resource.RegisterResourceRequest): RecordedOptions {
  const lists = {
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request
      .getAliasesList()
      .map((alias) => alias.getUrn() || (alias.getSpec()?.getName() ?? "")),
  };
  return {
    ...(request.getProtect() && { protect: true }),
    ...(request.getRetainondelete() && { retainOnDelete: true }),
    ...(request.getDeletebeforereplace() && { deleteBeforeReplace: true }),
    ...(request.getImportid() !== "" && { import: request.getImportid() }),
    ...(request.getDeletedwith() !== "" && { deletedWith: request.getDeletedwith() }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}
