/** Keys that a release has replaced, by their path in the file: the present way to write them. */
const replaced: Readonly<Record<string, string>> = {
  "network.transitHub":
    "remove it, and set organization.connectivity in Pulumi.yaml: transit-gateway for enabled: true, none for enabled: false",
  "workload.zoneNames":
    "write zoneIds: the ids of these zones in the same order (docs/upgrades/0.2.0.md)",
};

/** Remedy for a key of an older release; `undefined` for other keys. */
export function replacementOf(path: string): string | undefined {
  return replaced[path.slice(path.lastIndexOf(": ") + 1).trim()];
}
