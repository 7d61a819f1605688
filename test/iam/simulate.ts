import { createValidatedPolicy } from "@cloud-copilot/iam-policy";
import {
  anonymousPrincipal,
  runSimulation,
  runUnsafeSimulation,
  type Simulation,
} from "@cloud-copilot/iam-simulate";
import { matching } from "../../policy-pack/guardrails/support/wildcards";
import type { Statement } from "../../policy-pack/guardrails/types/organization-policy";

/** Ids of all accounts of the test organization, and of the organization. */
export interface Ids {
  readonly organization: string;
  readonly management: string;
  readonly accounts: Readonly<Record<string, string>>;
}

/** Requests of one kind, and their expected result under the guardrails. */
export interface IamCase {
  readonly name: string;
  /** Tried one after the other. */
  readonly actions: readonly string[];
  /** ARNs, each tried with each action. @default - `*` */
  readonly resource?: string | readonly string[];
  /**
   * `role/name`, `user/name` or `root` of the account, an ARN, `service:cloudtrail.amazonaws.com`; `anonymous` for an
   * unsigned request, `cognito-identity.amazonaws.com` for a token of an identity pool.
   * @default - role/administrator
   */
  readonly principal?: string;
  /** Key of the principal's account. @default - the guardrail's own account if it is opt-in, else prod */
  readonly account?: string;
  /** Key of the resource's account, or an id outside the organization. @default - the principal's */
  readonly resourceAccount?: string;
  /**
   * Condition keys of the request, in addition to those that follow from the principal and the resource; `[]` removes
   * one.
   */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Statements of the resource's own policy. @default - one that allows every principal, across accounts */
  readonly resourcePolicy?: readonly object[];
  readonly exempt?: readonly string[];
  readonly expected: "allowed" | "denied";
  /** Result under all guardrails together. @default - the same */
  readonly planned?: "allowed" | "denied";
}

/** Organization policies attached to one level: the root, an OU, an account. */
export interface Policies {
  readonly serviceControl: readonly string[];
  readonly resourceControl: readonly string[];
}

/** One request, with all values that follow from its case. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly principal: string;
  /** Key of the principal's account; undefined outside the organization, for services and for unsigned requests. */
  readonly account: string | undefined;
  /** Key of the resource's account; undefined outside the organization. */
  readonly resourceAccount: string | undefined;
  readonly resourceAccountId: string;
  readonly context: Readonly<Record<string, string | string[]>>;
  readonly resourcePolicy: readonly object[] | undefined;
}

/** Id of another organization, for principals and resources outside. */
const FOREIGN_ORGANIZATION = "o-foreign1234";

/** Principal of a request without a signature. */
const ANONYMOUS = "anonymous";
/** Principal of an identity pool in a trust policy. It is named like a service, but is none. */
const IDENTITY_POOL = "cognito-identity.amazonaws.com";

/** Every request of a case. */
export function requestsOf(one: IamCase, ids: Ids, defaultAccount: string): Request[] {
  const account = one.account ?? defaultAccount;
  const fill = fillerOf(ids, account);
  const principal = principalArn(fill(one.principal ?? "role/administrator"), account, ids);
  const principalId = principal.split(":")[4] ?? "";
  const resourceKey = one.resourceAccount ?? account;
  const resourceAccountId = ids.accounts[resourceKey] ?? resourceKey;
  const given = Object.fromEntries(
    Object.entries(one.context ?? {}).map(([key, value]) => [
      key,
      typeof value === "string" ? fill(value) : value.map(fill),
    ]),
  );
  const context: Record<string, string | string[]> = {
    "aws:RequestedRegion": "us-east-1",
    "aws:SecureTransport": "true",
    "aws:ResourceAccount": resourceAccountId,
    "aws:ResourceOrgID":
      ids.accounts[resourceKey] === undefined ? FOREIGN_ORGANIZATION : ids.organization,
    ...principalContext(principal, ids),
    ...given,
  };
  const resources = typeof one.resource === "string" ? [one.resource] : (one.resource ?? ["*"]);
  return one.actions.flatMap((action) =>
    resources.map((resource) => ({
      action,
      resource: fill(resource),
      principal,
      account: keyOf(principalId, ids),
      resourceAccount: keyOf(resourceAccountId, ids),
      resourceAccountId,
      context: Object.fromEntries(Object.entries(context).filter(([, value]) => value.length > 0)),
      resourcePolicy: one.resourcePolicy?.map(
        (statement) => JSON.parse(fill(JSON.stringify(statement))) as object,
      ),
    })),
  );
}

/**
 * Condition keys that AWS sets about the principal: only PrincipalIsAWSService for a service, and none for an unsigned
 * request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function principalContext(principal: string, ids: Ids): Record<string, string> {
  if (!principal.startsWith("arn:")) {
    return isService(principal) ? { "aws:PrincipalIsAWSService": "true" } : {};
  }
  const account = principal.split(":")[4] ?? "";
  return {
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalArn": principal,
    "aws:PrincipalAccount": account,
    "aws:PrincipalOrgID":
      keyOf(account, ids) === undefined ? FOREIGN_ORGANIZATION : ids.organization,
  };
}

function isService(principal: string): boolean {
  return principal.endsWith(".amazonaws.com") && principal !== IDENTITY_POOL;
}

/** The same request by a role of the principal's account. */
export function asRole(request: Request, role: string): Request {
  const account = request.principal.split(":")[4] ?? "";
  const principal = `arn:aws:iam::${account}:role/${role}`;
  return { ...request, principal, context: { ...request.context, "aws:PrincipalArn": principal } };
}

function fillerOf(ids: Ids, account: string): (text: string) => string {
  const values: Readonly<Record<string, string | undefined>> = {
    account: ids.accounts[account],
    organization: ids.organization,
    management: ids.management,
    partition: "aws",
  };
  return (text) =>
    text.replaceAll(
      /\$\{([\w-]+)\}/g,
      (whole, name: string) => values[name] ?? ids.accounts[name] ?? whole,
    );
}

function principalArn(principal: string, account: string, ids: Ids): string {
  if (principal.startsWith("service:")) {
    return principal.slice("service:".length);
  }
  return principal.startsWith("arn:") || [ANONYMOUS, IDENTITY_POOL].includes(principal)
    ? principal
    : `arn:aws:iam::${ids.accounts[account] ?? account}:${principal}`;
}

function keyOf(id: string, { accounts }: Ids): string | undefined {
  return Object.entries(accounts).find(([, other]) => other === id)?.[0];
}

const everything = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const fullAccess = { name: "FullAWSAccess", policy: everything };
const fullResourceAccess = {
  name: "RCPFullAWSAccess",
  policy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  },
};

/** Organization policies on each level above a request's principal and above its resource. */
interface Above {
  readonly principal: readonly Policies[];
  readonly resource: readonly Policies[];
}

/**
 * Simulates a request of an administrator under the organization policies above the principal and above the resource,
 * with the full access that AWS attaches on every level.
 *
 * @throws Error when the request or a policy is malformed.
 */
export async function decide(request: Request, above: Above): Promise<"allowed" | "denied"> {
  const simulation = simulationOf(request, above);
  // The simulator skips keys that IAM's reference does not list: claims of arbitrary issuers, names in contexts, and
  // the product of a model, https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.md
  const unlisted = /:(aud|sub)$|^kms:EncryptionContext:|^aws-marketplace:ProductId$/;
  if (Object.keys(request.context).some((key) => unlisted.test(key))) {
    return decideRegardless(request, above, simulation);
  }
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") {
    // One ARN may have two forms in IAM's reference: the form of a recovery point matches every ARN of AWS Backup.
    if (result.errors.message === "multiple.resource.types") {
      return decideRegardless(request, above, simulation);
    }
    throw new Error(`${request.action} on ${request.resource}: ${JSON.stringify(result.errors)}`);
  }
  return outcomeOf(result.overallResult);
}

function simulationOf(request: Request, above: Above): Simulation {
  const { action, context, principal, resource, resourceAccountId, resourcePolicy } = request;
  const withoutAccount = !principal.startsWith("arn:");
  const crosses = withoutAccount || principal.split(":")[4] !== resourceAccountId;
  const open = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }];
  const statements = resourcePolicy ?? (crosses || resource.includes(":key/") ? open : undefined);
  return {
    request: {
      principal: principal === ANONYMOUS ? anonymousPrincipal : principal,
      action,
      resource: { resource, accountId: resourceAccountId },
      contextVariables: { ...context },
    },
    identityPolicies: withoutAccount ? [] : [{ name: "administrator", policy: everything }],
    serviceControlPolicies: withoutAccount
      ? []
      : levels(request, above.principal, "serviceControl", [fullAccess]),
    // The simulator adds the full access that AWS attaches, and rejects it as a policy.
    resourceControlPolicies: levels(request, above.resource, "resourceControl", []),
    ...(statements && { resourcePolicy: { Version: "2012-10-17", Statement: statements } }),
  };
}

/** Result of a request that the simulator does not check against IAM's reference. */
function decideRegardless(
  request: Request,
  above: Above,
  simulation: Simulation,
): "allowed" | "denied" {
  const own = simulation.resourcePolicy as object | undefined;
  const resourceControlPolicies = levels(request, above.resource, "resourceControl", [
    fullResourceAccess,
  ]);
  // Here the simulator requires a name for the resource's policy.
  const named =
    own === undefined ? undefined : createValidatedPolicy(own, () => [], { name: "resource" });
  return outcomeOf(
    runUnsafeSimulation(
      { ...simulation, resourceControlPolicies, ...(named && { resourcePolicy: named }) },
      {},
    ),
  );
}

function outcomeOf(result: string): "allowed" | "denied" {
  return result === "Allowed" ? "allowed" : "denied";
}

function levels(
  { action }: Request,
  policies: readonly Policies[],
  kind: keyof Policies,
  full: readonly { name: string; policy: object }[],
) {
  return policies.map((level, depth) => ({
    orgIdentifier: `level-${depth}`,
    policies: [
      ...full,
      ...level[kind].flatMap((content, index) => {
        const Statement = statementsFor(action, content);
        const policy = { Version: "2012-10-17", Statement };
        return Statement.length === 0 ? [] : [{ name: `${kind}-${depth}-${index}`, policy }];
      }),
    ],
  }));
}

const parsed = new Map<
  string,
  { statement: Statement; names: readonly ((action: string) => boolean)[] }[]
>();

/** The statements that apply to an action: the simulator is much slower with all of them. */
function statementsFor(action: string, content: string): Statement[] {
  let statements = parsed.get(content);
  if (!statements) {
    const list = (JSON.parse(content) as { Statement: Statement[] }).Statement;
    statements = list.map((statement) => ({
      statement,
      names: [statement.Action ?? []].flat().map((name) => matching(name, { ignoreCase: true })),
    }));
    parsed.set(content, statements);
  }
  return statements
    .filter(
      ({ statement, names }) =>
        statement.NotAction !== undefined || names.some((matches) => matches(action)),
    )
    .map(({ statement }) => statement);
}
