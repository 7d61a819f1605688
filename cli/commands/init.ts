import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { outcomeOf, problemsOfGiven } from "../init/checks";
import { commandLine } from "../init/command-line";
import { handSteps, handStepsText } from "../init/hand-steps";
import { Cancelled, promptFor, type Prompter } from "../init/prompts";
import { type Answers, flagOf, questions, withFallbacks } from "../init/questions";
import { terminalPrompter } from "../init/terminal";
import { changesOf, type FileChanges, isLossless, writeFiles } from "../init/write-files";
import { plural } from "../output/summary";
import { wrapText } from "../output/width";
import { loadProject } from "../planner/project";
import { formatProblem, type Problem } from "../../stacks/company/problems";
import { UsageError } from "./usage";

export type InitCommandOptions = Answers & {
  /** Folder of the project, where `Pulumi.yaml` is written. */
  readonly cwd: string;
  /** Takes the fallbacks for missing answers, without a prompt. */
  readonly yes: boolean;
  /** Replaces and removes the files of another company without confirmation. */
  readonly replace: boolean;
  /** Runs the plan at the end. */
  readonly plan: boolean;
};

/** Terminal and plan of the command. */
export interface InitSurroundings {
  readonly print: (text: string) => void;
  /** Returns the prompts; absent without a terminal. */
  readonly prompter?: () => Promise<Prompter>;
  /** Plans the company in a folder and prints the plan. Returns the exit code. */
  readonly plan: (folder: string) => Promise<number>;
}

/**
 * Writes the configuration of a company from a few answers, plans it, and lists the steps by hand.
 *
 * @returns The exit code: 0, or that of the plan.
 * @throws UsageError with every wrong or missing answer, before anything is written.
 */
export async function initCommand(
  options: InitCommandOptions,
  surroundings: InitSurroundings = terminal(),
): Promise<number> {
  const folder = resolve(options.cwd);
  const { print } = surroundings;
  const prompter = options.yes ? undefined : await surroundings.prompter?.();
  let known: Answers = {};
  try {
    const answers = await answersOf(options, prompter, (given) => (known = given));
    const { files, problems } = outcomeOf(answers, folder);
    const changes = changesOf(folder, files);
    refuseAnswers([
      ...problems,
      ...(prompter === undefined && !options.replace ? lossProblems(changes) : []),
    ]);
    if (prompter !== undefined && !options.replace && !isLossless(changes)) {
      print(changesText(changes));
      if (!(await prompter.confirm("Replace and remove these files?"))) {
        throw new Cancelled();
      }
    }
    writeFiles(folder, files, changes);
    print(`${changesText(changes) || "every file is up to date"}\n`);
    print(againText(answers, folder));
    const code = options.plan ? await surroundings.plan(folder) : 0;
    const { organization } = loadProject(folder);
    print(
      `\nSteps by hand, in this order:\n${handStepsText(handSteps(answers, organization, folder))}`,
    );
    return code;
  } catch (error) {
    if (prompter !== undefined && Object.keys(known).length > 0) {
      print(againText(known, folder));
    }
    if (error instanceof Cancelled) {
      throw new UsageError("stopped; nothing was written");
    }
    throw error;
  }
}

/** The command that gives answers again, also after a failure: a terminal has no other record of them. */
function againText(answers: Answers, folder: string): string {
  return `The same answers again:\n${commandLine(answers, folder)}\n`;
}

/** @param note Called with the answers so far. */
async function answersOf(
  options: InitCommandOptions,
  prompter: Prompter | undefined,
  note: (answers: Answers) => void,
): Promise<Answers> {
  const given: Answers = Object.fromEntries(
    questions.flatMap(({ key }) => (options[key] === undefined ? [] : [[key, options[key]]])),
  );
  if (prompter === undefined) {
    return withFallbacks(given, options.yes ? "all" : "quiet");
  }
  // A wrong option stops the command before the first prompt.
  const folder = resolve(options.cwd);
  refuseAnswers(problemsOfGiven(given, folder));
  return promptFor(given, prompter, note, (answers, key) => {
    const problems = problemsOfGiven(answers, folder);
    const own = problems.find(({ path }) => path === flagOf(key));
    const problem = own ?? problems[0];
    const place = own === undefined && problem !== undefined ? `${problem.path}: ` : "";
    return problem && `${place}${problem.rule}; ${problem.remedy}`;
  });
}

/** Problem without a terminal: only `--replace` may remove the files of another company. */
function lossProblems({ replaced, removed }: FileChanges): Problem[] {
  return replaced.length + removed.length === 0
    ? []
    : [
        {
          path: "--replace",
          rule: "is required: the folder has files of a company that would be replaced or removed",
          found: [...replaced, ...removed].join(", "),
          remedy: "add --replace, or choose another folder with --cwd",
        },
      ];
}

/** @throws UsageError that lists the problems. */
function refuseAnswers(problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new UsageError(
      `the answers have ${plural(problems.length, "problem")}; nothing was written\n${problems.map(formatProblem).join("\n")}`,
    );
  }
}

function changesText({ written, replaced, removed }: FileChanges): string {
  const lines = [
    ["new", written],
    ["replaced", replaced],
    ["removed", removed],
  ] as const;
  return lines
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => wrapText(`${what.padEnd(8)}  ${names.join(", ")}`))
    .join("\n");
}

/** The terminal of this process, and the plan that `npm run plan` prints. */
function terminal(): InitSurroundings {
  return {
    print: console.log,
    ...(process.stdin.isTTY && process.stdout.isTTY && { prompter: () => terminalPrompter() }),
    plan: (folder) =>
      new Promise((done, fail) => {
        // npm starts this command in the folder of package.json.
        spawn("npm", ["run", "--silent", "plan", "--", "--cwd", folder], { stdio: "inherit" })
          .on("error", fail)
          .on("close", (code) => {
            done(code ?? 1);
          });
      }),
  };
}
