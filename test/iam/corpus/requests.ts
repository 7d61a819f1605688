import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { IamCase } from "../simulate";
import type { Whole } from "../whole";
import { type Question, questionsOf } from "../whole/cases";

/** One thing that a team does on an ordinary day. */
export interface OrdinaryRequest {
  readonly name: string;
  readonly action: string;
  /** ARNs with the names that such a team gives; `${account}` is the account of the request. @default - `*` */
  readonly resource?: string | readonly string[];
  /** Condition keys that AWS sends with the request. */
  readonly context?: IamCase["context"];
  /** Ways to send the request, by name, each with its condition keys in place of `context`. @default - one way */
  readonly variants?: Readonly<Record<string, NonNullable<IamCase["context"]>>>;
  /** Key of the account that the work belongs to. @default - production and the sandbox */
  readonly owningAccount?: string;
  /**
   * Principals: `person`, `pipeline`, or as in `IamCase`, for work that only one role does.
   * @default - person and pipeline
   */
  readonly by?: readonly string[];
  /** Id of the account of a resource outside the organization. */
  readonly resourceAccount?: string;
  /** Statements of the resource's own policy. */
  readonly resourcePolicy?: readonly object[];
  /** Public program, AWS page or issue that shows the call, or the program that sends it. */
  readonly address?: string;
  /** True for a request that was written before the guardrails were read. */
  readonly blind?: true;
}

/** Requests of one team, in `<team>.json`. */
export interface Team {
  readonly key: string;
  readonly title: string;
  /** Permission set that its persons sign in with. */
  readonly permissionSet: string;
  /** Name of the role that its pipeline assumes with a token of GitHub. */
  readonly pipeline: string;
  readonly requests: readonly OrdinaryRequest[];
}

/** An ordinary request of one principal in one account. */
export interface Sent {
  readonly account: string;
  /** `person`, `pipeline`, or the principal of the request. */
  readonly who: string;
  /** Name of the way, undefined when there is one way only. */
  readonly variant: string | undefined;
  /** One for each resource. */
  readonly questions: readonly Question[];
}

/** A statement that denies an ordinary request. */
export interface DeniedToday {
  readonly request: string;
  /** Sid of the statement, before it is merged with others. */
  readonly statement: string;
  /** File of the guardrail under `policy-pack/guardrails`, without its extension. */
  readonly guardrail: string;
  /** Keys of the accounts in which the request is denied. */
  readonly accounts: readonly string[];
  /** Principals that are denied, as in the request's `by`. @default - all */
  readonly by?: readonly string[];
  /** Ways that are denied. @default - all */
  readonly variants?: readonly string[];
  /** `false`: AWS's facts show that the denial is wrong. `decision`: the guardrail states that it denies this. */
  readonly denial: "false" | "decision";
  readonly because: string;
}

const lists: readonly string[] = ["denied.json"];

/** Every team, in alphabetical order. */
export const teams: readonly Team[] = readdirSync(__dirname)
  .filter((file) => file.endsWith(".json") && !lists.includes(file))
  .sort()
  .map((file) => ({
    key: file.replace(/\.json$/, ""),
    ...(JSON.parse(readFileSync(join(__dirname, file), "utf8")) as Omit<Team, "key">),
  }));

/** Ordinary requests that are denied today. The list may only become shorter. */
export const deniedToday = JSON.parse(
  readFileSync(join(__dirname, "denied.json"), "utf8"),
) as readonly DeniedToday[];

/** Keys of the accounts in which a request is sent. */
export function accountsOf({ owningAccount }: OrdinaryRequest): readonly string[] {
  return owningAccount === undefined ? ["prod", "sandbox"] : [owningAccount];
}

/** A request in each of its ways, of every principal and account that sends it. */
export function sentOf(whole: Whole, team: Team, request: OrdinaryRequest): Sent[] {
  const { name, action, resource, resourceAccount, resourcePolicy } = request;
  return accountsOf(request).flatMap((account) =>
    sendersOf(request).flatMap((who) => {
      const { principal, context } = principalOf(team, who);
      return waysOf(request).map(([variant, keys]) => ({
        account,
        who,
        variant,
        questions: questionsOf(whole, {
          name,
          actions: [action],
          expected: "allowed",
          account,
          principal,
          ...(resource !== undefined && { resource }),
          ...(resourceAccount !== undefined && { resourceAccount }),
          ...(resourcePolicy && { resourcePolicy }),
          context: { ...context, ...keys },
        }),
      }));
    }),
  );
}

/** Principals of a request. */
export function sendersOf({ by = ["person", "pipeline"] }: OrdinaryRequest): readonly string[] {
  return by;
}

/** Ways of a request, each with its condition keys. */
export function waysOf({
  variants,
  context,
}: OrdinaryRequest): [string | undefined, IamCase["context"]][] {
  return variants ? Object.entries(variants) : [[undefined, context]];
}

/**
 * Principal, and the condition keys of its session.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function principalOf(
  { permissionSet, pipeline }: Team,
  who: string,
): { principal: string; context: Readonly<Record<string, string>> } {
  const session = (provider: string): Record<string, string> => ({
    "aws:PrincipalType": "AssumedRole",
    "aws:FederatedProvider": `arn:aws:iam::\${account}:${provider}`,
  });
  switch (who) {
    case "person":
      return {
        principal: `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${permissionSet}_0123456789abcdef`,
        context: session("saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE"),
      };
    case "pipeline":
      return {
        principal: `role/${pipeline}`,
        context: session("oidc-provider/token.actions.githubusercontent.com"),
      };
    default:
      return {
        principal: who,
        context: who.startsWith("role/") ? { "aws:PrincipalType": "AssumedRole" } : {},
      };
  }
}
