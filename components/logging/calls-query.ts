import { requestParameters } from "./request-parameters";

/** Columns of the query, in its order, with the SQL of each. `npm run report` reads them by name. */
export const callColumns = {
  account: "account",
  region: "region",
  eventsource: "eventsource",
  eventname: "eventname",
  principal: "coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn)",
  principaltype: "useridentity.type",
  principalaccount: "useridentity.accountid",
  invokedby: "useridentity.invokedby",
  roledelivery: "useridentity.sessioncontext.ec2roledelivery",
  mfa: "useridentity.sessioncontext.attributes.mfaauthenticated",
  vpcendpoint: "vpcendpointid",
  tlsversion: "tlsdetails.tlsversion",
  resources: "json_format(CAST(transform(resources, r -> r.arn) AS JSON))",
  parameters: `CASE WHEN eventname IN (${eventNames()}) THEN requestparameters END`,
  calls: "count(*)",
  latest: "max(eventtime)",
} as const;

export type CallColumn = keyof typeof callColumns;

/** Columns that are counted over the calls that are equal in all others. */
const totals: readonly CallColumn[] = ["calls", "latest"];

/**
 * Every call of the last week that AWS did not refuse, equal ones counted: `npm run report` compares them with the guardrails
 * that only report.
 *
 * @param table Qualified name of the trail's table.
 * @param days Condition on the days to read.
 */
export function callsQuery(table: string, days: string): string {
  const columns = Object.entries(callColumns).map(([name, sql]) =>
    sql === name ? name : `${sql} AS ${name}`,
  );
  const groups = Object.keys(callColumns)
    .map((name, index) => ({ name, place: index + 1 }))
    .filter(({ name }) => !totals.some((total) => total === name))
    .map(({ place }) => place);
  return `SELECT ${columns.join(",\n  ")}
FROM ${table}
WHERE ${days}
  AND eventtype = 'AwsApiCall'
  AND errorcode IS NULL
GROUP BY ${groups.join(", ")}
ORDER BY calls DESC`;
}

function eventNames(): string {
  const names = new Set(requestParameters.map(({ event }) => event));
  return [...names].map((name) => `'${name}'`).join(", ");
}
