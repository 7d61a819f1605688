import type { Leaf } from "./rule";

/**
 * The leaf of a model for an input of the provider, which names and nests it in a slightly different way; `undefined` when
 * none fits. Names above the leaf count first, then the depth.
 *
 * @param token Last part of the type, such as `NodeGroup`: models write `NodegroupName` for its `name`.
 * @param path Path of the input, `*` for any key of a map.
 */
export function matching(
  leaves: readonly Leaf[],
  token: string,
  path: readonly string[],
): Leaf | undefined {
  const above = path.slice(0, -1).map(stem);
  const names = namesOf(token, path.at(-1) ?? "");
  let best: { readonly leaf: Leaf; readonly rank: readonly number[] } | undefined;
  for (const leaf of leaves) {
    const place = names.indexOf((leaf.path.at(-1) ?? "").toLowerCase());
    const around = leaf.path.slice(0, -1).map(stem);
    const shared = above.filter((name) => around.some((other) => isAkin(name, other))).length;
    const parent = above.at(-1);
    const fits =
      place >= 0 &&
      (parent === undefined
        ? leaf.path.length <= 2
        : around.some((other) => isAkin(parent, other)));
    if (fits) {
      const rank = [-shared, Math.abs(leaf.path.length - path.length), place, leaf.path.length];
      if (best === undefined || isBefore(rank, best.rank)) {
        best = { leaf, rank };
      }
    }
  }
  return best?.leaf;
}

function namesOf(token: string, leaf: string): string[] {
  const [name, type] = [leaf.toLowerCase(), token.toLowerCase()];
  const singular = name.replace(/s$/, "");
  return [
    type + name,
    `${name}document`,
    name,
    singular,
    name.replace(/es$/, ""),
    `${name}name`,
    `${name}id`,
    `${name}arn`,
    `db${name}`,
  ];
}

function stem(name: string): string {
  return name.toLowerCase().replace(/(?:configurations?|settings?|list|s)$/, "");
}

function isAkin(name: string, other: string): boolean {
  return (
    name === other ||
    (name !== "" && other !== "" && (other.includes(name) || name.includes(other)))
  );
}

function isBefore(left: readonly number[], right: readonly number[]): boolean {
  const differing = left.findIndex((number, index) => number !== right[index]);
  return differing >= 0 && Number(left[differing]) < Number(right[differing]);
}
