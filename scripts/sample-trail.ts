import { type CallColumn, callColumnNames } from "../components/logging/calls-query";

/** Ids of the accounts of the default company, as the output of its management stack has them. */
export const accountIds = {
  management: "111122223333",
  "log-archive": "222233334444",
  audit: "333344445555",
  identity: "444455556666",
  network: "555566667777",
  operations: "666677778888",
  backup: "777788889999",
  prod: "888899990000",
  sandbox: "999900001111",
} as const;

/** Some columns of one row of the query; a missing one is a value that the trail does not have. */
export type Row = Partial<Record<CallColumn, string>>;

/** A call of a role in an account, as most rows are. */
export function callOf(account: keyof typeof accountIds, source: string, row: Row): Row {
  const id = accountIds[account];
  return {
    account: id,
    region: "us-east-1",
    eventsource: `${source}.amazonaws.com`,
    principal: `arn:aws:iam::${id}:role/shop-deployer`,
    principaltype: "AssumedRole",
    principalaccount: id,
    mfa: "false",
    tlsversion: "TLSv1.3",
    calls: "1",
    latest: "2026-11-27T09:12:44Z",
    ...row,
  };
}

/** A week of a company whose guardrails only report. */
export const sample: readonly Row[] = [
  callOf("prod", "cloudtrail", { eventname: "StopLogging", calls: "2" }),
  callOf("sandbox", "ec2", {
    eventname: "RunInstances",
    region: "eu-west-1",
    calls: "14",
    latest: "2026-11-28T17:03:20Z",
  }),
  callOf("sandbox", "iam", {
    eventname: "CreateUser",
    resources: JSON.stringify([`arn:aws:iam::${accountIds.sandbox}:user/ci`]),
  }),
  callOf("prod", "kms", {
    eventname: "ScheduleKeyDeletion",
    parameters: JSON.stringify({ keyId: "1234abcd", pendingWindowInDays: 7 }),
    resources: JSON.stringify([`arn:aws:kms:us-east-1:${accountIds.prod}:key/1234abcd`]),
  }),
  callOf("prod", "kms", {
    eventname: "ScheduleKeyDeletion",
    parameters: JSON.stringify({ keyId: "5678abcd", pendingWindowInDays: 30 }),
    resources: JSON.stringify([`arn:aws:kms:us-east-1:${accountIds.prod}:key/5678abcd`]),
  }),
  callOf("prod", "rds", { eventname: "CreateDBInstance", calls: "3" }),
  callOf("prod", "lambda", { eventname: "CreateFunction20150331", calls: "21" }),
  callOf("prod", "s3", { eventname: "PutBucketLifecycle", calls: "5" }),
  callOf("prod", "ec2", {
    eventname: "CreateNetworkInterface",
    principal: `arn:aws:iam::${accountIds.prod}:role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing`,
    calls: "40",
  }),
  callOf("prod", "sts", {
    eventname: "AssumeRole",
    principal: "",
    principaltype: "AWSService",
    principalaccount: "",
    invokedby: "ec2.amazonaws.com",
    calls: "812",
  }),
];

/** Rows as `aws athena get-query-results` prints them. */
export function athenaAnswer(rows: readonly Row[]): string {
  const data = (values: readonly (string | undefined)[]) => ({
    Data: values.map((value) => (value === undefined ? {} : { VarCharValue: value })),
  });
  return JSON.stringify({
    UpdateCount: 0,
    ResultSet: {
      Rows: [
        data(callColumnNames),
        ...rows.map((row) => data(callColumnNames.map((column) => row[column]))),
      ],
    },
  });
}
