import * as pulumi from "@pulumi/pulumi";

/** A condition block: operator -> key -> values. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, pulumi.Input<string> | readonly pulumi.Input<string>[]>>>
>;

/** One statement of a resource, trust or identity policy. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?:
    "*" | Readonly<Record<string, pulumi.Input<string> | readonly pulumi.Input<string>[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: pulumi.Input<string> | readonly pulumi.Input<string>[];
  readonly Condition?: Conditions;
}

/**
 * An IAM policy document as minified JSON. Known at preview when every part of it is plain, which is why names and
 * account ids are: only then can a policy check it before it is deployed.
 */
export function policyDocument(statements: readonly PolicyStatement[]): pulumi.Input<string> {
  const document = { Version: "2012-10-17", Statement: statements };
  return containsOutput(document) ? pulumi.jsonStringify(document) : JSON.stringify(document);
}

function containsOutput(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return (
    pulumi.Output.isInstance(value) ||
    value instanceof Promise ||
    Object.values(value).some(containsOutput)
  );
}

/** Trust policy of a role that an AWS service works with; `account` guards against the confused deputy. */
export function serviceTrust(
  service: string,
  account?: pulumi.Input<string>,
): pulumi.Input<string> {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(account !== undefined && {
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      }),
    },
  ]);
}

/**
 * Trust policy for named principals of other accounts. It trusts each account and narrows by principal ARN, so that it
 * can be written before the principal exists and survives its recreation.
 */
export function accountTrust(
  partition: string,
  accountIds: readonly pulumi.Input<string>[],
  principalArns: readonly pulumi.Input<string>[],
): pulumi.Input<string> {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { AWS: accountIds.map((id) => rootArn(partition, id)) },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { ArnLike: { "aws:PrincipalArn": principalArns } },
    },
  ]);
}

/**
 * Trust policy for named principals in any account of an organization: its size does not grow with the accounts.
 *
 * @param principalArns Patterns with a wildcard account.
 */
export function organizationTrust(
  organizationId: pulumi.Input<string>,
  principalArns: readonly string[],
): pulumi.Input<string> {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        ArnLike: { "aws:PrincipalArn": principalArns },
        StringEquals: { "aws:PrincipalOrgID": organizationId },
      },
    },
  ]);
}

/** ARN that represents a whole account in a policy. */
export function rootArn(partition: string, accountId: pulumi.Input<string>): pulumi.Input<string> {
  return typeof accountId === "string"
    ? `arn:${partition}:iam::${accountId}:root`
    : pulumi.interpolate`arn:${partition}:iam::${accountId}:root`;
}

/** Statement of a bucket policy that refuses plain HTTP. */
export function denyPlainHttp(bucketArn: pulumi.Input<string>): PolicyStatement {
  const objects =
    typeof bucketArn === "string" ? `${bucketArn}/*` : pulumi.interpolate`${bucketArn}/*`;
  return {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, objects],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
