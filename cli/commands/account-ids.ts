import { readFileSync } from "node:fs";
import { kinds } from "../../policy-pack/guardrails/types/text-kinds";
import type { Organization } from "../../stacks/company/organization";
import { show } from "../../stacks/company/problems";
import { refuse, unknownName } from "./usage";

const OUTPUT = "pulumi stack output accountIds -s management --json";

/**
 * Reads ids by the key of the account from a file that `--accounts` names.
 *
 * @throws UsageError for a file that cannot be read, or that does not fit the configuration.
 */
export function accountIdsIn(path: string, { accounts }: Organization): Record<string, string> {
  const content = objectIn(path);
  refuse(
    content === undefined
      ? `--accounts: ${path} has no JSON object; write ${OUTPUT} into it`
      : undefined,
  );
  const ids = Object.entries(content ?? {});
  const isId = new RegExp(kinds.account.pattern);
  refuse(
    ...ids.map(([key]) => unknownName("--accounts", "account", key, Object.keys(accounts))),
    ...ids.map(([key, id]) =>
      typeof id === "string" && isId.test(id)
        ? undefined
        : `--accounts: ${key} must be a 12-digit account id in quotes, found ${show(id)}; write ${OUTPUT} into the file`,
    ),
    ...ids.map(([key, id]) => {
      const own = accounts[key]?.id;
      return own === undefined || own === id
        ? undefined
        : `--accounts: ${key} must be ${own} as in organization.accounts.${key}.id, found ${show(id)}; take the output of the same organization`;
    }),
  );
  return Object.fromEntries(ids);
}

/** The JSON object in a file; undefined for any other content, and for a file that cannot be read. */
function objectIn(path: string): object | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof content === "object" && content !== null && !Array.isArray(content)
      ? content
      : undefined;
  } catch {
    return undefined;
  }
}
