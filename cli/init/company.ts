import { roleNames } from "../../stacks/company/roles";
import { type Layout, layoutOf } from "./layouts";
import { type Answers, list, NO_REPOSITORY, NO_WORKLOADS } from "./questions";

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

/** An account with its environment, such as `prod=production`. */
const PAIR = /^([^=]+)=([^=]+)$/;

/** The accounts of an answer such as `prod=production,dev=development`. An entry of another form is left out. */
function workloadsOf(answer = ""): Workload[] {
  return entriesOf(answer).flatMap((entry) => {
    const [, account, environment] = PAIR.exec(entry) ?? [];
    return account === undefined || environment === undefined
      ? []
      : [{ account: account.trim(), environment: environment.trim() }];
  });
}

/** Entries of the answer about workload accounts that are no account with its environment. */
export function unreadableWorkloads({ workloads = "" }: Answers): string[] {
  return entriesOf(workloads).filter((entry) => !PAIR.test(entry));
}

function entriesOf(answer: string): string[] {
  return answer === NO_WORKLOADS ? [] : list(answer);
}

/** A repository on GitHub. */
export interface Repository {
  readonly organization: string;
  readonly name: string;
}

/** The repository of an answer such as `nimbus/cloud`, or an address of it that GitHub shows. `undefined` for another text. */
export function repositoryOf({ github = NO_REPOSITORY }: Answers): Repository | undefined {
  const [, organization, name] =
    /^(?:(?:https?:\/\/|ssh:\/\/git@|git@)?github\.com[/:])?([^/:\s]+)\/([^/\s]+?)(?:\.git)?\/?$/.exec(
      github.trim(),
    ) ?? [];
  return organization === undefined || name === undefined ? undefined : { organization, name };
}

/** Names of workload accounts that are given twice, or that another account or stack has. */
export function repeatedWorkloads(answers: Answers): string[] {
  const others = [...roleNames, ...Object.keys(layoutOf(answers).accounts)];
  const names = workloadsOf(answers.workloads).map(({ account }) => account);
  return names.filter((name, index) => others.includes(name) || names.indexOf(name) < index);
}
