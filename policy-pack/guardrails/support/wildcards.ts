/**
 * True when a text is what a pattern says: `*` stands for any part of it, `?` for any one character, as in IAM. IAM
 * compares actions without regard to case, names and ARNs with it.
 */
export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, ignoreCase ? "is" : "s").test(text);
}
