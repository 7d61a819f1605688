import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roleNames } from "../../stacks/company/roles";
import { ConfigurationError, type Problem, show } from "../../stacks/company/problems";
import {
  keepable,
  type StandingFact,
  standingFacts,
  templateProblems,
} from "../../stacks/checks/template-facts";
import { parseRange } from "../../stacks/company/values";
import { plural } from "../output/summary";
import { loadProject, type Project } from "../planner/project";
import { companyOf, repeatedWorkloads, repositoryOf, unreadableWorkloads } from "./company";
import { filesOf } from "./configuration";
import { isLayout, layoutOf, layouts } from "./layouts";
import {
  type AnswerKey,
  type Answers,
  flagOf,
  list,
  neededQuestions,
  NO_REPOSITORY,
  NO_WORKLOADS,
  obstacleTo,
  type Question,
  questions,
  withFallbacks,
} from "./questions";
import { numberOf, poolBitsFor } from "./project-file";

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
  const missing = neededQuestions(answers).filter(({ key }) => answers[key] === undefined);
  const own = answerProblems(answers);
  const project = projectFrom(answers, folder);
  const refused = "problems" in project ? optionProblems(project.problems, answers, folder) : [];
  const facts = "problems" in project ? otherFacts(answers, refused, folder) : factsOf(project);
  const found = [...refused, ...placeholderProblems(facts)].filter(
    // Examples have taken the place of missing answers.
    ({ path }) => !missing.some(({ key }) => flagOf(key) === path),
  );
  const all = [...missing.map((question) => missingProblem(question, answers)), ...own, ...found];
  const empty = questions
    .filter(({ key }) => answers[key]?.trim() === "")
    .map(({ key }) => flagOf(key));
  const causes = all.filter((problem) => !isConsequence(problem, all, answers));
  const problems = causes.filter(
    (problem, index) =>
      // An empty answer has one problem, also where other values depend on it.
      index ===
      causes.findIndex(
        ({ path, rule }) =>
          path === problem.path && (rule === problem.rule || empty.includes(path)),
      ),
  );
  return {
    files: filesOf(answers, folder, problems.length > 0 ? [] : templatePaths(facts)),
    problems,
  };
}

/** Problems of the answers that are given: a missing one is none yet. */
export function problemsOfGiven(given: Answers, folder: string): readonly Problem[] {
  const answers = withFallbacks(given, "quiet");
  const missing = neededQuestions(answers)
    .filter(({ key }) => answers[key] === undefined)
    .map(({ key }) => flagOf(key));
  return outcomeOf(answers, folder).problems.filter(({ path }) => !missing.includes(path));
}

/** Problems of the configuration that some answers result in, under the options of the answers. */
function optionProblems(problems: readonly Problem[], answers: Answers, folder: string): Problem[] {
  return problems.map((problem) => {
    const question = questionOf(problem.path);
    return question === undefined
      ? indirectProblem(problem, answers, folder)
      : problemOf(question, problem);
  });
}

/** A remedy for someone who writes a file. */
const IN_FILE = /\bquot|\[\]|docs\/|for example/;

/** A problem of the configuration in words for someone who answers a question. */
function problemOf({ key, hint }: Question, { rule, remedy, ...problem }: Problem): Problem {
  const answered = withOptions(remedy);
  return {
    ...problem,
    path: flagOf(key),
    rule: withOptions(rule.replace(/ in quotes$/, "")),
    remedy: IN_FILE.test(answered) ? hint : answered,
  };
}

/** A text with options in place of the keys that answers fill. */
function withOptions(text: string): string {
  return text.replaceAll(/organization(?:\.\w+)+/g, (path) => {
    const question = questionOf(path);
    return question === undefined ? path : flagOf(question.key);
  });
}

/** Problem of a value that no answer contains, under the first answer that leads to it. */
function indirectProblem({ path, rule }: Problem, answers: Answers, folder: string): Problem {
  const given = questions.map(({ key }) => key).filter((key) => answers[key] !== undefined);
  const culprit = given.find((_, index) => {
    const first = Object.fromEntries(given.slice(0, index + 1).map((key) => [key, answers[key]]));
    const project = projectFrom(first, folder);
    return (
      "problems" in project &&
      project.problems.some((other) => other.path === path && other.rule === rule)
    );
  });
  const key = culprit ?? "workloads";
  return {
    path: flagOf(key),
    rule: `leads to ${path}, which ${rule}`,
    found: show(answers[key]),
    remedy: "give another answer",
  };
}

/** Answers that are placeholders: they cannot be deployed. */
function placeholderProblems(facts: readonly StandingFact[]): Problem[] {
  return templateProblems(facts.filter(({ keepable: isKeepable }) => !isKeepable)).flatMap(
    (problem) => {
      const question = questionOf(problem.path);
      return question === undefined ? [] : [problemOf(question, problem)];
    },
  );
}

/** Values in the files of a project that are still the template's, or reserved for documentation. */
function factsOf({ organization, stacks }: Project): StandingFact[] {
  return standingFacts(organization, stacks);
}

/** The same for the answers that have no problem yet. */
function otherFacts(answers: Answers, refused: readonly Problem[], folder: string): StandingFact[] {
  const wrong = refused.map(({ path }) => path);
  const readable = Object.fromEntries(
    Object.entries(answers).filter(([key]) => !wrong.includes(flagOf(key as AnswerKey))),
  );
  const project = projectFrom(readable, folder);
  return "problems" in project ? [] : factsOf(project);
}

/** True for a problem that ends when another one is solved. */
function isConsequence(
  { path, rule, found }: Problem,
  problems: readonly Problem[],
  answers: Answers,
): boolean {
  const given = new Map(questions.map(({ key }) => [flagOf(key), answers[key]]));
  const answer = given.get(path);
  const fallback = questions.find(({ key }) => flagOf(key) === path)?.fallback;
  const others = problems.filter((other) => other.path !== path);
  return (
    // An answer that cannot be read leaves out keys.
    (rule.startsWith("is required") &&
      problems.some((other) => other.path === path && !other.rule.startsWith("is required"))) ||
    // The value comes from another answer, such as the name of a workload account in the address plan.
    (!contains(answer, found) &&
      others.some(
        (other) =>
          other.rule === rule && other.found === found && contains(given.get(other.path), found),
      )) ||
    // The answer is a fallback that follows from another answer.
    (answer !== undefined &&
      fallback?.(answers) === answer &&
      questions.some(
        ({ key }) =>
          others.some((other) => other.path === flagOf(key)) &&
          fallback({ ...answers, [key]: "another" }) !== answer,
      ))
  );
}

/** True for an answer that contains the value of a problem. */
function contains(answer: string | undefined, found: string): boolean {
  const [, value = found] = /^"(.*?)(?:…|"(?: \(\d+ characters\))?)$/.exec(found) ?? [];
  return answer?.includes(value) === true;
}

/** Paths of answers that are the same as in the template. The company gave them, so that it keeps them. */
function templatePaths(facts: readonly StandingFact[]): string[] {
  const paths = facts.flatMap(
    ({ path }) => keepable.find((beginning) => path.startsWith(beginning)) ?? [],
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

/** Question whose answer fills a path of the configuration. */
function questionOf(path: string): Question | undefined {
  return questions.find(({ fills }) => fills?.test(path));
}

/** The project of some answers, with examples in place of those that are missing, or its problems. Its folder has no files of it yet. */
function projectFrom(
  answers: Answers,
  home: string,
): Project | Pick<ConfigurationError, "problems"> {
  const folder = mkdtempSync(join(tmpdir(), "platform-init-"));
  try {
    for (const [name, text] of filesOf(withFallbacks(answers, "examples"), home)) {
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

/** Problems that the files cannot show: of answers that cannot be read, are not used, or have no room for the others. */
function answerProblems(answers: Answers): Problem[] {
  const { github = NO_REPOSITORY, layout, workloads, budget } = answers;
  const problems: Problem[] = [];
  const refuse = (key: AnswerKey, rule: string, found: unknown, remedy: string): void => {
    problems.push({ path: flagOf(key), rule, found: show(found), remedy });
  };
  for (const question of questions) {
    const { key } = question;
    const obstacle = obstacleTo(question, answers);
    if (answers[key] !== undefined && obstacle !== undefined) {
      const other = `${flagOf(obstacle)} ${answers[obstacle] ?? ""}`;
      refuse(key, `is not used with ${other}`, answers[key], "leave out one of the two");
    }
  }
  if (layout !== undefined && !isLayout(layout)) {
    const known = Object.keys(layouts).join(", ");
    refuse("layout", `must be one of ${known}`, layout, "choose one of them");
  }
  if (github !== NO_REPOSITORY && repositoryOf(answers) === undefined) {
    refuse(
      "github",
      "must be an organization and a repository, with a slash between them",
      github,
      `write it like nimbus/cloud, or ${NO_REPOSITORY}`,
    );
  }
  if (budget !== undefined && numberOf(budget) === undefined) {
    refuse("budget", "must be a number", budget, "write digits alone, such as 5000");
  }
  if (workloads !== undefined && list(workloads).length === 0) {
    refuse(
      "workloads",
      "must name accounts with their environments",
      workloads,
      `write it like prod=production, or ${NO_WORKLOADS} for a company without workload accounts`,
    );
  }
  for (const entry of unreadableWorkloads(answers)) {
    const rule = "must be the name of an account, =, and its environment";
    refuse("workloads", rule, entry, "write it like prod=production");
  }
  const others = [...new Set([...roleNames, ...Object.keys(layoutOf(answers).accounts)])];
  for (const name of repeatedWorkloads(answers)) {
    const rule = `must name each account once, and none of ${others.join(", ")}`;
    refuse("workloads", rule, name, "choose another name for the account");
  }
  const pool = parseRange(answers.addressPool ?? "");
  const count = companyOf(answers).workloads.length;
  const bits = poolBitsFor(count);
  if (pool !== undefined && count > 0 && pool.bitmask > bits) {
    const rule = `is too small for ${plural(count, "workload account")}`;
    refuse("addressPool", rule, answers.addressPool, `choose a range of at least a /${bits}`);
  }
  return problems;
}
