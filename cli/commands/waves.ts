import { resolve } from "node:path";
import { waves } from "../../stacks/company/roles";
import { loadProject } from "../planner/project";

export interface WavesCommandOptions {
  readonly cwd: string;
  /** Prints JSON, an array of arrays of stack names: the matrix of a CI job. */
  readonly json: boolean;
}

/** Prints the stacks in waves: those of one line can be deployed side by side, each line after the one before. */
export function wavesCommand(options: WavesCommandOptions): void {
  const project = loadProject(resolve(options.cwd));
  const names = waves(project.stacks).map((wave) => wave.map(({ stack }) => stack));
  console.log(
    options.json
      ? JSON.stringify(names)
      : names.map((wave, index) => `${index + 1}  ${wave.join(", ")}`).join("\n"),
  );
}
