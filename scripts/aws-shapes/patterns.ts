/**
 * A pattern of a model for JavaScript, with the flag `u`; `undefined` for one that JavaScript cannot express. Models
 * write them for other engines: with escapes that the flag forbids, and with classes of POSIX.
 *
 * @param isWhole True when the pattern describes the whole text although no anchor is written, as services of AWS read it.
 */
export function patternOf(source: string, isWhole: boolean): string | undefined {
  const translated = source
    .replaceAll("\\A", "^")
    .replaceAll(/\\[zZ]/g, "$")
    .replaceAll(/\[:alpha:\]/g, "a-zA-Z")
    .replaceAll(/\[:alnum:\]/g, "a-zA-Z0-9")
    .replaceAll(/\\p\{(?:Is)?(Alpha|Alphabetic)\}/g, "\\p{Alphabetic}")
    .replaceAll(/\\p\{Print\}/g, "\\x20-\\x7E")
    .replaceAll(/\\p\{Graph\}/g, "\\x21-\\x7E")
    .replaceAll(/\\p\{ASCII\}/g, "\\x00-\\x7F")
    .replaceAll(/\\p\{(?:Alnum|Digit|Upper|Lower)\}/g, (name) => classes[name] ?? name)
    // The flag u accepts the escapes of syntax alone.
    .replaceAll(/\\([^\w^$\\.*+?()[\]{}|/-])/g, "$1")
    .replaceAll("\\_", "_");
  const isAnchored = /^\(*\^|\$\)*$/.test(translated);
  const pattern = isWhole && !isAnchored ? `^(?:${translated})$` : translated;
  return [pattern, escapedHyphens(pattern)].find(isPattern);
}

const classes: Readonly<Record<string, string>> = {
  "\\p{Alnum}": "a-zA-Z0-9",
  "\\p{Digit}": "0-9",
  "\\p{Upper}": "A-Z",
  "\\p{Lower}": "a-z",
};

/** A hyphen after a class such as `\w` is a range for the flag u, and outside of brackets `\-` is an error. */
function escapedHyphens(pattern: string): string {
  let isInside = false;
  let text = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (letter === "\\") {
      text += next === "-" && !isInside ? "-" : letter + next;
      at += 1;
    } else if (letter === "[" && !isInside) {
      isInside = true;
      text += letter;
    } else if (letter === "]" && isInside) {
      isInside = false;
      text += letter;
    } else if (letter === "[" && isInside) {
      text += "\\[";
    } else if (letter === "-" && isInside && isBesideClass(pattern, at)) {
      text += "\\-";
    } else {
      text +=
        letter === "{" && !/^\{\d+(?:,\d*)?\}/.test(pattern.slice(at)) && !isInside
          ? "\\{"
          : letter;
    }
  }
  return text;
}

function isBesideClass(pattern: string, at: number): boolean {
  return (
    /\\[wWsSdD]$|\\p\{\w+\}$/.test(pattern.slice(0, at)) || /^-\\[wWsSdDp]/.test(pattern.slice(at))
  );
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, "u");
    return true;
  } catch {
    return false;
  }
}
