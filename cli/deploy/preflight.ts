import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { formatProblem, type Problem, show } from "../../stacks/company/problems";
import { explainCredentialsError } from "../../stacks/checks/known-errors";
import { missingRegion } from "../../stacks/company/state-address";
import { PREVIEW, PREVIEW_VARIABLE } from "../../stacks/company/preview-credentials";
import type { Project, StackFile } from "../planner/project";

const run = promisify(execFile);

/** Parts of the machine that a deployment lacks, found before the engine starts. */
export interface Preflight {
  /** Reasons why the deployment would fail, one a line. */
  readonly problems: readonly string[];
  /** Facts that could not be looked up. */
  readonly notes: readonly string[];
}

/**
 * Checks what the engine or a component would report later, or in other words: the AWS CLI where there is a cluster, the
 * Regions of the state backend and of its key, and the account of the AWS credentials. The credentials are looked up with
 * the AWS CLI: it finds them as Pulumi does, single sign-on included, and needs no package.
 */
export async function preflight(
  project: Project,
  selected: readonly StackFile[],
  environment: NodeJS.ProcessEnv,
): Promise<Preflight> {
  const aws = await awsVersion(environment);
  const caller = await callerOf(aws, environment);
  const problems = [
    ...awsProblems(aws, selected),
    ...stateProblems(project, environment),
    ...("Arn" in caller ? callerProblems(caller, project, selected, environment) : []),
  ].map((problem) => formatProblem(problem).trim());
  return "Arn" in caller
    ? { problems, notes: [] }
    : { problems: [...problems, ...caller.problems], notes: caller.notes };
}

/** Version of the AWS CLI on PATH; `undefined` when there is none. */
async function awsVersion(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run("aws", ["--version"], { env: environment });
    return /aws-cli\/(\S+)/.exec(stdout + stderr)?.[1] ?? "unknown";
  } catch {
    return undefined;
  }
}

/** @see https://www.pulumi.com/registry/packages/eks/installation-configuration/ */
function awsProblems(version: string | undefined, selected: readonly StackFile[]): Problem[] {
  const stack = selected.find(({ role }) => role === "workload")?.stack;
  const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
  const isEnough = major > 2 || (major === 2 && minor >= 7) || (major === 1 && minor >= 24);
  return stack === undefined || isEnough || version === "unknown"
    ? []
    : [
        {
          path: "the AWS CLI on PATH",
          rule: "must be version 2.7 or newer, or 1.24 or newer of version 1",
          found: version ?? "nothing",
          remedy: `install it: stack ${stack} builds a cluster, which needs it in a preview too`,
        },
      ];
}

function stateProblems({ organization }: Project, environment: NodeJS.ProcessEnv): Problem[] {
  const { backend, secretsProvider } = organization.state;
  const problems: Problem[] = [];
  const needRegion = (key: string, url: string): void => {
    const ending = missingRegion(url, organization.homeRegion);
    if (ending !== undefined && !hasRegion(environment)) {
      problems.push({
        path: `organization.state.${key}`,
        rule: "must name its Region, because this machine sets none",
        found: show(url),
        remedy: `append ${ending}, or set AWS_REGION`,
      });
    }
  };
  const overridden = environment["PULUMI_BACKEND_URL"] ?? "";
  if (overridden === "") {
    needRegion("backend", backend);
  }
  const onOther = secretsProvider === "default" && /^(?!https:)./.test(overridden);
  if (
    (secretsProvider === "passphrase" || onOther) &&
    environment["PULUMI_CONFIG_PASSPHRASE"] === undefined &&
    (environment["PULUMI_CONFIG_PASSPHRASE_FILE"] ?? "") === ""
  ) {
    problems.push({
      path: "PULUMI_CONFIG_PASSPHRASE",
      rule: onOther
        ? "must be set, because organization.state.secretsProvider is default, and PULUMI_BACKEND_URL is not Pulumi Cloud"
        : "must be set, because organization.state.secretsProvider is passphrase",
      found: "nothing",
      remedy: "set it, or PULUMI_CONFIG_PASSPHRASE_FILE",
    });
  }
  needRegion("secretsProvider", secretsProvider);
  return problems;
}

/** True when AWS's own settings name a Region: the environment, or the active profile of the configuration file. */
function hasRegion(environment: NodeJS.ProcessEnv): boolean {
  if ((environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "") !== "") {
    return true;
  }
  const home = environment["HOME"] ?? homedir();
  try {
    const file = environment["AWS_CONFIG_FILE"] ?? join(home, ".aws/config");
    return /^\s*region\s*=\s*\S/m.test(activeProfile(readFileSync(file, "utf8"), environment));
  } catch {
    return false;
  }
}

/**
 * Settings of the profile that the environment chooses, as text. A profile without a section has none.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
function activeProfile(file: string, environment: NodeJS.ProcessEnv): string {
  const chosen = [environment["AWS_PROFILE"], environment["AWS_DEFAULT_PROFILE"]];
  const profile = chosen.find((name = "") => name !== "") ?? "default";
  const sections = file.split(/^\s*(?=\[)/m);
  return sections
    .filter((section) => {
      const title = /^\[\s*(?:profile\s+)?([^\]]*?)\s*\]/.exec(section)?.[1];
      return title?.replaceAll(/["']/g, "") === profile;
    })
    .join("");
}

interface Caller {
  readonly Account: string;
  readonly Arn: string;
}

/**
 * The principal of the AWS credentials. Missing and expired credentials are a problem: the engine would fail with them. A
 * note for every other reason why they could not be looked up.
 */
async function callerOf(
  version: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Caller | Preflight> {
  const noted = (reason: string): Preflight => ({
    problems: [],
    notes: [`could not look up whose AWS credentials this deployment uses: ${reason}`],
  });
  if (version === undefined) {
    return noted("there is no AWS CLI on PATH");
  }
  try {
    const words = ["sts", "get-caller-identity", "--output", "json"];
    const { stdout } = await run("aws", words, { env: environment, timeout: 20_000 });
    return JSON.parse(stdout) as Caller;
  } catch (error) {
    const { stderr = String(error) } = error as { stderr?: string };
    const line = stderr.trim().split("\n").at(-1) ?? "aws sts get-caller-identity failed";
    const sentence = explainCredentialsError(stderr);
    return sentence === undefined
      ? noted(line)
      : { problems: [`${sentence}; the AWS CLI: ${line}`], notes: [] };
  }
}

/** Bootstrap roles trust the management account alone; deployment roles also trust the delivery roles. */
function callerProblems(
  { Account, Arn }: Caller,
  { organization }: Project,
  selected: readonly StackFile[],
  environment: NodeJS.ProcessEnv,
): Problem[] {
  const management = organization.accounts["management"]?.id;
  const bootstrapping = selected.find(
    ({ account }) =>
      (organization.accounts[account]?.credentials ?? organization.credentials) === "bootstrap",
  );
  return bootstrapping === undefined ||
    Account === management ||
    environment[PREVIEW_VARIABLE] === PREVIEW
    ? []
    : [
        {
          path: "the AWS credentials",
          rule: `must belong to the management account ${management ?? ""}: the bootstrap role of ${bootstrapping.account} trusts only that`,
          found: Arn,
          remedy:
            "sign in to the management account, or correct organization.accounts.management.id",
        },
      ];
}
