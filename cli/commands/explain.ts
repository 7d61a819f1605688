import { resolve } from "node:path";
import { memberAccounts } from "../../stacks/company/accounts";
import { region as regionSchema } from "../../stacks/company/values";
import { unknownAction } from "../explain/actions";
import { explain } from "../explain/explain";
import { outputWidth } from "../output/width";
import { explanationText } from "../output/explanation";
import { explanationJson } from "../output/explanation-json";
import { loadProject } from "../planner/project";
import { refuse, unknownName } from "./usage";

export interface ExplainCommandOptions {
  readonly cwd: string;
  readonly account: string;
  readonly action: string;
  readonly resource?: string;
  readonly principal?: string;
  /** Region of the request. */
  readonly region?: string;
  /** Condition keys of the request, each as `key=value`. */
  readonly context?: readonly string[];
  /** Prints JSON instead of text. */
  readonly json?: boolean;
}

/**
 * Prints the guardrails that apply to a request in an account, where each acts, and how to get an exception.
 *
 * @throws UsageError for an unknown account, and for a text that is no action or no ARN.
 * @throws ConfigurationError before anything is explained.
 */
export async function explainCommand(options: ExplainCommandOptions): Promise<void> {
  const { account, action, resource, principal, region, context = [] } = options;
  const { organization } = loadProject(resolve(options.cwd));
  refuse(
    account === "management"
      ? "--account: no organization policy binds the management account"
      : unknownName("--account", "account", account, memberAccounts(organization)),
    /^[a-z0-9-]+:[\w*?]+$/i.test(action)
      ? undefined
      : `--action: ${action} is not an action; write it like s3:PutBucketAcl or s3:Put*`,
    resource === undefined || /^arn:[\w-]+:[\w-]*:[\w-]*:\d*:.+$/.test(resource)
      ? undefined
      : `--resource: ${resource} is not an ARN; write it like arn:aws:s3:::bucket`,
    principal === undefined || /^arn:[\w-]+:(?:iam|sts)::\d{12}:.+$/.test(principal)
      ? undefined
      : `--principal: ${principal} is not the ARN of a principal; write it like arn:aws:iam::111122223333:role/name`,
    region === undefined || regionSchema.safeParse(region).success
      ? undefined
      : `--region: ${region} is not a Region; write it like eu-central-1`,
    ...context.map((pair) =>
      /^[\w-]+:[\w/.:@-]+=.*$/.test(pair)
        ? undefined
        : `--context: ${pair} is not key=value; write it like ec2:InstanceType=t3.large`,
    ),
  );
  const question = {
    action,
    ...(resource !== undefined && { resource }),
    ...(principal !== undefined && { principal }),
    ...(region !== undefined && { region }),
    ...(context.length > 0 && { context: Object.fromEntries(context.map(keyAndValue)) }),
  };
  const explanation = explain(organization, account, question);
  const note = await unknownAction(action);
  console.log(
    options.json
      ? JSON.stringify(explanationJson(explanation, note), undefined, 2)
      : explanationText(explanation, note, outputWidth(), options.cwd),
  );
}

function keyAndValue(pair: string): [key: string, value: string] {
  const end = pair.indexOf("=");
  return [pair.slice(0, end), pair.slice(end + 1)];
}
