import { callsQuery } from "./calls-query";

/** A question that an investigation starts with. */
export interface SavedQuery {
  /** Name in Athena. */
  readonly name: string;
  readonly description: string;
  readonly query: string;
}

const LAST_WEEK = "day >= date_format(current_date - interval '7' day, '%Y/%m/%d')";

const WHO = `eventtime,
  account,
  region,
  useridentity.arn AS principal,
  sourceipaddress,
  eventsource,
  eventname,
  errorcode`;

/**
 * Questions to the trail, as SQL to edit: values in capitals are to be replaced. Each narrows the days it reads.
 *
 * @param table Qualified name of the trail's table.
 * @param breakGlassRole Name of the role of last resort.
 */
export function savedQueries(table: string, breakGlassRole: string): SavedQuery[] {
  const select = (where: string, columns = WHO): string =>
    `SELECT ${columns}\nFROM ${table}\nWHERE ${LAST_WEEK}\n  AND ${where}\nORDER BY eventtime DESC\nLIMIT 1000`;
  return [
    {
      name: "who-touched-a-resource",
      description: "Every call of the last week that named a resource",
      query: select(
        "(requestparameters LIKE '%RESOURCE%' OR responseelements LIKE '%RESOURCE%' OR any_match(resources, r -> r.arn LIKE '%RESOURCE%'))",
        `${WHO},\n  requestparameters`,
      ),
    },
    {
      name: "what-changed-in-an-account",
      description: "Every successful change of the last week in one account",
      query: select(
        "account = 'ACCOUNT_ID'\n  AND readonly = 'false'\n  AND errorcode IS NULL",
        `${WHO},\n  requestparameters`,
      ),
    },
    {
      name: "what-a-principal-did",
      description:
        "Everything a user, role session or access key did in the last week, in every account",
      query: select(
        "(useridentity.arn LIKE '%PRINCIPAL%' OR useridentity.accesskeyid = 'PRINCIPAL')",
        `${WHO},\n  useragent,\n  requestparameters`,
      ),
    },
    {
      name: "what-an-address-did",
      description: "Everything that came from one IP address in the last week",
      query: select("sourceipaddress = 'ADDRESS'"),
    },
    {
      name: "denied-calls",
      description: "Principals whose calls were refused in the last week, most first",
      query: `SELECT useridentity.arn AS principal, account, eventsource, eventname, count(*) AS calls
FROM ${table}
WHERE ${LAST_WEEK}
  AND errorcode IN ('AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation')
GROUP BY 1, 2, 3, 4
ORDER BY calls DESC
LIMIT 1000`,
    },
    {
      name: "sign-ins-without-mfa",
      description: "Console sign-ins of the last week that used no second factor of IAM",
      query: select(
        "eventname = 'ConsoleLogin'\n  AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No'",
      ),
    },
    {
      name: "break-glass-use",
      description: "Every use of the role of last resort in the last week, and what it did",
      query: select(
        `(requestparameters LIKE '%role/${breakGlassRole}%' OR useridentity.sessioncontext.sessionissuer.username = '${breakGlassRole}')`,
      ),
    },
    {
      name: "calls-for-report",
      description: "Calls of the last week, for npm run report: what guardrails would have refused",
      query: callsQuery(table, LAST_WEEK),
    },
  ];
}
