import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What every stack's program is made of, the versions of its packages included. */
const program = [
  "Pulumi.yaml",
  "components",
  "index.ts",
  "package-lock.json",
  "policy-pack",
  "stacks",
];

/** Tells by content whether a stack's program is the one that was deployed. */
export class Fingerprints {
  readonly #program: string;

  /** Reads the program as it is now; a later change of it is not seen. */
  public constructor(
    private readonly folder: string,
    backend: string,
  ) {
    const hash = createHash("sha256").update(JSON.stringify(backend));
    for (const name of program) {
      add(hash, folder, name);
    }
    this.#program = hash.digest("hex");
  }

  /** Of the program with one stack's configuration as it is now. */
  public of(stack: string): string {
    const hash = createHash("sha256").update(this.#program);
    add(hash, this.folder, `Pulumi.${stack}.yaml`);
    return hash.digest("hex");
  }
}

/** Hash of files and folders by name and content; those that do not exist add nothing. */
export function contentHash(folder: string, names: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of names) {
    add(hash, folder, name);
  }
  return hash.digest("hex");
}

/** Adds a file, or a folder with all its files, by name and content; what is not there adds nothing. */
function add(hash: Hash, folder: string, name: string): void {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    for (const entry of readdirSync(path).sort()) {
      if (entry !== "node_modules") {
        add(hash, folder, join(name, entry));
      }
    }
  } else if (stat) {
    const content = readFileSync(path);
    hash.update(JSON.stringify([name, content.length])).update(content);
  }
}
