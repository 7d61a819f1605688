import { allows } from "../../evaluation/policy-decision";
import { completeKeys } from "../../evaluation/request";
import type { Values } from "../core/types";
import { CloudError } from "../core/errors";
import type { CloudRequest, CloudView, Refusal } from "../core/resource";
import { inAccount, listOf, objectOf, parseArn, textOf } from "./inputs";

/** Purpose of a document, which decides the elements that IAM's grammar requires. */
type Purpose =
  /** Permissions of the principal that it is attached to. */
  | "identity"
  /** Principals that may assume a role. */
  | "trust"
  /** Permissions on a resource. */
  | "resource"
  /** Limits of what the organization's accounts may do. */
  | "service control"
  /** Limits of what may be done with the organization's resources. */
  | "resource control"
  /** A document in another language than IAM's. */
  | "other";

/** Unit in which a document's length counts. */
type Counting = "characters" | "bytes" | "without white space";

interface Limit {
  readonly size: number;
  readonly counting: Counting;
  readonly code: string;
  readonly message: (request: CloudRequest) => string;
}

interface DocumentRule {
  readonly type: string;
  readonly input: string;
  readonly purpose: Purpose;
  /** Code for a document that is not well-formed. */
  readonly malformed: string;
  /** Absent where AWS publishes none. */
  readonly limit?: Limit;
  /** True where a statement needs no Resource element, because the resource is always the same. */
  readonly resourceIsImplied?: true;
}

/** A limit with the error message of most services. */
function limit(size: number, counting: Counting, code = "LimitExceededException"): Limit {
  return {
    size,
    counting,
    code,
    message: () => `The policy exceeds the limit of ${size} ${counting}`,
  };
}

/** Inputs that contain documents, with the limit of each and the AWS page about it. */
const documentRules: readonly DocumentRule[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: IAM does not count white space.
  {
    type: "aws:iam/role:Role",
    input: "assumeRolePolicy",
    purpose: "trust",
    malformed: "MalformedPolicyDocument",
    limit: {
      ...limit(2048, "without white space", "LimitExceeded"),
      message: () => "Cannot exceed quota for ACLSizePerRole: 2048",
    },
  },
  {
    type: "aws:iam/policy:Policy",
    input: "policy",
    purpose: "identity",
    malformed: "MalformedPolicyDocument",
    limit: {
      ...limit(6144, "without white space", "LimitExceeded"),
      message: () => "Cannot exceed quota for PolicySize: 6144",
    },
  },
  {
    // The limit is for all of a role's inline policies together: see refuseManyInlinePolicies.
    type: "aws:iam/rolePolicy:RolePolicy",
    input: "policy",
    purpose: "identity",
    malformed: "MalformedPolicyDocument",
  },
  {
    // https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
    type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
    input: "inlinePolicy",
    purpose: "identity",
    malformed: "ValidationException",
    limit: limit(10240, "without white space", "ServiceQuotaExceededException"),
  },
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
    type: "aws:s3/bucketPolicy:BucketPolicy",
    input: "policy",
    purpose: "resource",
    malformed: "MalformedPolicy",
    limit: limit(20480, "bytes", "PolicyTooLarge"),
  },
  {
    // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
    type: "aws:kms/key:Key",
    input: "policy",
    purpose: "resource",
    malformed: "MalformedPolicyDocumentException",
    limit: limit(32768, "bytes"),
  },
  {
    // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
    type: "aws:sns/topicPolicy:TopicPolicy",
    input: "policy",
    purpose: "resource",
    malformed: "InvalidParameter",
    limit: limit(30720, "bytes", "InvalidParameter"),
  },
  {
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html
    type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
    input: "policy",
    purpose: "resource",
    malformed: "InvalidParameterException",
    limit: limit(10240, "characters", "InvalidParameterException"),
    resourceIsImplied: true,
  },
  {
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    input: "policy",
    purpose: "other",
    malformed: "InvalidParameterException",
    limit: limit(30720, "characters", "InvalidParameterException"),
  },
  {
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    input: "policy",
    purpose: "resource",
    malformed: "ValidationException",
    limit: limit(10240, "characters", "PolicyLengthExceededException"),
  },
  {
    // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: white space counts.
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    input: "policy",
    purpose: "resource",
    malformed: "InvalidPolicyDocument",
    limit: limit(20480, "characters", "InvalidPolicyDocument"),
  },
  {
    // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentityPolicy.html: 4 KB.
    type: "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy",
    input: "policy",
    purpose: "resource",
    malformed: "BadRequestException",
    limit: limit(4096, "bytes"),
  },
  {
    type: "aws:backup/vaultPolicy:VaultPolicy",
    input: "policy",
    purpose: "resource",
    malformed: "InvalidParameterValueException",
  },
];

/**
 * Limits of the policies of AWS Organizations, in characters: white space counts in calls of the API.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const organizationLimits: Readonly<Record<string, number>> = {
  SERVICE_CONTROL_POLICY: 10240,
  RESOURCE_CONTROL_POLICY: 5120,
  AISERVICES_OPT_OUT_POLICY: 2500,
  BACKUP_POLICY: 10000,
  CHATBOT_POLICY: 10000,
  DECLARATIVE_POLICY_EC2: 10000,
  SECURITYHUB_POLICY: 10000,
  TAG_POLICY: 10000,
};

const controls: Readonly<Record<string, Purpose>> = {
  SERVICE_CONTROL_POLICY: "service control",
  RESOURCE_CONTROL_POLICY: "resource control",
};

function ruleOf({ type, inputs }: CloudRequest): DocumentRule[] {
  if (type !== "aws:organizations/policy:Policy") {
    return documentRules.filter((rule) => rule.type === type);
  }
  const kind = textOf(inputs, "type") ?? "SERVICE_CONTROL_POLICY";
  const size = organizationLimits[kind];
  return [
    {
      type,
      input: "content",
      purpose: controls[kind] ?? "other",
      malformed: "MalformedPolicyDocumentException",
      ...(size !== undefined && {
        limit: {
          ...limit(size, "characters", "ConstraintViolationException"),
          message: () => `POLICY_CONTENT_LIMIT_EXCEEDED: ${kind} is limited to ${size} characters`,
        },
      }),
    },
  ];
}

/** Length of a document in the unit of a limit. */
function lengthOf(text: string, counting: Counting): number {
  if (counting === "bytes") {
    return Buffer.byteLength(text);
  }
  return Array.from(counting === "characters" ? text : text.replace(/\s/g, "")).length;
}

/** Limit of all inline policies of a role, in characters without white space. */
const INLINE_POLICIES = 10240;

function refuseManyInlinePolicies(request: CloudRequest, cloud: CloudView): void {
  const role = textOf(request.inputs, "role");
  if (request.type !== "aws:iam/rolePolicy:RolePolicy" || role === undefined) {
    return;
  }
  const total = inAccount(cloud, request.type, request.site)
    .filter(({ inputs, urn }) => inputs["role"] === role && urn !== request.urn)
    .map(({ inputs }) => asText(inputs["policy"]))
    .concat(asText(request.inputs["policy"]))
    .reduce((sum, text) => sum + lengthOf(text, "without white space"), 0);
  if (total > INLINE_POLICIES) {
    throw new CloudError(
      "LimitExceeded",
      `Maximum policy size of ${INLINE_POLICIES} bytes exceeded for role ${role}`,
    );
  }
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

/** Parses a document in an input, text or object. @throws SyntaxError for text that is not JSON. */
function documentOf(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}

/** Limit of a conformance pack's template. */
const TEMPLATE_BYTES = 51200;

/** Error codes of AWS Config for a template that it refuses. */
const templateCodes: Readonly<Record<string, string>> = {
  "aws:cfg/conformancePack:ConformancePack": "ConformancePackTemplateValidationException",
  "aws:cfg/organizationConformancePack:OrganizationConformancePack":
    "OrganizationConformancePackTemplateValidationException",
};

/**
 * Refuses policy documents that are not well-formed or exceed the limit of their service.
 *
 * @throws CloudError such as MalformedPolicyDocument and LimitExceeded.
 */
export const refuseDocuments: Refusal = (request, cloud) => {
  for (const rule of ruleOf(request)) {
    const value = request.inputs[rule.input];
    if (value === undefined) {
      continue;
    }
    const fail = (reason: string): never => {
      throw new CloudError(rule.malformed, reason);
    };
    let document: unknown;
    try {
      document = documentOf(value);
    } catch {
      fail("This policy contains invalid Json");
    }
    if (Object.keys(objectOf(document)).length === 0) {
      fail("Syntax errors in policy.");
    }
    if (rule.limit && lengthOf(asText(value), rule.limit.counting) > rule.limit.size) {
      throw new CloudError(rule.limit.code, rule.limit.message(request));
    }
    if (rule.purpose !== "other") {
      refuseGrammar(objectOf(document), rule, fail);
      refuseUnknownPrincipals(document, cloud, fail);
      refuseForeignResources(request, document, fail);
      refuseLockout(request, document, fail);
    }
  }
  refuseManyInlinePolicies(request, cloud);
  const template = textOf(request.inputs, "templateBody");
  const tooLarge = templateCodes[request.type];
  if (
    tooLarge !== undefined &&
    template !== undefined &&
    Buffer.byteLength(template) > TEMPLATE_BYTES
  ) {
    throw new CloudError(tooLarge, `The template exceeds the limit of ${TEMPLATE_BYTES} bytes`);
  }
};

type Fail = (reason: string) => void;

const documentElements = new Set(["Version", "Id", "Statement"]);
const statementElements = new Set([
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
]);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
function refuseGrammar(document: Readonly<Values>, rule: DocumentRule, fail: Fail): void {
  const version = document["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    fail("The policy must contain a valid version string");
  }
  for (const element of Object.keys(document)) {
    if (!documentElements.has(element)) {
      fail(`Syntax errors in policy: ${element}`);
    }
  }
  const statements = listOf(document["Statement"]).map(objectOf);
  if (statements.length === 0) {
    fail("Missing required field Statement");
  }
  for (const statement of statements) {
    refuseStatement(statement, rule, fail);
  }
  const sids = statements.flatMap(({ Sid: sid }) => (sid === undefined ? [] : [asText(sid)]));
  if (new Set(sids).size < sids.length) {
    fail("Statement IDs (SID) in a single policy must be unique.");
  }
  if (rule.purpose !== "resource" && sids.some((sid) => !/^[0-9A-Za-z]*$/.test(sid))) {
    fail("Statement IDs (SID) must be alpha-numeric.");
  }
}

function refuseStatement(
  statement: Readonly<Values>,
  { purpose, resourceIsImplied }: DocumentRule,
  fail: Fail,
): void {
  for (const element of Object.keys(statement)) {
    if (!statementElements.has(element)) {
      fail(`Syntax errors in policy: ${element}`);
    }
  }
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny") {
    fail("Invalid effect: expected Allow or Deny");
  }
  const either = (element: string): boolean => element in statement || `Not${element}` in statement;
  const both = (element: string): boolean => element in statement && `Not${element}` in statement;
  for (const element of ["Action", "Resource", "Principal"]) {
    if (both(element)) {
      fail(`Policy statement must contain either ${element} or Not${element}, not both`);
    }
  }
  const actions = [...listOf(statement["Action"]), ...listOf(statement["NotAction"])].map(asText);
  if (actions.length === 0) {
    fail("Policy statement must contain actions.");
  }
  if (actions.some((action) => action !== "*" && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action))) {
    fail("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
  if (purpose === "trust" && either("Resource")) {
    fail("Has prohibited field Resource");
  }
  if (purpose !== "trust" && resourceIsImplied !== true && !either("Resource")) {
    fail("Policy statement must contain resources.");
  }
  if ((purpose === "trust" || purpose === "resource") && !either("Principal")) {
    fail("Missing required field Principal");
  }
  if ((purpose === "identity" || purpose === "service control") && either("Principal")) {
    fail("Policy document should not specify a principal.");
  }
  const denies = statement["Effect"] === "Deny" && statement["Principal"] === "*";
  if (purpose === "resource control" && !denies) {
    fail("A resource control policy denies, and its principal is *.");
  }
}

/** Refuses principals that do not exist: services look up each principal of a policy and store its unique id. */
function refuseUnknownPrincipals(document: unknown, cloud: CloudView, fail: Fail): void {
  const accounts = cloud.accounts();
  for (const statement of listOf(objectOf(document)["Statement"]).map(objectOf)) {
    const named = { ...objectOf(statement["Principal"]), ...objectOf(statement["NotPrincipal"]) };
    for (const principal of listOf(named["AWS"]).map(asText)) {
      const arn = parseArn(principal);
      const looksUp =
        arn !== undefined && arn.resource !== "root" && accounts.includes(arn.account);
      const reserved = arn?.resource.startsWith("role/aws-reserved/") === true;
      if (looksUp && !reserved && cloud.ownerOf(principal) === undefined) {
        fail(`Invalid principal in policy: "AWS":"${principal}"`);
      }
    }
  }
}

/** Refuses a bucket policy that names resources outside its own bucket. */
function refuseForeignResources(
  { type, inputs }: CloudRequest,
  document: unknown,
  fail: Fail,
): void {
  const bucket = textOf(inputs, "bucket");
  if (type !== "aws:s3/bucketPolicy:BucketPolicy" || bucket === undefined) {
    return;
  }
  const own = new RegExp(`^arn:[a-z-]+:s3:::${bucket.replaceAll(".", "\\.")}(?:/.*)?$`);
  for (const statement of listOf(objectOf(document)["Statement"]).map(objectOf)) {
    const resources = [...listOf(statement["Resource"]), ...listOf(statement["NotResource"])];
    if (resources.some((resource) => !own.test(asText(resource)))) {
      fail("Policy has invalid resource");
    }
  }
}

/** Refuses a key policy that no principal could change again, as KMS does. */
function refuseLockout({ type, inputs, site }: CloudRequest, document: unknown, fail: Fail): void {
  if (type !== "aws:kms/key:Key" || inputs["bypassPolicyLockoutSafetyCheck"] === true) {
    return;
  }
  const { account } = site;
  const request = { action: "kms:PutKeyPolicy", resource: "*", keys: completeKeys({}) };
  const namesRole = listOf(objectOf(document)["Statement"])
    .flatMap((statement) => listOf(objectOf(objectOf(statement)["Principal"])["AWS"]))
    .map(asText)
    .some((principal) => principal.startsWith(`arn:aws:iam::${account}:role/`));
  if (!namesRole && !allows(document, { ...request, principal: { account } })) {
    fail("The new key policy will not allow you to update the key policy in the future.");
  }
}
