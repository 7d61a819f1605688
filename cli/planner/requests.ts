import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import type { RecordedOptions } from "./record";

/** Splits a provider reference, `<urn>::<id>`; a URN has four parts joined by `::`. */
export function splitReference(reference: string): [urn?: string, id?: string] {
  if (reference === "") {
    return [];
  }
  const parts = reference.split("::");
  return [parts.slice(0, 4).join("::"), parts.slice(4).join("::")];
}

/** URNs that each property refers to; properties without references are absent. */
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

/** Options of a request that differ from their default. */
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
