import { resolve } from "node:path";
import { waves } from "../../stacks/company/roles";
import { loadProject } from "../planner/project";

export interface WavesCommandOptions {
  readonly cwd: string;
  /** Prints JSON, an array of arrays of stack names: the matrix of a CI job. */
  readonly json: boolean;
}

/** Prints one line for each wave: the stacks of a line can be deployed in parallel, after those of the lines above. */
export function wavesCommand(options: WavesCommandOptions): void {
  const project = loadProject(resolve(options.cwd));
  const names = waves(project.stacks).map((wave) => wave.map(({ stack }) => stack));
  console.log(
    options.json
      ? JSON.stringify(names)
      : names.map((wave, index) => `${index + 1}  ${wave.join(", ")}`).join("\n"),
  );
}
