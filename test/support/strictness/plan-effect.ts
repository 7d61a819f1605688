import type { PlannedResource, PlannedResources } from "../plan/planned";
import { type AnyStatement, Effect, type Fact, statementFacts } from "./effect";

/** Resources that let a person, a role or an address in. */
const entrances =
  /^aws:(?:ssoadmin\/accountAssignment|eks\/access|eks\/podIdentityAssociation|vpc\/securityGroupIngressRule|iam\/rolePolicyAttachment)/;

/** Resources that record, alarm, detect or keep copies: each is a protection. */
const watches =
  /^aws:(?:cloudtrail|guardduty|securityhub|cfg|accessanalyzer|backup|budgets|wafv2)\/|flowLog|metricAlarm|eventRule|topicSubscription|PublicAccessBlock|ObjectLock|alternativeContact/i;

/** Inputs that protect when they are true. */
const switches =
  /(?:multiAz|multiAzEnabled|automaticFailoverEnabled|deletionProtection|storageEncrypted|enableLogFileValidation|encryptionEnabled|endpointPrivateAccess|isMultiRegionTrail|allSupported)$/i;

/** Inputs that open when they are true. */
const doors = /(?:endpointPublicAccess|publiclyAccessible|allowExternalPrincipals)$/;

/** Numbers of which more is better. */
const terms = /retention|deleteAfter|expiration|minRetention/i;

/** Facts of the planned resources of a stack. */
export function addPlan(effect: Effect, { resources }: PlannedResources): void {
  for (const resource of resources) {
    const subject = `${resource.stack} ${resource.type} ${resource.name}`;
    effect.things.add(subject);
    if (entrances.test(resource.type)) {
      effect.open(...entrance(subject, resource));
    }
    if (watches.test(resource.type)) {
      effect.protect({ what: subject, under: [] });
    }
    if (resource.type === "aws:route53/record:Record") {
      addRecord(effect, subject, resource);
    }
    // organization-effect.ts reads these policies before they are packed into documents.
    if (resource.type !== "aws:organizations/policy:Policy") {
      addInputs(effect, subject, resource.inputs, "");
    }
  }
}

/** An assignment's name has group, permission set and account; its inputs have ids, which another Region changes. */
function entrance(subject: string, { type, inputs }: PlannedResource): Fact[] {
  if (type === "aws:ssoadmin/accountAssignment:AccountAssignment") {
    return [{ what: subject, under: [] }];
  }
  const others = Object.entries(inputs).filter(([key]) => !/^tags/.test(key));
  return [{ what: `${subject} ${JSON.stringify(others)}`, under: [] }];
}

/** Certificate authorities that the domain admits, and the policy for mail that fails authentication. */
function addRecord(effect: Effect, subject: string, { inputs }: PlannedResource): void {
  const { type, records } = inputs as { type?: unknown; records?: unknown };
  for (const record of Array.isArray(records) ? records.map(String) : []) {
    const policy = /v=DMARC1;.*\bp=(\w+)/.exec(record)?.[1];
    if (type === "CAA") {
      effect.open({ what: `${subject} ${record}`, under: [] });
    } else if (policy !== undefined) {
      const level = ["none", "quarantine", "reject"].indexOf(policy);
      effect.protect({ what: `${subject} DMARC`, under: [], level });
    }
  }
}

function addInputs(effect: Effect, subject: string, value: unknown, path: string): void {
  const here = `${subject} ${path}`;
  const parsed = documentOf(value);
  if (parsed !== undefined) {
    for (const statement of parsed.Statement) {
      if (statement.Effect === "Deny") {
        effect.protect(...statementFacts(here, statement, subject));
      } else {
        effect.open(...statementFacts(here, statement));
      }
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      addInputs(effect, subject, inner, path === "" ? key : `${path}.${key}`);
    }
  } else if (typeof value === "number" && terms.test(path) && !/maxRetention/i.test(path)) {
    effect.protect({ what: here, under: [], level: value, of: subject });
  } else if (value === true && switches.test(path)) {
    effect.protect({ what: here, under: [], of: subject });
  } else if (value === true && doors.test(path)) {
    effect.open({ what: here, under: [] });
  } else if (/publicAccessCidrs/.test(path)) {
    effect.open({ what: `${subject} public ${String(value)}`, under: [] });
  }
}

function documentOf(value: unknown): { readonly Statement: readonly AnyStatement[] } | undefined {
  const parsed: unknown =
    typeof value === "string" && value.startsWith("{") && value.includes('"Statement"')
      ? JSON.parse(value)
      : value;
  return typeof parsed === "object" &&
    parsed !== null &&
    "Statement" in parsed &&
    Array.isArray(parsed.Statement)
    ? { Statement: parsed.Statement as AnyStatement[] }
    : undefined;
}
