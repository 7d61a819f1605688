import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** Changes of a run to the files of a folder. */
export interface FileChanges {
  readonly written: readonly string[];
  readonly replaced: readonly string[];
  /** Stack files that the new company does not have. */
  readonly removed: readonly string[];
}

/** Compares the files of a company with those of a folder. Files that are equal are in none of the lists. */
export function changesOf(folder: string, files: ReadonlyMap<string, string>): FileChanges {
  const present = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^Pulumi\.(?:.+\.)?yaml$/.test(name))
    : [];
  const names = [...files.keys()];
  return {
    written: names.filter((name) => !present.includes(name)),
    replaced: names.filter(
      (name) =>
        present.includes(name) && readFileSync(join(folder, name), "utf8") !== files.get(name),
    ),
    removed: present.filter((name) => !files.has(name)),
  };
}

/** True when no file is replaced or removed. */
export function isLossless({ replaced, removed }: FileChanges): boolean {
  return replaced.length + removed.length === 0;
}

/**
 * Writes the files of a company and removes stack files that it does not have. The new files are written beside the old
 * ones and change places with them at the end. After an error the old files are in their places.
 */
export function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  { written, replaced, removed }: FileChanges,
): void {
  mkdirSync(folder, { recursive: true });
  const stage = mkdtempSync(join(folder, ".init-"));
  const saved: string[] = [];
  const placed: string[] = [];
  try {
    mkdirSync(join(stage, "old"));
    const changed = [...written, ...replaced];
    for (const name of changed) {
      writeFileSync(join(stage, name), files.get(name) ?? "");
    }
    for (const name of [...replaced, ...removed]) {
      renameSync(join(folder, name), join(stage, "old", name));
      saved.push(name);
    }
    for (const name of changed) {
      renameSync(join(stage, name), join(folder, name));
      placed.push(name);
    }
  } catch (error) {
    for (const name of placed) {
      rmSync(join(folder, name));
    }
    for (const name of saved) {
      renameSync(join(stage, "old", name), join(folder, name));
    }
    throw error;
  } finally {
    rmSync(stage, { recursive: true });
  }
}
