import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const schema = z.object({
  /** Fingerprint of each deployed stack. */
  deployed: z.record(z.string(), z.string()),
});

/**
 * List of the stacks that an unfinished deployment has deployed, so that the next one continues after them. Losing the
 * file costs time only: every stack is safe to deploy again. The file is read each time, because runs on other stacks
 * may write to it. A file that is missing or damaged counts as empty.
 */
export class Journal {
  public constructor(private readonly file: string) {}

  /** True when a stack has been deployed with this fingerprint. */
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

  /** Replaces the file at once, so that a killed process leaves no half of it. */
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
