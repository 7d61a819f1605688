import * as z from "zod";
import { requestParameters } from "../../components/logging/request-parameters";
import type { Answer } from "../evaluation/answer";
import type { ConditionKeys } from "../evaluation/request";
import { jsonOf, type TrailCall } from "./trail-calls";

/** Values of a call in the trail: one text, `null` for a key that the request does not have, `undefined` when the trail does not show it. */
type Value = string | null | undefined;

/** Global condition keys that the trail contains, by their names in small letters. */
const globals: Readonly<Record<string, (call: TrailCall) => Value>> = {
  "aws:requestedregion": ({ region }) => region || undefined,
  "aws:principaltype": ({ principaltype }) => principaltype || undefined,
  "aws:principalisawsservice": ({ principaltype }) =>
    principaltype === "" ? undefined : String(principaltype === "AWSService"),
  "aws:viaawsservice": (call) =>
    viaService(call) === undefined ? undefined : String(viaService(call) !== null),
  "aws:calledvia": (call) => viaService(call),
  "aws:calledvialast": (call) => viaService(call),
  "aws:multifactorauthpresent": ({ mfa }) => mfa || null,
  "aws:sourcevpce": ({ vpcendpoint }) => vpcendpoint || null,
  "aws:securetransport": ({ tlsversion }) => (tlsversion === "" ? undefined : "true"),
  "aws:assumedroot": ({ principaltype }) => (principaltype === "Root" ? undefined : null),
  "ec2:roledelivery": ({ roledelivery }) => roledelivery || null,
};

/** Keys that AWS derives from the principal. */
const ofThePrincipal = ["aws:principalarn", "aws:principalaccount", "aws:principalorgid"];

/** Condition keys of a call that an AWS service sent for itself: it has no keys of a principal. */
export const ofService: ConditionKeys = {
  has: (key) => (ofThePrincipal.includes(key.toLowerCase()) ? false : undefined),
  valueOf: () => undefined,
  matches: (key) => (ofThePrincipal.includes(key.toLowerCase()) ? false : undefined),
};

/** True for a condition key whose value the trail shows, at least for calls that set it. */
export function isInTrail(key: string): boolean {
  const name = key.toLowerCase();
  return (
    name in globals ||
    ofThePrincipal.includes(name) ||
    requestParameters.some((parameter) => parameter.key.toLowerCase() === name)
  );
}

/** Condition keys of a call: those of its principal, and others that the trail contains. */
export function keysOfCall(call: TrailCall, principal: ConditionKeys): ConditionKeys {
  const valueOf = (key: string): Value =>
    globals[key.toLowerCase()]?.(call) ?? parameterOf(call, key) ?? undefined;
  const isAbsent = (key: string): boolean => globals[key.toLowerCase()]?.(call) === null;
  const has = (key: string): Answer => {
    if (isAbsent(key)) {
      return false;
    }
    return typeof valueOf(key) === "string" ? true : principal.has(key);
  };
  return {
    has,
    valueOf: (key) => valueOf(key) ?? principal.valueOf(key),
    matches: (key, wanted, comparison) => {
      const value = valueOf(key);
      return typeof value === "string"
        ? comparison(wanted, value)
        : principal.matches(key, wanted, comparison);
    },
  };
}

function parameterOf({ eventname, parameters }: TrailCall, key: string): string | undefined {
  const found = requestParameters.find(
    (parameter) =>
      parameter.key.toLowerCase() === key.toLowerCase() && parameter.event === eventname,
  );
  if (found === undefined || parameters === "") {
    return undefined;
  }
  const value = record.safeParse(jsonOf(parameters)).data?.[found.parameter];
  return scalar.safeParse(value).data?.toString();
}

/** Parameters of a call. CloudTrail cuts long ones, which are then no JSON. */
const record = z.record(z.string(), z.unknown());
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Service that sent a call for its caller; `null` for none. For some calls the trail only has `AWS Internal`. */
function viaService({ invokedby }: TrailCall): Value {
  if (invokedby === "") {
    return null;
  }
  return invokedby.endsWith(".amazonaws.com") ? invokedby : undefined;
}
