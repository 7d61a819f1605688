import { nearest, type Problem, show, unknownKeyRemedy } from "../company/problems";
import { roleNames } from "../company/roles";
import { secretKeys, sectionKey } from "../company/settings";
import { UNREADABLE } from "../company/sound";
import type { Company, Notice } from "./notice";

/** Configuration values by key with its namespace. */
type Values = Readonly<Record<string, unknown>>;

/** Key that Pulumi.yaml alone contains. */
const ORGANIZATION = "organization";

const ENGINE = "pulumi";

/** Keys that the Pulumi engine reads. @see https://www.pulumi.com/docs/iac/concepts/config */
const engineKeys = ["autonaming", "disable-default-providers", "tags"].map(
  (name) => `${ENGINE}:${name}`,
);

/** Packages whose providers get account and Region from this program. Their default providers must be disabled. */
export const explicitProviders = ["aws", "kubernetes"];

/** Keys of stack files that no other program has. */
const ownNames = [
  "role",
  ...roleNames.map(sectionKey),
  ...roleNames.flatMap((role) => secretKeys[role]),
];

function partsOf(key: string): [namespace: string, name: string] {
  const colon = key.indexOf(":");
  return [key.slice(0, colon), key.slice(colon + 1)];
}

/** The key that a key of another namespace is a likely misspelling of. */
function meantKey(project: string, key: string): string | undefined {
  const [namespace, name] = partsOf(key);
  if (explicitProviders.includes(namespace)) {
    return undefined;
  }
  if (namespace === ENGINE) {
    return nearest(key, engineKeys);
  }
  const likely = nearest(namespace, [project, ENGINE]);
  const own = ownNames.includes(name) ? project : undefined;
  return (likely ?? own) && `${likely ?? own ?? ""}:${name}`;
}

/**
 * Refuses keys with a misspelt namespace: no code reads them, and a default would silently take the place of the value.
 *
 * @returns The values with `UNREADABLE` under the keys that were meant.
 */
export function refuseMisspeltNamespaces<V>(
  project: string,
  values: Readonly<Record<string, V>>,
  at: (key: string) => string,
  problems: Problem[],
): Record<string, V | typeof UNREADABLE> {
  const known: Record<string, V | typeof UNREADABLE> = { ...values };
  const hasOwnKeys = Object.keys(values).some((key) => partsOf(key)[0] === project);
  for (const key of foreignKeysOf(project, values)) {
    const meant = meantKey(project, key);
    if (meant === undefined) {
      continue;
    }
    const [written] = partsOf(key);
    // All keys have the name of another project: it was renamed.
    const isRenamed = !hasOwnKeys && nearest(written, [project, ENGINE]) === undefined;
    problems.push({
      path: at(key),
      rule: `must be a key of ${project}, or of the Pulumi engine: no code reads another one`,
      found: show(key),
      remedy: isRenamed
        ? `write ${project}: in place of ${written}:, or name: ${written} in Pulumi.yaml`
        : `did you mean "${meant}"?`,
    });
    const [namespace, name] = partsOf(meant);
    const isRead = namespace === project ? ownNames.includes(name) : engineKeys.includes(meant);
    if (isRead && !(meant in values)) {
      known[meant] = UNREADABLE;
    }
  }
  return known;
}

/** Keys that neither this program nor the engine reads. */
function foreignKeysOf(project: string, values: Values): string[] {
  return Object.keys(values).filter(
    (key) => partsOf(key)[0] !== project && !engineKeys.includes(key),
  );
}

/** Paths of the keys that neither this program nor the engine reads, except misspelt ones: those are refused. */
export function ignoredKeys(
  project: string,
  values: Values,
  at: (key: string) => string,
): string[] {
  return foreignKeysOf(project, values)
    .filter((key) => meantKey(project, key) === undefined)
    .map(at);
}

/** Refuses keys of Pulumi.yaml that a stack would get in addition to its own. */
export function refuseSharedKeys(project: string, values: Values, problems: Problem[]): void {
  const own = Object.keys(values).flatMap((key) => {
    const [namespace, name] = partsOf(key);
    return namespace === project ? [name] : [];
  });
  for (const name of own.filter((other) => other !== ORGANIZATION)) {
    const isMisspelt = nearest(name, [ORGANIZATION]) !== undefined;
    // A misspelt organization is reported as a missing one.
    if (!isMisspelt || own.includes(ORGANIZATION)) {
      problems.push({
        path: `Pulumi.yaml: config.${name}`,
        rule: `unknown key: ${ORGANIZATION} is the only one that all stacks have in common`,
        found: show(values[`${project}:${name}`]),
        remedy: ownNames.includes(name)
          ? `move it to the stack files, as ${project}:${name}`
          : unknownKeyRemedy(name, [], [ORGANIZATION]),
      });
    }
  }
}

/** Keys of the configuration that nothing reads. */
export function ignoredKeyNotices({ ignored }: Company): Notice[] {
  return ignored.map((path): Notice => {
    const [namespace] = partsOf(/\S+$/.exec(path)?.[0] ?? "");
    const reason = explicitProviders.includes(namespace)
      ? `every provider of ${namespace} gets its account and Region from organization`
      : `nothing reads the keys of ${namespace}`;
    return { kind: "unused", text: `${reason}: remove the key`, paths: [path] };
  });
}
