import type { Reading, ResourceView } from "../types/preview-rule";

/** How one resource speaks of another: by the id, name or ARN that a property holds. */
export interface Mention {
  readonly reading: Reading;
  /** URNs of the resources that the property refers to. */
  readonly references: readonly string[];
}

/** What resources say in properties that name others. */
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
 * The resources that surely nothing speaks of: neither by reference, nor by the value of the property that they are
 * known by. A component that runs elsewhere gives the value without saying which resource it is of.
 */
export function unmentioned(
  resources: readonly ResourceView[],
  mentions: readonly Mention[],
  identity: string,
): ResourceView[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  const others = mentions.filter(({ references }) => !references.some((urn) => urns.has(urn)));
  // Which one it is shows once the value is known: it may be any of them.
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

/** The provider gives ids and ARNs out once a resource is made; a name that is not given is none that others say. */
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
