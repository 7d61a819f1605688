import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const schema = z.object({
  /** Fingerprint of each stack as it was deployed. */
  deployed: z.record(z.string(), z.string()),
});

/**
 * Remembers which stacks an unfinished deployment has deployed, so that the next one goes on after them. Losing it
 * costs time and nothing else: every stack is safe to deploy again. The file is read anew each time, because runs on
 * other stacks may write to it meanwhile. One that is missing or cannot be read is empty.
 */
export class Journal {
  public constructor(private readonly file: string) {}

  /** Whether a stack has been deployed with this very fingerprint. */
  public has(stack: string, fingerprint: string): boolean {
    return this.#read().get(stack) === fingerprint;
  }

  public add(stack: string, fingerprint: string): void {
    this.#write(this.#read().set(stack, fingerprint));
  }

  public remove(stacks: readonly string[]): void {
    const deployed = this.#read();
    const found = stacks.filter((stack) => deployed.delete(stack));
    if (found.length > 0) {
      this.#write(deployed);
    }
  }

  #read(): Map<string, string> {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(this.file, "utf8"));
    } catch {
      content = undefined;
    }
    return new Map(Object.entries(schema.safeParse(content).data?.deployed ?? {}));
  }

  /** The file is there whole or not at all, whatever ends the process. */
  #write(deployed: ReadonlyMap<string, string>): void {
    if (deployed.size === 0) {
      rmSync(this.file, { force: true });
      return;
    }
    mkdirSync(dirname(this.file), { recursive: true });
    const incomplete = `${this.file}.${process.pid}`;
    const content = { deployed: Object.fromEntries(deployed) };
    writeFileSync(incomplete, `${JSON.stringify(content, undefined, 2)}\n`);
    renameSync(incomplete, this.file);
  }
}
