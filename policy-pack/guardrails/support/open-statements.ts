import { isAnywhere } from "./ports";
import { isTrue, objects, statementsOf } from "./readings";
import { matches } from "./wildcards";

/** Tells for a condition key whether comparing it with a value narrows a statement. */
type Narrows = (value: string) => boolean;

/** Condition keys by pattern, each with what its value must be. */
export type NarrowingKeys = Readonly<Record<string, Narrows>>;

const isExact: Narrows = (value) => !/[*?]/.test(value);

/** More than a wildcard that lets everything pass. */
export const isSpecific: Narrows = (value) => /[^*?]/.test(value);

/** A path begins with the organization's id: `o-` and a wildcard is any organization. */
const isOfOneOrganization: Narrows = (path) => isExact(path.split("/")[0] ?? "");

/** Names repeat in every account, so a principal without one is anybody's. */
const isOfOneAccount: Narrows = (arn) => isSpecific(accountOf(arn)) && isExact(accountOf(arn));

/** Of one account, or one resource by its whole name: buckets have no account in their ARN. */
const isOneSource: Narrows = (arn) => {
  const name = arn.split(":").slice(5).join(":");
  return isOfOneAccount(arn) || (isSpecific(name) && isExact(name));
};

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/**
 * Keys that tell who sends a request or where it comes from, which S3 and EFS read in the same way to tell what is
 * public. How and when it comes says nothing of that, neither do the sender's own tags and the resource's owner.
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
  // A session's name is its own choice, behind the colon.
  "aws:userid": (id) => isExact(id.split(":")[0] ?? ""),
  "ec2:SourceInstanceARN": isOneSource,
  "elasticfilesystem:AccessedViaMountTarget": isTrue,
  "kms:CallerAccount": isExact,
  "lambda:SourceFunctionArn": isOneSource,
  "s3:DataAccessPointAccount": isExact,
  "s3:DataAccessPointArn": isOneSource,
  "sns:Endpoint": isSpecific,
};

/** Operators that hold only if the request has the key, with one of the values. */
const POSITIVE =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress|Bool)$/;

/**
 * True when a condition of a statement compares one of the keys with a value that narrows it, or may do so: parts that
 * are not known yet may.
 */
function isNarrowed(statement: Record<string, unknown>, keys: NarrowingKeys): boolean {
  const condition = statement["Condition"];
  if (condition === undefined) {
    return "Condition" in statement;
  }
  return objects(condition).some((operators) =>
    Object.entries(operators)
      .filter(([operator]) => POSITIVE.test(operator))
      .some(
        ([, tested]) =>
          tested === undefined ||
          objects(tested).some((values) =>
            Object.entries(values).some(([key, value]) => narrows(keys, key, value)),
          ),
      ),
  );
}

/** One value that lets everything pass is enough to undo the others. */
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

/** Statements of a document that allow something, and do not narrow it by one of the keys. */
export function allowsWithout(keys: NarrowingKeys, document: unknown): Record<string, unknown>[] {
  return statementsOf(document).filter(
    (statement) => statement["Effect"] === "Allow" && !isNarrowed(statement, keys),
  );
}

/** The statements of a resource policy that let everyone in: no condition says who may come, or from where. */
export function openStatements(document: unknown): Record<string, unknown>[] {
  return allowsWithout(senderKeys, document).filter(isForEveryone);
}

/** An exception from everyone leaves everyone else. */
function isForEveryone(statement: Record<string, unknown>): boolean {
  const principal = statement["Principal"];
  const named: unknown =
    typeof principal === "object" && principal !== null && "AWS" in principal
      ? principal.AWS
      : principal;
  return "NotPrincipal" in statement || [named].flat().includes("*");
}
