import { Netmask } from "netmask";
import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../../policy-pack/guardrails/types/text-kinds";
import { checkList, checkText, type ListBounds, type TextRule } from "./argument-checks";
import { ArgumentError } from "./argument-error";

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

/** Rules for texts that more than one component takes. */
export const textRules = {
  domain: {
    pattern: new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+[a-z]{2,63}$`),
    rule: "a lower-case DNS domain name",
    remedy: kinds.domain.remedy,
  },
  /** A DNS label; Kubernetes names namespaces by the same rule. */
  label: {
    pattern: new RegExp(`^${LABEL}$`),
    rule: "1 to 63 lower-case letters, digits and hyphens, without a hyphen at either end",
    remedy: "choose another name",
  },
  roleArn: {
    pattern: /^arn:[a-z-]+:iam::\d{12}:role\/.+$/,
    rule: "the ARN of an IAM role",
    remedy: "write it like arn:aws:iam::111111111111:role/deployer",
  },
  organizationId: {
    pattern: /^o-[a-z0-9]{10,32}$/,
    rule: "the id of an organization",
    remedy: "write it like o-abcdefghij",
  },
} as const satisfies Record<string, TextRule>;

/** Checks a text unless another resource returns it, when it is unknown in a preview. @throws ArgumentError */
export function checkInput(path: string, value: pulumi.Input<string>, rule: TextRule): void {
  if (typeof value === "string") {
    checkText(path, value, rule);
  }
}

/** Checks a list unless another resource returns it, when it is unknown in a preview. @throws ArgumentError */
export function checkInputs(
  path: string,
  values: pulumi.Input<readonly string[]>,
  bounds: ListBounds,
): void {
  if (Array.isArray(values)) {
    checkList(path, values, bounds);
  }
}

/**
 * Checks an IPv4 range in CIDR form.
 *
 * @param sizes Shortest and longest prefix length. @default - every length
 * @throws ArgumentError for another text, a range that does not begin with its first address, or another size.
 */
export function checkRange(
  path: string,
  range: string,
  [shortest, longest]: readonly [number, number] = [0, 32],
): void {
  const [base, prefix] = range.split("/");
  const written = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(range);
  const found = JSON.stringify(range);
  if (!written || firstAddress(range) !== base) {
    throw new ArgumentError(
      path,
      `must be an IPv4 range in CIDR notation that begins with its first address, got ${found}; write it like 10.32.0.0/16`,
    );
  }
  if (Number(prefix) < shortest || Number(prefix) > longest) {
    throw new ArgumentError(
      path,
      `must be a range of /${shortest} to /${longest}, got ${found}; choose another size`,
    );
  }
}

/** First address of a range; `undefined` for a text that is no range. */
function firstAddress(range: string): string | undefined {
  try {
    return new Netmask(range).base;
  } catch {
    return undefined;
  }
}
