import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type IamCase, type Request, requestsOf } from "../simulate";
import { decideByPlan, type Whole } from "../whole";

/** Requests to the whole organization; the resource's own policy is the planned one. */
export interface WholeCase extends Omit<IamCase, "exempt" | "planned"> {
  /** Several principals or accounts instead of one: each sends the request. */
  readonly principals?: readonly string[];
  readonly accounts?: readonly string[];
  /** ARN of the resource whose own policy applies, as a vault's does to its recovery points. */
  readonly policyOf?: string;
  /** Reason for an unexpected result. */
  readonly because?: string;
}

/** The cases of one file. `${stack type name}` in them is the ARN of a planned resource. */
export interface WholeCases {
  readonly title: string;
  /** Changed settings of the company, by path. @default - the default company */
  readonly company?: Readonly<Record<string, unknown>>;
  readonly cases: readonly WholeCase[];
}

/** Data that could be lost, and the principals that may erase it for a reason; all others are denied. */
export interface Erasable {
  readonly name: string;
  /** Key of the account with the data. */
  readonly account: string;
  readonly actions: readonly string[];
  readonly resource?: string | readonly string[];
  readonly policyOf?: string;
  readonly context?: IamCase["context"];
  readonly may?: Readonly<Record<string, string>>;
}

export interface ErasableCases {
  /** Principals by the names in `may`, each in the account of the data. */
  readonly principals: Readonly<Record<string, string>>;
  readonly things: readonly Erasable[];
}

const parsed = readdirSync(__dirname)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(__dirname, file), "utf8")) as object);

/** Every file of cases. */
export const wholeCases: readonly WholeCases[] = parsed.filter(
  (file): file is WholeCases => "cases" in file,
);

/** Data that only the listed principals may erase. */
export const erasable = parsed.find((file): file is ErasableCases => "things" in file) ?? {
  principals: {},
  things: [],
};

/** One request to the plan. */
export interface Question {
  readonly request: Request;
  /** ARN of the resource whose own policy applies. */
  readonly governing: string;
}

/** Every request of a case. */
export function questionsOf(whole: Whole, one: WholeCase): Question[] {
  const { principals = [one.principal], accounts = [one.account], policyOf } = one;
  const fill = fillerOf(whole);
  return accounts.flatMap((account) =>
    principals.flatMap((principal) =>
      [one.resource ?? "*"].flat().flatMap((resource) => {
        const filled: IamCase = {
          ...one,
          resource: fill(resource),
          ...(principal !== undefined && { principal: fill(principal) }),
          ...(account !== undefined && { account }),
          ...(one.context && {
            context: JSON.parse(fill(JSON.stringify(one.context))) as IamCase["context"],
          }),
        };
        return requestsOf(filled, whole.ids, "prod").map((request) => ({
          request,
          governing: policyOf === undefined ? request.resource : fill(policyOf),
        }));
      }),
    ),
  );
}

/** Result under the plan. */
export function answerOf(whole: Whole, { request, governing }: Question) {
  return decideByPlan(whole, request, governing);
}

/** One line with the request. */
export function described({ request }: Question): string {
  return `${request.action} on ${request.resource} by ${request.principal}`;
}

function fillerOf({ resources, ids }: Whole): (text: string) => string {
  const planned = (text: string): string =>
    text.replaceAll(
      /\$\{(\S+) (aws:\S+) ([^}]+)\}/g,
      (whole, stack: string, type: string, name: string) => {
        const found = resources.find(
          (resource) =>
            resource.stack === stack && resource.type === type && resource.name === name,
        );
        if (!found) {
          throw new Error(`the plan has no ${whole}`);
        }
        return String(found.values["arn"]);
      },
    );
  return (text) =>
    planned(text).replaceAll(
      /\$\{([\w-]+)\}/g,
      (whole, account: string) => ids.accounts[account] ?? whole,
    );
}
