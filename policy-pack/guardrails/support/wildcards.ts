/**
 * Patterns of IAM: `*` matches any text, also none, and `?` matches any one character. The whole project compares
 * patterns with these functions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export interface MatchOptions {
  /** IAM ignores letter case in actions and condition keys, not in names and ARNs. @default false */
  readonly ignoreCase?: boolean;
}

/** True when the pattern matches the whole text: `s3:Get*` matches `s3:GetObject`. */
export function matches(pattern: string, text: string, options?: MatchOptions): boolean {
  return matching(pattern, options)(text);
}

/** Compiles a pattern once, to match many texts with it. */
export function matching(
  pattern: string,
  { ignoreCase = false }: MatchOptions = {},
): (text: string) => boolean {
  const expression = expressionOf(pattern, ".", ignoreCase ? "is" : "s");
  return (text) => expression.test(text);
}

/**
 * True when this pattern matches every text that the other one matches: `s3:*` covers `s3:Get*`. A few pairs that cover
 * each other are not recognized, such as `?*` and `*?`.
 */
export function covers(pattern: string, other: string): boolean {
  return covering(pattern)(other);
}

/** Compiles a pattern once, to find which of many others it covers. */
export function covering(pattern: string): (other: string) => boolean {
  // One character covers another one, but not a `*`, which may be many.
  const expression = expressionOf(pattern, "[^*]", "s");
  return (other) => expression.test(other);
}

/** True when some text matches both patterns: `s3:Get*` meets `*Object`. */
export function meets(left: string, right: string): boolean {
  const [one, other] = [left[0], right[0]];
  if (one === "*") {
    return meets(left.slice(1), right) || (right !== "" && meets(left, right.slice(1)));
  }
  if (other === "*") {
    return meets(right, left);
  }
  if (one === undefined || other === undefined) {
    return left === right;
  }
  const same = one === other || one === "?" || other === "?";
  return same && meets(left.slice(1), right.slice(1));
}

function expressionOf(pattern: string, oneCharacter: string, flags: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", oneCharacter);
  return new RegExp(`^${source}$`, flags);
}
