import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../planner/project-settings";

/** Files and folders of every stack's program, including the versions of its packages. */
const program = ["components", "index.ts", "package-lock.json", "policy-pack", "stacks"];

/** Fingerprints of stacks: equal when a stack's program and configuration have the same content. */
export class Fingerprints {
  readonly #program: string;

  /**
   * Reads the program once; later changes of it have no effect.
   *
   * @param folder Folder of the project.
   * @param root Folder of the program. @default - this repository
   */
  public constructor(
    private readonly folder: string,
    backend: string,
    root = repositoryFolder,
  ) {
    const hash = createHash("sha256").update(JSON.stringify(backend));
    add(hash, folder, "Pulumi.yaml");
    for (const name of program) {
      add(hash, root, name);
    }
    this.#program = hash.digest("hex");
  }

  /** Fingerprint of the program with the present configuration of one stack. */
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

/** Adds a file, or a folder with all its files, by name and content; a missing one adds nothing. */
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
