import { requestParameters } from "./request-parameters";

/** Columns of the query without its totals, with the SQL of each. `npm run report` reads them by name. */
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
} as const;

/** Totals over the calls that are equal in all columns, with the SQL of each. */
export const callTotals = { calls: "count(*)", latest: "max(eventtime)" } as const;

export type CallColumn = keyof typeof callColumns | keyof typeof callTotals;

/** Names of all columns, in the order of the query. */
export const callColumnNames = [
  ...Object.keys(callColumns),
  ...Object.keys(callTotals),
] as readonly CallColumn[];

/**
 * Every call of the last week that succeeded, equal ones counted: `npm run report` compares them with the guardrails
 * that only report.
 *
 * @param table Qualified name of the trail's table.
 * @param days Condition on the days to read.
 */
export function callsQuery(table: string, days: string): string {
  const single = Object.entries(callColumns);
  const names = single.map(([name]) => name).join(", ");
  const totals = Object.entries(callTotals).map(([name, sql]) => `${sql} AS ${name}`);
  const columns = single.map(([name, sql]) => (sql === name ? name : `${sql} AS ${name}`));
  // The columns are computed in a query of their own: grouping by an expression with a function in it is not sure to work.
  return `SELECT ${names}, ${totals.join(", ")}
FROM (
  SELECT ${columns.join(",\n    ")},
    eventtime
  FROM ${table}
  WHERE ${days}
    AND eventtype = 'AwsApiCall'
    AND errorcode IS NULL
)
GROUP BY ${names}
ORDER BY calls DESC`;
}

function eventNames(): string {
  const names = new Set(requestParameters.map(({ event }) => event));
  return [...names].map((name) => `'${name}'`).join(", ");
}
