import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roleNames } from "../../stacks/company/roles";
import { ConfigurationError, type Problem, show } from "../../stacks/company/problems";
import { keepable, standingFacts } from "../../stacks/checks/template-facts";
import { loadProject, type Project } from "../planner/project";
import { list, repeatedWorkloads } from "./company";
import { filesOf } from "./configuration";
import { isLayout, layoutOf, layouts } from "./layouts";
import {
  type Answers,
  flagOf,
  neededQuestions,
  NO_REPOSITORY,
  NO_WORKLOADS,
  type Question,
  questions,
  withFallbacks,
} from "./questions";

/** Result of some answers. */
export interface Outcome {
  /** Name and text of every file. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Problems of the configuration in these files, under the names of the options: there is no second set of rules. A
   * missing answer is a problem too.
   */
  readonly problems: readonly Problem[];
}

/** Builds the files of a company for a folder and checks them. */
export function outcomeOf(answers: Answers, folder: string): Outcome {
  const files = filesOf(answers, folder);
  const project = read(files, folder);
  const missing = neededQuestions(answers).filter(({ key }) => answers[key] === undefined);
  const own = answerProblems(answers);
  const found = ("problems" in project ? project.problems : [])
    .map((problem) => ({ ...problem, path: optionOf(problem.path) ?? problem.path }))
    // A missing answer, and one that cannot be read, leave out keys that the schema then requires.
    .filter(
      ({ path, rule }) =>
        !missing.some(({ key }) => flagOf(key) === path) &&
        !(rule === "is required" && own.some((problem) => problem.path === path)),
    );
  const all = [...missing.map((question) => missingProblem(question, answers)), ...own, ...found];
  const empty = questions
    .filter(({ key }) => answers[key]?.trim() === "")
    .map(({ key }) => flagOf(key));
  // An empty answer has one problem, also where other values depend on it.
  const problems = all.filter(
    ({ path, rule }, index) =>
      index ===
      all.findIndex(
        (other) => other.path === path && (other.rule === rule || empty.includes(path)),
      ),
  );
  const kept = "problems" in project ? [] : templatePaths(project);
  return { files: kept.length > 0 ? filesOf(answers, folder, kept) : files, problems };
}

/** Paths of answers that are the same as in the template. The company gave them, so that it keeps them. */
function templatePaths({ organization, stacks }: Project): string[] {
  const paths = standingFacts(organization, stacks).flatMap(({ keepable: isKeepable, path }) =>
    isKeepable ? (keepable.find((beginning) => path.startsWith(beginning)) ?? []) : [],
  );
  return [...new Set(paths)];
}

function missingProblem({ key, hint, fallback }: Question, answers: Answers): Problem {
  const usual = fallback?.(withFallbacks(answers, "all"));
  return {
    path: flagOf(key),
    rule: "is required",
    found: "nothing",
    remedy: `${hint}${usual === undefined ? "" : `; --yes takes ${usual}`}`,
  };
}

/** Option whose answer fills a path of the configuration. */
function optionOf(path: string): string | undefined {
  const question = questions.find(({ fills }) => fills?.test(path));
  return question && flagOf(question.key);
}

/** The project in files that are not in its folder yet, or their problems. */
function read(
  files: ReadonlyMap<string, string>,
  home: string,
): Project | Pick<ConfigurationError, "problems"> {
  const folder = mkdtempSync(join(tmpdir(), "platform-init-"));
  try {
    for (const [name, text] of files) {
      writeFileSync(join(folder, name), text);
    }
    return loadProject(folder, home);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error;
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Problems that the files cannot show: an unknown layout, half a repository, an empty list of workloads, and two workload accounts in one place. */
function answerProblems(answers: Answers): Problem[] {
  const { github = NO_REPOSITORY, layout, workloads } = answers;
  const problems: Problem[] = [];
  if (layout !== undefined && !isLayout(layout)) {
    const known = Object.keys(layouts).join(", ");
    problems.push({
      path: flagOf("layout"),
      rule: `must be one of ${known}`,
      found: show(layout),
      remedy: "choose one of them",
    });
  }
  if (github !== NO_REPOSITORY && github.split("/").length !== 2) {
    problems.push({
      path: flagOf("github"),
      rule: "must be an organization and a repository, with a slash between them",
      found: show(github),
      remedy: `write it like nimbus/cloud, or ${NO_REPOSITORY}`,
    });
  }
  if (workloads !== undefined && list(workloads).length === 0) {
    problems.push({
      path: flagOf("workloads"),
      rule: "must name accounts with their environments",
      found: show(workloads),
      remedy: `write it like prod=production, or ${NO_WORKLOADS} for a company without workload accounts`,
    });
  }
  const others = [...new Set([...roleNames, ...Object.keys(layoutOf(answers).accounts)])];
  for (const name of repeatedWorkloads(answers)) {
    problems.push({
      path: flagOf("workloads"),
      rule: `must name each account once, and none of ${others.join(", ")}`,
      found: show(name),
      remedy: "choose another name for the account",
    });
  }
  return problems;
}
