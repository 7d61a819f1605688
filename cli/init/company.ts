import { roleNames } from "../../stacks/company/roles";
import { type Layout, layoutOf } from "./layouts";
import { type Answers, NO_WORKLOADS } from "./questions";

/** Name of the project: prefix of the keys of every stack file. */
export const PROJECT = "platform";

/** A workload account of the answer to `--workloads`. */
export interface Workload {
  readonly account: string;
  readonly environment: string;
}

/** The answers, with those about accounts as objects. */
export interface Company {
  readonly answers: Answers;
  readonly layout: Layout;
  readonly workloads: readonly Workload[];
}

/** The accounts of some answers. A workload account whose name is taken is left out. */
export function companyOf(answers: Answers): Company {
  const taken = repeatedWorkloads(answers);
  return {
    answers,
    layout: layoutOf(answers),
    workloads: workloadsOf(answers.workloads).filter(({ account }) => !taken.includes(account)),
  };
}

/** The accounts of an answer such as `prod=production,dev=development`. */
function workloadsOf(answer = ""): Workload[] {
  return answer === NO_WORKLOADS
    ? []
    : list(answer).map((item) => {
        const [account = "", environment = ""] = item.split("=");
        return { account, environment };
      });
}

/** Names of workload accounts that are given twice, or that another account or stack has. */
export function repeatedWorkloads(answers: Answers): string[] {
  const others = [...roleNames, ...Object.keys(layoutOf(answers).accounts)];
  const names = workloadsOf(answers.workloads).map(({ account }) => account);
  return names.filter((name, index) => others.includes(name) || names.indexOf(name) < index);
}

/** The entries of an answer with commas. */
export function list(answer: string): string[] {
  return answer
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
