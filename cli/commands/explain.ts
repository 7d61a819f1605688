import { resolve } from "node:path";
import { memberAccounts } from "../../stacks/company/accounts";
import { explain } from "../explain/explain";
import { explanationText } from "../output/explanation";
import { loadProject } from "../planner/project";
import { refuse, unknownName } from "./usage";

export interface ExplainCommandOptions {
  readonly cwd: string;
  readonly account: string;
  readonly action: string;
  readonly resource?: string;
  readonly principal?: string;
}

/**
 * Prints the guardrails that apply to a request in an account, where each acts, and how to get an exception.
 *
 * @throws UsageError for an unknown account, and for a text that is no action or no ARN.
 * @throws ConfigurationError before anything is explained.
 */
export function explainCommand(options: ExplainCommandOptions): void {
  const { account, action, resource, principal } = options;
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
  );
  const question = {
    action,
    ...(resource !== undefined && { resource }),
    ...(principal !== undefined && { principal }),
  };
  console.log(explanationText(explain(organization, account, question)));
}
