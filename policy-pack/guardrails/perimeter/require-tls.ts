import { isTrue, known, objects, statementsOf } from "../support/readings";
import { mentionsIn, unmentioned } from "../support/references";
import { BUCKET_POLICY, BUCKETS } from "../support/resource-types";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireTls: Guardrail = {
  id: "require-tls",
  deny: [
    {
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: () => [
        {
          Sid: "RequireTls",
          Effect: "Deny",
          Principal: "*",
          Action: ["dynamodb:*", "kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"],
          Resource: ["*"],
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
      ],
    },
  ],
  preview: {
    advises:
      "the resource control policy refuses plain HTTP for every bucket; a bucket's own Deny is for scanners of single buckets",
    resource: [{ types: [...BUCKETS, BUCKET_POLICY], check: policyRefusesHttp }],
    stack: [{ types: [...BUCKETS, BUCKET_POLICY], check: everyBucketHasPolicy }],
  },
  detect: [{ configRule: "S3_BUCKET_SSL_REQUESTS_ONLY" }],
  calls: ["s3:PutBucketPolicy"],
  parameters: {},
  about: {
    title: "Deny requests by plain HTTP",
    why: "others can read and change plain HTTP on its way, with the signature of the request",
    comply: "Call AWS by HTTPS, and add a Deny for aws:SecureTransport false to bucket policies",
    severity: "medium",
    frameworks: [cis("2.1.1"), fsbp("S3.5"), controlTower("CT.S3.PV.5")],
    requirements: [],
    peers: ["Landing Zone Accelerator", "Control Tower"],
  },
};

function policyRefusesHttp(policy: ResourceView): Finding[] {
  const document = known(policy, "policy");
  const statements = statementsOf(document);
  // An unknown statement may be the deny.
  const undecided = objects(document).some(({ Statement: written }) =>
    Array.isArray(written) ? written.includes(undefined) : written === undefined,
  );
  return undecided || statements.length === 0 || statements.some(mayRefuseHttp)
    ? []
    : [{ message: "does not refuse plain HTTP; add a Deny for aws:SecureTransport false" }];
}

/** True when the statement denies plain HTTP, or when an unknown part of it may do so. */
function mayRefuseHttp(statement: Record<string, unknown>): boolean {
  const effect = statement["Effect"];
  if (effect !== "Deny" && !("Effect" in statement && effect === undefined)) {
    return false;
  }
  const condition = statement["Condition"];
  if ("Condition" in statement && condition === undefined) {
    return true;
  }
  return objects(condition).some((operators) =>
    Object.entries(operators).some(
      ([operator, keys]) =>
        operator.startsWith("Bool") &&
        (keys === undefined ||
          objects(keys).some((values) =>
            Object.entries(values).some(
              ([key, value]) =>
                key.toLowerCase() === "aws:securetransport" && ![value].flat().every(isTrue),
            ),
          )),
    ),
  );
}

function everyBucketHasPolicy(resources: readonly ResourceView[]): Finding[] {
  const policies = resources.filter(({ type }) => type === BUCKET_POLICY);
  const buckets = resources.filter(({ type }) => BUCKETS.includes(type));
  return unmentioned(buckets, mentionsIn(policies, "bucket"), "bucket")
    .filter((bucket) => bucket.read("policy").state === "absent")
    .map(({ urn }) => ({
      urn,
      message:
        "has no policy that refuses plain HTTP; add an aws.s3.BucketPolicy with a Deny for aws:SecureTransport false",
    }));
}
