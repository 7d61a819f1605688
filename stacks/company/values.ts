import { Netmask } from "netmask";
import * as z from "zod";
import type { TextRule } from "../../components/shared/argument-checks";
import { PLATFORM_TAG } from "../../policy-pack/guardrails/types/platform-names";
import { kinds, type TextKind } from "../../policy-pack/guardrails/types/text-kinds";
import { knownRegions } from "./aws/offered";
import { must, nearest } from "./problems";
import { services } from "./service-prefixes";

/** Schema of a text of one kind. Parameters of guardrails use the same kinds. */
function ofKind(kind: TextKind): z.ZodString {
  const { pattern, rule, remedy } = kinds[kind];
  const expression = new RegExp(pattern);
  return must(z.string().meta({ pattern }), (text) => expression.test(text), rule, remedy);
}

/** Schema of a text by the rule of the component that takes it, so that configuration is refused before anything is built. */
export function ruled({ pattern, rule, remedy }: TextRule): z.ZodString {
  return must(z.string(), (text) => pattern.test(text), `must be ${rule}`, remedy);
}

/** Lower-case letters, digits and single hyphens, starting with a letter: valid in every AWS name that contains it. */
export function slug(longest: number): z.ZodString {
  return must(
    z.string(),
    (text) => /^[a-z](?:-?[a-z0-9])*$/.test(text) && text.length <= longest,
    `must be 1 to ${longest} lower-case letters, digits or single hyphens, starting with a letter`,
    "choose a name of this form, such as team-a: names of roles, buckets and vaults contain it",
  );
}

export const accountId = ofKind("account");

/**
 * True for an e-mail address that AWS accepts for an account.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function isAccountEmail(address: string): boolean {
  const [local, domain, ...rest] = address.split("@");
  return (
    local !== undefined &&
    domain !== undefined &&
    rest.length === 0 &&
    /^[\x21-\x7e]+$/.test(local) &&
    !/["'()<>[\]:;,\\|%&]/.test(local) &&
    !local.startsWith(".") &&
    /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(domain)
  );
}

/** Longest e-mail address of an account, in characters. */
export const EMAIL_LIMIT = 64;

export const email = must(
  z.string(),
  (text) => isAccountEmail(text) && text.length >= 6 && text.length <= EMAIL_LIMIT,
  "must be an e-mail address of 6 to 64 ASCII characters that AWS accepts",
  "use plus addressing on a group mailbox, such as aws+prod@example.com",
);

/** A Region. Its JSON Schema offers those that the tables know, and accepts others: `organization.accepted` can list them. */
export const region = ofKind("region").meta({
  anyOf: [{ enum: [...knownRegions] }, { pattern: kinds.region.pattern }],
});

/** Characters of a domain name. @see https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4 */
export const DOMAIN_CHARACTERS = 253;

export const domainName = must(
  ofKind("domain"),
  ({ length }) => length <= DOMAIN_CHARACTERS,
  `must be at most ${DOMAIN_CHARACTERS} characters`,
  "choose a shorter name: DNS allows no longer one",
);

/** Parses an IPv4 range such as `10.32.0.0/16`. Returns `undefined` for other text, also when it does not begin with the first address. */
export function parseRange(text: string): Netmask | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}\/(?:\d|[1-3]\d)$/.test(text)) {
    return undefined;
  }
  try {
    const range = new Netmask(text);
    return range.base === text.split("/")[0] ? range : undefined;
  } catch {
    return undefined;
  }
}

export const addressRange = must(
  z.string(),
  (text) => parseRange(text) !== undefined,
  "must be an IPv4 range in CIDR notation that begins with its first address",
  "write it like 10.32.0.0/16",
);

/** True when the two ranges share an address. Compares numbers, because a plan compares every pair of spokes. */
export function overlap(left: Netmask, right: Netmask): boolean {
  return left.netLong < right.netLong + right.size && right.netLong < left.netLong + left.size;
}

/** A whole number between two bounds, which its JSON Schema has as well. */
export function numberIn(
  minimum: number,
  maximum: number,
  remedy = `write a number without quotes, such as ${minimum}`,
  unit = "",
): z.ZodNumber {
  return must(
    z.number().meta({ type: "integer", minimum, maximum }),
    (value) => Number.isInteger(value) && value >= minimum && value <= maximum,
    `must be a whole number ${unit === "" ? "" : `of ${unit} `}from ${minimum} to ${maximum}`,
    remedy,
  );
}

/**
 * Ranges that the internet does not route: private, shared, local to a machine or a link, multicast, and reserved. The
 * range of benchmarks is not among them: a rehearsal writes it in place of the company's.
 */
const unrouted = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
].map((range) => new Netmask(range));

/**
 * True for a range of public addresses.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPublicRange(text: string): boolean {
  const range = parseRange(text);
  return range !== undefined && !unrouted.some((other) => overlap(range, other));
}

/** Whole number of days between two bounds. */
export function days(least: number, most: number): z.ZodNumber {
  return numberIn(least, most, undefined, "days");
}

/** Characters of a role's name. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const ROLE_CHARACTERS = 64;

/** A role's name, without a path. */
export const roleName = must(
  z.string(),
  (text) => isRole(text, "") && !text.includes("/"),
  `must be an IAM role name of 1 to ${ROLE_CHARACTERS} characters`,
  "write the name alone, such as deployer, without arn:aws:iam and without a path",
);

/** Characters of a path, without the slashes at its ends. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const PATH_CHARACTERS = 510;

/** True for the name of a role, with its path if it has one; `wildcards` may stand in it as well. */
function isRole(text: string, wildcards: "" | "*?"): boolean {
  const part = `[\\w+=,.@${wildcards}-]+`;
  const { length } = text.split("/").at(-1) ?? "";
  return (
    new RegExp(`^(?:${part}/)*${part}$`).test(text) &&
    length <= ROLE_CHARACTERS &&
    text.lastIndexOf("/") <= PATH_CHARACTERS
  );
}

/** A role that a guardrail exempts: `name`, `path/name`, or `permissionSet:<name>` for users of Identity Center. */
export const exemptRole = must(
  z.string(),
  (role) =>
    /^permissionSet:[\w+=,.@-]{1,32}$/.test(role) ||
    (isRole(role, "") && !/^aws-reserved\/|^AWSReservedSSO_/.test(role)),
  "must be the name of a role, with its path if it has one, or a permission set",
  "write it like deployer, ci/deployer or permissionSet:Administrator",
);

/** Roles by name, or by path and name, in which `*` matches any text. */
export const rolePattern = must(
  z.string(),
  (roles) => isRole(roles, "*?"),
  "must be the name of a role, with its path if it has one; * matches any text",
  "write it like LogReader, or aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Security-Audit_*, without arn:aws:iam",
);

/** A text that is not empty. The remedy shows an example. */
export function textLike(example: string): z.ZodString {
  const { pattern, rule } = kinds.text;
  return must(
    z.string().meta({ pattern }),
    (value) => new RegExp(pattern).test(value),
    rule,
    `write it like ${example}`,
  );
}

/** A text in one line, with the largest number of characters that AWS accepts. The remedy shows an example. */
export function textUpTo(most: number, example: string): z.ZodString {
  const rule = `must be one line of 1 to ${most} characters`;
  return must(
    must(
      z.string(),
      (value) => /^[^\r\n]*\S[^\r\n]*$/.test(value),
      rule,
      `write one line like ${example}`,
    ),
    ({ length }) => length <= most,
    rule,
    "shorten it: AWS accepts no longer text",
  );
}

/** A tag value. @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagValue = must(
  z.string(),
  (value) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u.test(value),
  kinds.tagValue.rule,
  kinds.tagValue.remedy,
);

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const TAGS_PER_RESOURCE = 50;

/** Keys of the tags whose values the program sets on every resource. */
export const ownTags: readonly string[] = ["Environment", "ManagedBy", PLATFORM_TAG.key];

/** A tag key that AWS accepts. Keys that begin with `aws:` are reserved. */
export const tagKey = must(
  z.string(),
  (key) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) && !/^aws:/i.test(key),
  `${kinds.tagKey.rule}, and not begin with aws:`,
  kinds.tagKey.remedy,
);

/** Prefix of a service in IAM actions. A policy with an unknown prefix would have no effect. */
const service = ofKind("service").superRefine((prefix, context) => {
  if (!services.includes(prefix)) {
    const guess = nearest(prefix, services);
    context.addIssue({
      code: "custom",
      message: "must be the prefix of an AWS service",
      params: {
        remedy:
          guess === undefined
            ? "use the part before the colon in the service's IAM actions, such as s3"
            : `did you mean "${guess}"?`,
      },
    });
  }
});

/** Kinds with rules that a pattern alone cannot express. */
const stricter: Partial<Record<TextKind, z.ZodString>> = { service, tagKey, tagValue };

/** Schema of an entry in a list parameter of a guardrail. */
export function listed(kind: TextKind): z.ZodString {
  return stricter[kind] ?? ofKind(kind);
}

/** A list without repeated entries. */
export function unique<T extends z.ZodType>(element: T): z.ZodArray<T> {
  return must(
    z.array(element),
    (list) => new Set(list.map((item) => JSON.stringify(item))).size === list.length,
    "must contain no entry twice",
    "remove the repeated entry",
  );
}

/** Number of OU levels that AWS allows below the root. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const OU_DEPTH = 5;

/**
 * Path of an OU below the root. AWS allows any characters in a name, so an existing OU can have any name that contains
 * no "/": that separates the levels.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html
 */
export const ouPath = must(
  must(
    must(
      z.string(),
      (path) => path.split("/").length <= OU_DEPTH,
      `must have at most ${OU_DEPTH} levels`,
      'join fewer names with "/": AWS nests no deeper, and a name must not contain "/"',
    ),
    (path) => path.split("/").every((part) => part.length >= 1 && part.length <= 128),
    'must be names of 1 to 128 characters, joined with "/"',
    'write it like "Workloads/Production", without "/" at the beginning or the end',
  ),
  (path) => path.split("/").every((part) => part.trim() === part && /^.*$/.test(part)),
  "must not contain a name that begins or ends with a space, or has two lines",
  "remove the space or the line break; rename an existing organizational unit that has one",
);
