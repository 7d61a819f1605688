/** Commands as the user types them, to be copied from the output. */
import { relative, resolve } from "node:path";

/** A command of package.json for the project in a folder, with more options. */
export function npmRun(script: string, folder = ".", ...options: readonly string[]): string {
  const words = [...cwdOption(folder), ...options];
  return [`npm run ${script}`, ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
}

/** The option `--cwd`, which the commands of this program and those of Pulumi have; none for the present folder. */
export function cwdOption(folder: string): string[] {
  const seen = relative(process.cwd(), folder);
  return seen === "" ? [] : [`--cwd ${quoted(seen.startsWith("..") ? resolve(folder) : seen)}`];
}

/** A word of a command line, in quotes where a shell would read more than a text. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
