import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const schema = z.object({
  /** Fingerprint of each stack as it was deployed. */
  deployed: z.record(z.string(), z.string()),
});

/**
 * Remembers which stacks an unfinished deployment has deployed, so that the next one goes on after them. Losing it
 * costs time and nothing else: every stack is safe to deploy again.
 */
export class Journal {
  readonly #deployed: Map<string, string>;

  /** Reads a journal; one that is missing or cannot be read is empty. */
  public constructor(private readonly file: string) {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(file, "utf8"));
    } catch {
      content = undefined;
    }
    const parsed = schema.safeParse(content);
    this.#deployed = new Map(Object.entries(parsed.data?.deployed ?? {}));
  }

  /** Whether a stack has been deployed with this very fingerprint. */
  public has(stack: string, fingerprint: string): boolean {
    return this.#deployed.get(stack) === fingerprint;
  }

  public add(stack: string, fingerprint: string): void {
    this.#deployed.set(stack, fingerprint);
    this.#write();
  }

  public remove(stacks: readonly string[]): void {
    const found = stacks.filter((stack) => this.#deployed.delete(stack));
    if (found.length > 0) {
      this.#write();
    }
  }

  /** The file is there whole or not at all, whatever ends the process. */
  #write(): void {
    if (this.#deployed.size === 0) {
      rmSync(this.file, { force: true });
      return;
    }
    mkdirSync(dirname(this.file), { recursive: true });
    const incomplete = `${this.file}.${process.pid}`;
    const deployed = Object.fromEntries(this.#deployed);
    writeFileSync(incomplete, `${JSON.stringify({ deployed }, undefined, 2)}\n`);
    renameSync(incomplete, this.file);
  }
}
