import Table from "cli-table3";

interface Line {
  runs: number;
  failed: number;
  converged: number;
  readonly remedies: Set<string>;
}

/** Counts the results of the faults of a test run, for the table at its end. */
export class FaultReport {
  readonly #lines = new Map<string, Line>();

  /**
   * Notes a run that has ended well.
   *
   * @param failed True when the fault has failed an `up`, as expected where no retry helps.
   */
  public add(stack: string, fault: string, failed: boolean, remedy: string): void {
    const key = `${stack}\n${fault}`;
    const line = this.#lines.get(key) ?? { runs: 0, failed: 0, converged: 0, remedies: new Set() };
    line.runs += 1;
    line.failed += failed ? 1 : 0;
    line.converged += 1;
    line.remedies.add(remedy);
    this.#lines.set(key, line);
  }

  public toString(): string {
    const head = ["stack", "fault", "runs", "failed as expected", "converged", "remedy"];
    const table = new Table({ head, style: { head: [], border: [] } });
    for (const [key, { runs, failed, converged, remedies }] of this.#lines) {
      table.push([...key.split("\n"), runs, failed, converged, [...remedies].join("\n")]);
    }
    return table.toString();
  }
}
