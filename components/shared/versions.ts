/** Numbers of a version in their order: `1.36.4-20261110` has four. */
function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/**
 * Order of two versions by their numbers: `v1.14.3-eksbuild.10` is above `v1.14.3-eksbuild.3`, and `1.36.1` above `1.36`.
 *
 * @returns A negative number when the first one is lower, a positive one when it is higher, and 0 when they are the same.
 */
export function compareVersions(left: string, right: string): number {
  const [ours, theirs] = [numbersOf(left), numbersOf(right)];
  for (const [index, number] of ours.entries()) {
    const difference = number - (theirs[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return ours.length - theirs.length;
}

/** True for a version below another in the parts that both have: `17` is not below `17.6`, and `16.9` is. */
export function isBelow(version: string, other: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(other)];
  const first = ours.findIndex((part, index) => part !== theirs[index]);
  return (ours[first] ?? 0) < (theirs[first] ?? 0);
}

/** Major version, such as 17 for `17.6`. @returns undefined for a text without a number */
export function majorOf(version: string): number | undefined {
  return numbersOf(version)[0];
}

/** Minor version of Kubernetes: 36 for `1.36`, and for an image of it such as `1.36.4-20261110`. @returns undefined for a text without one */
export function minorOf(version: string): number | undefined {
  return numbersOf(version)[1];
}
