import type { Reading, ResourceView } from "../types/preview-rule";

/** The ways in which a resource can refer to another: by reference, or by the id, name or ARN in a property. */
export interface Mention {
  readonly reading: Reading;
  /** URNs of the resources that the property refers to. */
  readonly references: readonly string[];
}

/** Collects the references of resources in the given properties. */
export function mentionsIn(
  resources: readonly ResourceView[],
  ...properties: readonly string[]
): Mention[] {
  return resources.flatMap((resource) =>
    properties.map((property) => ({
      reading: resource.read(property),
      references: resource.references(property),
    })),
  );
}

/**
 * Resources that no other one mentions: neither by reference, nor by the value of the identifying property. A component
 * in another language gives the value without a reference.
 */
export function unmentioned(
  resources: readonly ResourceView[],
  mentions: readonly Mention[],
  identity: string,
): ResourceView[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  const others = mentions.filter(({ references }) => !references.some((urn) => urns.has(urn)));
  // An unknown value may belong to any of the resources.
  if (others.some(({ reading }) => reading.state === "unknown")) {
    return [];
  }
  const referred = new Set(mentions.flatMap(({ references }) => references));
  const values = new Set(
    others.flatMap(({ reading }) => (reading.state === "known" ? [reading.value] : [])),
  );
  return resources
    .filter(({ urn }) => !referred.has(urn))
    .filter((resource) => !mayBeAmong(resource, identity, values));
}

/**
 * True when one of the values may belong to the resource. AWS assigns ids and ARNs when a resource is created, so any
 * value may be its own. A name that is not set is random: no other resource can contain it.
 */
function mayBeAmong(
  resource: ResourceView,
  identity: string,
  values: ReadonlySet<unknown>,
): boolean {
  const reading = resource.read(identity);
  if (reading.state === "known") {
    return values.has(reading.value);
  }
  const comesLater = reading.state === "unknown" || identity === "id" || identity === "arn";
  return comesLater && values.size > 0;
}
