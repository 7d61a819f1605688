import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../support/plan/planned";
import { procedures } from "./procedures";
import { fileOf, record } from "./recorder";

/** Writes the transcripts of the procedures with the given names, of all without any: `npm run procedures -- third-zone`. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !procedures.some((known) => known.name === name));
  if (unknown.length > 0) {
    console.error(
      `no such procedure: ${unknown.join(", ")}; there are ${procedures.map(({ name }) => name).join(", ")}`,
    );
    process.exitCode = 2;
    return;
  }
  for (const procedure of procedures) {
    if (names.length === 0 || names.includes(procedure.name)) {
      writeFileSync(join(repository, fileOf(procedure)), await record(procedure));
      console.log(`${fileOf(procedure)}: written`);
    }
  }
}

void main(process.argv.slice(2));
