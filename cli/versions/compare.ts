/** Order of two versions by their numbers: `v1.14.3-eksbuild.10` is above `v1.14.3-eksbuild.3`. */
export function compareVersions(left: string, right: string): number {
  const [ours, theirs] = [left, right].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (const index of (ours ?? []).keys()) {
    const difference = (ours?.[index] ?? 0) - (theirs?.[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return (ours?.length ?? 0) - (theirs?.length ?? 0);
}
