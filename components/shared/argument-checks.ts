import { kinds } from "../../policy-pack/guardrails/types/text-kinds";
import { ArgumentError } from "./argument-error";
import { partitionOf, type Place } from "./place";
import { LOG_RETENTIONS } from "./log-retentions";

/** Rule of a text argument, as its error states it. */
export interface TextRule {
  readonly pattern: Pick<RegExp, "test">;
  /** Continues "must be". */
  readonly rule: string;
  readonly remedy: string;
}

/** Bounds of a whole number, both included. */
export interface Bounds {
  readonly least: number;
  /** @default - no upper bound */
  readonly most?: number;
  /** @default - a plain number */
  readonly unit?: string;
  readonly remedy: string;
}

/** Bounds of a list's length, both included. */
export interface ListBounds {
  /** @default 1 */
  readonly least?: number;
  /** @default - no upper bound */
  readonly most?: number;
  readonly remedy: string;
}

/** @throws ArgumentError when the text does not match the pattern. */
export function checkText(path: string, value: string, { pattern, rule, remedy }: TextRule): void {
  if (!pattern.test(value)) {
    throw new ArgumentError(path, `must be ${rule}, got ${JSON.stringify(value)}; ${remedy}`);
  }
}

/** @throws ArgumentError when the number is not whole or outside its bounds. */
export function checkWhole(path: string, value: number, bounds: Bounds): void {
  const { least, most = Infinity, unit, remedy } = bounds;
  if (!Number.isInteger(value) || value < least || value > most) {
    const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    const number = unit === undefined ? "a whole number" : `a whole number of ${unit}`;
    throw new ArgumentError(path, `must be ${number} ${range}, got ${value}; ${remedy}`);
  }
}

/** @throws ArgumentError when the list has no entry. */
export function checkNotEmpty(path: string, values: readonly unknown[], remedy: string): void {
  if (values.length === 0) {
    throw new ArgumentError(path, `must not be empty; ${remedy}`);
  }
}

/** @throws ArgumentError when the list is too short or too long, or contains a value twice. */
export function checkList(path: string, values: readonly string[], bounds: ListBounds): void {
  const { least = 1, most = Infinity, remedy } = bounds;
  if (values.length < least || values.length > most) {
    const range = most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    const entries = range.endsWith(" 1") ? "entry" : "entries";
    throw new ArgumentError(path, `must have ${range} ${entries}, got ${values.length}; ${remedy}`);
  }
  const twice = values.find((value, index) => values.indexOf(value) < index);
  if (twice !== undefined) {
    throw new ArgumentError(
      path,
      `must contain each entry once, got ${JSON.stringify(twice)} twice; remove the repeated one`,
    );
  }
}

/** Checks that there are Regions, each one a Region's code, none twice. @throws ArgumentError */
export function checkRegions(path: string, regions: readonly string[]): void {
  checkList(path, regions, { remedy: "list the Regions to build in" });
  regions.forEach((region, index) => {
    checkRegion(`${path}[${index}]`, region);
  });
}

/**
 * Checks the Regions of a component that has one Region for what has no Region, such as IAM.
 *
 * @param loss Continues "no other Region": what is lost when the home Region is not among the Regions.
 * @throws ArgumentError
 */
export function checkHomeRegion(
  { regions, homeRegion }: { readonly regions: readonly string[]; readonly homeRegion: string },
  loss: string,
): void {
  checkRegions("regions", regions);
  if (!regions.includes(homeRegion)) {
    throw new ArgumentError(
      "homeRegion",
      `must be one of the Regions ${regions.join(", ")}, got ${JSON.stringify(homeRegion)}; no other Region ${loss}`,
    );
  }
}

/** @throws ArgumentError when the text is not the code of a Region. */
export function checkRegion(path: string, region: string): void {
  checkKind(path, region, "region");
}

/**
 * @throws ArgumentError when the text is not the id of an organization.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
 */
export function checkOrganizationId(path: string, organizationId: string): void {
  checkText(path, organizationId, {
    pattern: /^o-[a-z0-9]{10,32}$/,
    rule: "the id of an organization",
    remedy: "aws organizations describe-organization prints it, such as o-exampleorg1",
  });
}

/** Checks a list of e-mail addresses: its length, and that each is one and none is listed twice. @throws ArgumentError */
export function checkEmails(path: string, emails: readonly string[], bounds: ListBounds): void {
  checkList(path, emails, bounds);
  emails.forEach((email, index) => {
    checkText(`${path}[${index}]`, email, {
      pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      rule: "an e-mail address",
      remedy: "write it like team@example.com",
    });
  });
}

/** @throws ArgumentError when the text is not the id of an account: 12 digits. */
export function checkAccountId(path: string, accountId: string): void {
  checkKind(path, accountId, "account");
}

/**
 * Checks that a place is one: documents that contain a wrong account or partition are refused hours later, or admit no
 * principal.
 *
 * @throws ArgumentError naming the part that is wrong.
 */
export function checkPlace(path: string, { partition, region, accountId }: Place): void {
  checkAccountId(`${path}.accountId`, accountId);
  checkRegion(`${path}.region`, region);
  if (partition !== partitionOf(region)) {
    throw new ArgumentError(
      `${path}.partition`,
      `must be ${partitionOf(region)} in ${region}, got ${JSON.stringify(partition)}; compose the place with placeOf`,
    );
  }
}

function checkKind(path: string, value: string, kind: "account" | "region"): void {
  const { pattern, rule, remedy } = kinds[kind];
  checkText(path, value, {
    pattern: new RegExp(pattern),
    rule: rule.replace("must be ", ""),
    remedy,
  });
}

/** @throws ArgumentError for a number of days that CloudWatch does not accept. */
export function checkLogRetention(at: string, days: number): void {
  if (!LOG_RETENTIONS.includes(days)) {
    throw new ArgumentError(
      at,
      `must be one of ${LOG_RETENTIONS.join(", ")}, got ${days}; CloudWatch accepts no other number of days`,
    );
  }
}
