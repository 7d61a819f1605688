import { parsed } from "../guardrails/support/readings";
import { matches } from "../guardrails/support/wildcards";
import type { Reading, ResourceView } from "../guardrails/types/preview-rule";
import { type PolicyResource, viewOf } from "./view";

const KUBERNETES = "pulumi:providers:kubernetes";

/**
 * Inputs of a provider that contain roles, the last one to be assumed first: the roles of `assumeRoles` are assumed one
 * after the other, with the credentials of `assumeRoleWithWebIdentity` if there are any. `assumeRole` is from version 6
 * of the provider and before.
 *
 * @see https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
const roleInputs = ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"];

/**
 * Id of the account that a resource's provider works in: the only one of `allowedAccountIds`, or else that of the role
 * that the provider assumes. Of a Kubernetes provider, the account that the kubeconfig names. Undefined for a resource
 * without a provider, and for a provider that names no account, several, or one that is not known yet.
 */
export function accountOfProvider(resource: PolicyResource): string | undefined {
  const view = viewOf(resource);
  return resource.provider?.type === KUBERNETES
    ? accountOfKubeconfig(view.readProvider("kubeconfig"))
    : (onlyAccount(view.readProvider("allowedAccountIds")) ?? accountOfRoles(view));
}

/** Parses an input of a provider: those that are not text arrive as JSON. */
function listIn(reading: Reading): unknown[] {
  const value = reading.state === "known" ? parsed(reading.value) : undefined;
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function onlyAccount(reading: Reading): string | undefined {
  const [first, ...others] = new Set(listIn(reading));
  return typeof first === "string" && others.length === 0 ? first : undefined;
}

function accountOfRoles(view: ResourceView): string | undefined {
  for (const input of roleInputs) {
    const reading = view.readProvider(input);
    const last: unknown = listIn(reading).at(-1);
    if (reading.state === "unknown" || last !== undefined) {
      const { roleArn } = (last ?? {}) as { roleArn?: unknown };
      return accountOfArn(roleArn, "iam");
    }
  }
  return undefined;
}

/** Account in the ARN of a service's resource; undefined for any other value. */
function accountOfArn(arn: unknown, service: "eks" | "iam"): string | undefined {
  const [, found, account] =
    typeof arn === "string" ? (/^arn:[^:]+:(\w+):[^:]*:(\d{12}):/.exec(arn) ?? []) : [];
  return found === service ? account : undefined;
}

/** Options of `aws eks get-token` and of `aws-iam-authenticator` that name a role. */
const roleOptions = ["--role", "--role-arn", "-r"];

/**
 * Account of the role that a kubeconfig gets its token for, or else of the cluster whose ARN it contains: `aws eks
 * update-kubeconfig` writes both. JSON and YAML are read alike, word by word. A kubeconfig with several accounts names
 * none, and so does the path of a file.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/eks/update-kubeconfig.html
 */
function accountOfKubeconfig(reading: Reading): string | undefined {
  if (reading.state !== "known") {
    return undefined;
  }
  const text = typeof reading.value === "string" ? reading.value : JSON.stringify(reading.value);
  const words = text.split(/[\s"',=[\]{}]+/).filter((word) => word !== "-");
  const roles = words.filter((_, index) => roleOptions.includes(words[index - 1] ?? ""));
  return (
    theOnly(roles.map((role) => accountOfArn(role, "iam"))) ??
    (roles.length === 0 ? theOnly(words.map((word) => accountOfArn(word, "eks"))) : undefined)
  );
}

function theOnly(accounts: readonly (string | undefined)[]): string | undefined {
  const named = new Set(accounts.filter((account) => account !== undefined));
  const [first] = named;
  return named.size === 1 ? first : undefined;
}

/**
 * Account of a stack by the most exact pattern that matches its name `<project>/<stack>`: `*` matches any text, and the
 * pattern with the most other characters is the most exact one. Of two with as many, the one with more of them before its
 * first `*`.
 */
export function accountOfStack(
  stack: string,
  accountsByStack: Readonly<Record<string, string>>,
): string | undefined {
  const exact = Object.hasOwn(accountsByStack, stack) ? accountsByStack[stack] : undefined;
  const [closest] = Object.keys(accountsByStack)
    .filter((pattern) => matches(pattern, stack))
    .sort(
      (left, right) =>
        lengthOf(right) - lengthOf(left) ||
        right.indexOf("*") - left.indexOf("*") ||
        left.localeCompare(right),
    );
  return exact ?? (closest === undefined ? undefined : accountsByStack[closest]);
}

function lengthOf(pattern: string): number {
  return pattern.replaceAll("*", "").length;
}

/** Name of a resource's stack, as `<project>/<stack>`: a URN is `urn:pulumi:<stack>::<project>::<type>::<name>`. */
export function stackOf(urn: string): string {
  const [stack = "", project = ""] = urn.slice("urn:pulumi:".length).split("::");
  return `${project}/${stack}`;
}
