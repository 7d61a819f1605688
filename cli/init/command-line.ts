import { cwdOption, quoted } from "../planner/command";
import { type Answers, flagOf, neededQuestions } from "./questions";

/**
 * The command that gives the same answers again, with an option on each line.
 *
 * @param folder The `--cwd` of this run.
 */
export function commandLine(answers: Answers, folder: string): string {
  const options = neededQuestions(answers).flatMap(({ key }) => {
    const answer = answers[key];
    return answer === undefined ? [] : [`${flagOf(key)} ${quoted(answer)}`];
  });
  return ["npm run init --", ...cwdOption(folder), ...options].join(" \\\n  ");
}
