import { matches } from "../../policy-pack/guardrails/support/wildcards";
import type { ListParameter } from "../../policy-pack/guardrails/types/parameter";
import type { TextKind } from "../../policy-pack/guardrails/types/text-kinds";
import { PROTECTION } from "../../stacks/guardrails";
import { exemptRole, listed } from "../../stacks/company/values";
import type { EffectiveGuardrail } from "../../stacks/guardrails";
import type { DenyMatch } from "./deny-match";

/** A list of a guardrail's settings with another value, under which the guardrail no longer denies a request. */
export interface ParameterRemedy {
  /** Name of the parameter, or `exemptRoles`. */
  readonly parameter: string;
  /** The whole new list. */
  readonly value: readonly string[];
  /** Condition key that the request must carry, with a value of the list. @default - the list alone is enough */
  readonly key?: string;
}

/** Facts of a request that a value can be derived from. */
interface Facts {
  readonly action: string;
  readonly resource?: string;
  readonly principal?: string;
  readonly region?: string;
  readonly context?: Readonly<Record<string, string>>;
}

type Denying = (changed: EffectiveGuardrail) => readonly DenyMatch[];

/** Kinds of values from the narrowest to the widest: an action is open for all resources, a Region for all actions. */
const breadth: readonly TextKind[] = [
  ...(["arn", "principal", "bucket", "vpc", "name", "namePattern", "address"] as const),
  ...(["addressRange", "instant", "domain", "issuer", "tag", "tagKey", "tagValue"] as const),
  ...(["text", "port", "publisher", "account", "action", "region", "service"] as const),
];

/**
 * Finds the lists of a guardrail's settings that would allow a request which it denies. A list gets one more value, or
 * loses the patterns that match the request; the guardrail's own statements decide whether that is enough.
 *
 * @param denying Denies of the guardrail for this request under other settings.
 * @returns The narrowest first; exempt roles last. Empty when the guardrail does not certainly deny the request.
 */
export function parameterRemedies(
  effective: EffectiveGuardrail,
  facts: Facts,
  denying: Denying,
): ParameterRemedy[] {
  const before = denying(effective);
  if (!before.some(({ certain }) => certain)) {
    return [];
  }
  const { guardrail, parameters } = effective;
  const lists = Object.entries(guardrail.parameters)
    .flatMap(([name, parameter]) => (parameter.type === "strings" ? [{ name, parameter }] : []))
    .sort((left, right) => rank(left.parameter) - rank(right.parameter));
  return [
    ...lists.flatMap(({ name, parameter }) => {
      const present = (parameters[name] ?? []) as readonly string[];
      for (const value of newLists(present, parameter, facts)) {
        const after = denying({ ...effective, parameters: { ...parameters, [name]: value } });
        const verdict = compare(before, after, value, facts.action);
        if (verdict) {
          return [{ parameter: name, value, ...verdict }];
        }
      }
      return [];
    }),
    ...exemption(effective, facts, denying),
  ];
}

/**
 * Compares the denies before and after a change: an empty object when the request is allowed, the key when the request must
 * carry one of its service, `undefined` when it stays denied.
 */
function compare(
  before: readonly DenyMatch[],
  after: readonly DenyMatch[],
  value: readonly string[],
  action: string,
): { readonly key?: string } | undefined {
  if (after.some(({ certain }) => certain)) {
    return undefined;
  }
  const open = after.filter(({ exempt }) => !exempt);
  if (open.length < before.filter(({ exempt }) => !exempt).length) {
    return {};
  }
  const service = `${action.split(":")[0] ?? ""}:`;
  const keys = open.flatMap(({ conditions }) =>
    Object.values(conditions).flatMap((byKey) =>
      Object.entries(byKey).flatMap(([key, values]) =>
        key.startsWith(service) && value.every((text) => values.includes(text)) ? [key] : [],
      ),
    ),
  );
  return keys[0] === undefined ? undefined : { key: keys[0] };
}

function rank({ of = "text" }: ListParameter): number {
  return breadth.indexOf(of);
}

/** Lists that may allow the request: without the patterns that match it, or with one more value. */
function newLists(
  present: readonly string[],
  { of = "text", values, mayBeEmpty, most = Infinity }: ListParameter,
  facts: Facts,
): string[][] {
  const texts = textsOf(facts);
  const others = present.filter((pattern) => !texts.some((text) => matches(pattern, text)));
  const shorter =
    others.length < present.length && (others.length > 0 || mayBeEmpty === true) ? [others] : [];
  const longer = texts
    .filter(
      (text) =>
        !present.includes(text) &&
        (values?.includes(text) ?? true) &&
        listed(of).safeParse(text).success,
    )
    .map((text) => [...present, text]);
  return [...shorter, ...longer].filter(({ length }) => length <= most);
}

/** Texts of a request that a list may contain, whole ones first, then their parts. */
function textsOf({ action, resource, principal, region, context = {} }: Facts): string[] {
  const whole = [
    ...(resource === undefined ? [] : [...inferenceProfiles(resource), resource]),
    ...(principal === undefined ? [] : [principal]),
    action,
    ...(region === undefined ? [] : [region]),
    ...Object.values(context),
  ];
  const parts = whole.flatMap((text) => {
    const name = text.split(":").slice(5).join(":") || text;
    const below = name.split("/").map((_, index, all) => all.slice(index).join("/"));
    const afterKind = name.split(":").slice(1).join(":");
    return [name, afterKind, ...below, ...text.split(/[:/@]/), `${text}/32`];
  });
  return [...new Set([...whole, ...parts])].filter((text) => /[a-z0-9]/i.test(text));
}

/**
 * Inference profiles that invoke a model in several Regions: their ids are the model's after the name of an area, such as
 * `us.anthropic.claude`.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
function inferenceProfiles(resource: string): string[] {
  const [, partition, model] =
    /^arn:([\w-]+):bedrock:.*:foundation-model\/(.+)$/.exec(resource) ?? [];
  return partition === undefined || model === undefined
    ? []
    : [`arn:${partition}:bedrock:*:*:inference-profile/*.${model}`];
}

/** The principal's role as a role that the guardrail exempts. */
function exemption(
  effective: EffectiveGuardrail,
  { principal }: Facts,
  denying: Denying,
): ParameterRemedy[] {
  const role = principal === undefined ? undefined : exemptRoleOf(principal);
  if (role === undefined || effective.guardrail.id === PROTECTION) {
    return [];
  }
  const value = [...effective.exemptRoles, role];
  const after = denying({ ...effective, exemptRoles: value });
  return after.some(({ certain }) => certain) ? [] : [{ parameter: "exemptRoles", value }];
}

/** A role as the key `exemptRoles` contains it; `undefined` for another principal, or a role that AWS creates. */
function exemptRoleOf(principal: string): string | undefined {
  const [, path = ""] = /:(?:role|assumed-role)\/(.+)$/.exec(principal) ?? [];
  const role = principal.includes(":assumed-role/") ? (path.split("/")[0] ?? "") : path;
  const [, set] = /(?:^|\/)AWSReservedSSO_(.+)_[^_]+$/.exec(role) ?? [];
  const name = set === undefined ? role : `permissionSet:${set}`;
  return !role.startsWith("aws-service-role/") && exemptRole.safeParse(name).success
    ? name
    : undefined;
}
