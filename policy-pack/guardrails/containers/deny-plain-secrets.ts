import { known, objects } from "../support/readings";
import {
  type Container,
  containersOf,
  DAEMON_TASK,
  JOB,
  podTypes,
  TASK,
} from "../support/workloads";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceRule, ResourceView } from "../types/preview-rule";

export const denyPlainSecrets: Guardrail = {
  id: "deny-plain-secrets",
  deny: { none: "IAM has no condition key for the environment variables of a task or function" },
  preview: {
    resource: [
      secretRule([...podTypes, TASK, DAEMON_TASK, JOB], (workload) =>
        containersOf(workload).flatMap(variablesOf),
      ),
      secretRule(["aws:codebuild/project:Project"], (project) =>
        objects(known(project, "environment"))
          .flatMap(({ environmentVariables }) => objects(environmentVariables))
          // Other types contain a reference to the secret.
          .filter((variable) => !("type" in variable) || variable["type"] === "PLAINTEXT")
          .flatMap(named),
      ),
      secretRule(["aws:lambda/function:Function"], (lambda) =>
        objects(known(lambda, "environment"))
          .flatMap(({ variables }) => objects(variables))
          .flatMap((variables) => Object.entries(variables)),
      ),
    ],
  },
  detect: [{ securityHubControl: "ECS.8" }, { securityHubControl: "CodeBuild.2" }],
  calls: [
    "batch:RegisterJobDefinition",
    "codebuild:CreateProject",
    "codebuild:UpdateProject",
    "ecs:RegisterDaemonTaskDefinition",
    "ecs:RegisterTaskDefinition",
    "lambda:CreateFunction",
    "lambda:UpdateFunctionConfiguration",
  ],
  parameters: {
    allowedNames: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description: "Variables that contain no secret although their names look like it",
      default: [],
    },
  },
  about: {
    title: "Put no secret into an environment variable",
    why: "every principal that may describe the task, function or pod can read its variables, and logs, dumps and child processes contain them",
    comply: "Name the secret in Secrets Manager or Parameter Store and let the service fetch it",
    severity: "high",
    frameworks: [fsbp("ECS.8"), fsbp("CodeBuild.2"), wellArchitected("SEC02-BP03")],
    requirements: ["r4.8"],
    peers: ["Control Tower"],
  },
};

/** Ends of the names of variables that contain a secret itself, not its location. */
const secretName =
  /(^|_)(AUTH_DATA|PASSWORD|PASSWD|SECRET|SECRET_KEY|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY(_ID)?|CREDENTIALS?)$/i;

/**
 * A URL of a database or queue with a literal password. References that are resolved at container start do not match.
 */
const urlWithPassword = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:(?!\$|\{\{)[^\s/@]+@/i;

/** An ARN or a reference to a secret. */
const elsewhere = /^(arn:|\{\{resolve:|\$\()/;

type Variable = readonly [name: unknown, value: unknown];

/** The variables of a container, under the name that Kubernetes, ECS or the provider uses. */
function variablesOf({ env, environment, environments, envs }: Container): Variable[] {
  return [env, environment, environments, envs].flatMap(named);
}

/** Variables from a list of names and values. */
function named(list: unknown): Variable[] {
  return objects(list).map(({ name, value }) => [name, value]);
}

function secretRule(
  types: readonly string[],
  variables: (resource: ResourceView) => readonly Variable[],
): ResourceRule {
  return {
    types,
    check: (resource, parameters) => {
      const allowed = parameters["allowedNames"] as readonly string[];
      return variables(resource)
        .filter(
          ([name, value]) =>
            typeof name === "string" && !allowed.includes(name) && isSecret(name, value),
        )
        .map(([name]) => ({
          message: `has a secret in the variable ${String(name)}; store it in Secrets Manager and refer to it`,
        }));
    },
  };
}

function isSecret(name: string, value: unknown): boolean {
  return (
    typeof value === "string" &&
    value !== "" &&
    !elsewhere.test(value) &&
    (secretName.test(name) || urlWithPassword.test(value))
  );
}
