import { isAnywhere } from "./ports";
import { isTrue, objects, statementsOf } from "./readings";
import { matches } from "./wildcards";

/** True when this value of a condition key narrows a statement. */
type Narrows = (value: string) => boolean;

/** Condition keys by pattern, each with the test that its value must pass. */
export type NarrowingKeys = Readonly<Record<string, Narrows>>;

const isExact: Narrows = (value) => !/[*?]/.test(value);

/** True for a value that is not only wildcards. */
export const isSpecific: Narrows = (value) => /[^*?]/.test(value);

/** True for a path of one organization. A path begins with the organization's id; `o-*` is any organization. */
const isOfOneOrganization: Narrows = (path) => isExact(path.split("/")[0] ?? "");

/** True for an ARN of one account. A role name exists in many accounts, so an ARN without the account is not enough. */
export const isOfOneAccount: Narrows = (arn) =>
  isSpecific(accountOf(arn)) && isExact(accountOf(arn));

/** True for an ARN of one account, or of one resource by its whole name: the ARN of a bucket has no account. */
const isOneSource: Narrows = (arn) => {
  const name = arn.split(":").slice(5).join(":");
  return isOfOneAccount(arn) || (isSpecific(name) && isExact(name));
};

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/**
 * Condition keys of the sender of a request. S3 and EFS use the same keys to decide whether a policy is public. Keys of
 * the time, of the sender's tags and of the resource's owner do not count.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const senderKeys: NarrowingKeys = {
  "*:sub": isSpecific,
  "aws:Ec2InstanceSourceVpc": isExact,
  "aws:FederatedProvider": isExact,
  "aws:PrincipalAccount": isExact,
  "aws:PrincipalArn": isOfOneAccount,
  "aws:PrincipalOrgID": isExact,
  "aws:PrincipalOrgPaths": isOfOneOrganization,
  "aws:PrincipalServiceName": isExact,
  "aws:PrincipalServiceNamesList": isExact,
  "aws:SourceAccount": isExact,
  "aws:SourceArn": isOneSource,
  "aws:SourceIp": (range) => !isAnywhere(range),
  "aws:SourceOrgID": isExact,
  "aws:SourceOrgPaths": isOfOneOrganization,
  "aws:SourceOwner": isExact,
  "aws:SourceVpc": isExact,
  "aws:SourceVpcArn": isOneSource,
  "aws:SourceVpce": isExact,
  "aws:VpceAccount": isExact,
  "aws:VpceOrgID": isExact,
  "aws:VpceOrgPaths": isOfOneOrganization,
  // The session name after the colon is the caller's choice.
  "aws:userid": (id) => isExact(id.split(":")[0] ?? ""),
  "ec2:SourceInstanceARN": isOneSource,
  "elasticfilesystem:AccessedViaMountTarget": isTrue,
  "kms:CallerAccount": isExact,
  "lambda:SourceFunctionArn": isOneSource,
  "s3:DataAccessPointAccount": isExact,
  "s3:DataAccessPointArn": isOneSource,
  "sns:Endpoint": isSpecific,
};

/** Condition operators that match only requests that have the key with one of the values. */
const POSITIVE =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress|Bool)$/;

/** The same operators, and those that match a request without the key as well: not every service sends its source. */
export const POSITIVE_IF_EXISTS = new RegExp(POSITIVE.source.replace(/\$$/, "(?:IfExists)?$"));

/**
 * True when a condition compares one of the keys with a value that narrows the statement. A part that is not known yet
 * counts as narrowing.
 */
function isNarrowed(
  statement: Record<string, unknown>,
  keys: NarrowingKeys,
  operators: RegExp,
): boolean {
  const condition = statement["Condition"];
  if (condition === undefined) {
    return "Condition" in statement;
  }
  return objects(condition).some((tests) =>
    Object.entries(tests)
      .filter(([operator]) => operators.test(operator))
      .some(
        ([, tested]) =>
          tested === undefined ||
          objects(tested).some((values) =>
            Object.entries(values).some(([key, value]) => narrows(keys, key, value)),
          ),
      ),
  );
}

/** True when each value narrows: a single `*` in the list would undo the others. */
function narrows(keys: NarrowingKeys, key: string, value: unknown): boolean {
  const [, test] =
    Object.entries(keys).find(([pattern]) => matches(pattern, key, { ignoreCase: true })) ?? [];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return (
    test !== undefined &&
    values.every(
      (one) => one === undefined || test(typeof one === "string" ? one : JSON.stringify(one)),
    )
  );
}

/** Allow statements of a document that none of the keys narrows, by one of the operators. */
export function allowsWithout(
  keys: NarrowingKeys,
  document: unknown,
  operators = POSITIVE,
): Record<string, unknown>[] {
  return statementsOf(document).filter(
    (statement) => statement["Effect"] === "Allow" && !isNarrowed(statement, keys, operators),
  );
}

/** Allow statements of a resource policy for every principal, without a condition on the sender. */
export function openStatements(document: unknown): Record<string, unknown>[] {
  return allowsWithout(senderKeys, document).filter(isForEveryone);
}

/** True for `*` and for NotPrincipal, which allows every principal except the listed ones. */
function isForEveryone(statement: Record<string, unknown>): boolean {
  const principal = statement["Principal"];
  const named: unknown =
    typeof principal === "object" && principal !== null && "AWS" in principal
      ? principal.AWS
      : principal;
  return "NotPrincipal" in statement || [named].flat().includes("*");
}
