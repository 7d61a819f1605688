import { Company } from "./cloud-of-company";

const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ORGANIZATION_POLICY = "aws:organizations/policy:Policy";
const KEY = "aws:kms/key:Key";

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

describe("Policy documents in the emulated cloud", () => {
  let company: Company;

  beforeEach(() => {
    company = new Company();
    company.has(ROLE, { name: "deploy" });
    company.has("aws:s3/bucket:Bucket", { bucket: "logs" });
  });

  const inline = (policy: string): [string, { role: string; policy: string }] => [
    INLINE,
    { role: "deploy", policy },
  ];

  it("must be JSON of IAM's grammar", () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["{", /invalid Json/],
      ["[]", /Syntax errors in policy/],
      ['{"Version":"2012-10-17"}', /Missing required field Statement/],
      [JSON.stringify({ Version: "2020-01-01", Statement: [read] }), /valid version string/],
      [document({ ...read, Effect: "Maybe" }), /Invalid effect/],
      [document({ ...read, Actions: "*" }), /Syntax errors in policy: Actions/],
      [document({ Effect: "Allow", Resource: "*" }), /must contain actions/],
      [document({ ...read, NotAction: "s3:*" }), /either Action or NotAction/],
      [document({ ...read, Action: "GetObject" }), /prefaced by a vendor/],
      [document({ Effect: "Allow", Action: "s3:*" }), /must contain resources/],
      [document({ ...read, Principal: "*" }), /should not specify a principal/],
      [document({ ...read, Sid: "a" }, { ...read, Sid: "a" }), /must be unique/],
      [document({ ...read, Sid: "with space" }), /must be alpha-numeric/],
    ];
    for (const [policy, message] of cases) {
      company.refuses("MalformedPolicyDocument", message, ...inline(policy));
    }
    company.accepts(...inline(document(read)));
  });

  it("must name the principals that a role trusts, and no resource", () => {
    const trust = {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ec2.amazonaws.com" },
    };
    const role = (
      statement: object,
    ): [string, object & Record<string, unknown>, { name: string }] => [
      ROLE,
      { name: "new", assumeRolePolicy: document(statement) },
      { name: "new" },
    ];
    company.refuses(
      "MalformedPolicyDocument",
      /prohibited field Resource/,
      ...role({ ...trust, Resource: "*" }),
    );
    company.refuses(
      "MalformedPolicyDocument",
      /Missing required field Principal/,
      ...role({
        Effect: "Allow",
        Action: "sts:AssumeRole",
      }),
    );
    company.accepts(...role(trust));
  });

  it("must name roles that exist", () => {
    const policy = (name: string): Record<string, unknown> => ({
      bucket: "logs",
      policy: document({
        ...read,
        Resource: "arn:aws:s3:::logs/*",
        Principal: { AWS: `arn:aws:iam::${company.cloud.managementAccount}:role/${name}` },
      }),
    });
    company.refuses(
      "MalformedPolicy",
      /Invalid principal in policy/,
      BUCKET_POLICY,
      policy("nobody"),
    );
    company.accepts(BUCKET_POLICY, policy("deploy"));
  });

  it("must name only resources of their own bucket", () => {
    const policy = (resource: string): Record<string, unknown> => ({
      bucket: "logs",
      policy: document({ ...read, Principal: "*", Resource: resource }),
    });
    company.refuses(
      "MalformedPolicy",
      /invalid resource/,
      BUCKET_POLICY,
      policy("arn:aws:s3:::logs-2/*"),
    );
    company.accepts(BUCKET_POLICY, policy("arn:aws:s3:::logs/*"));
  });

  it("must allow a principal to change a key's policy", () => {
    const root = `arn:aws:iam::${company.cloud.managementAccount}:root`;
    const policy = (action: string, principal: unknown): Record<string, unknown> => ({
      policy: document({ Effect: "Allow", Action: action, Resource: "*", Principal: principal }),
    });
    const lockout = [
      "MalformedPolicyDocumentException",
      /update the key policy in the future/,
    ] as const;
    company.refuses(...lockout, KEY, policy("kms:Decrypt", { AWS: root }));
    company.refuses(...lockout, KEY, policy("kms:*", { Service: "cloudtrail.amazonaws.com" }));
    company.accepts(KEY, policy("kms:*", { AWS: root }));
  });

  it("share one limit among a role's inline policies, without white space", () => {
    const sized = (length: number): string =>
      document({ ...read, Resource: `arn:aws:s3:::${"a".repeat(length)}` });
    company.accepts(INLINE, { role: "deploy", name: "first", policy: sized(5000) });
    const more = (length: number): [string, Record<string, unknown>, { name: string }] => [
      INLINE,
      { role: "deploy", name: "more", policy: ` ${sized(length)}${" ".repeat(9000)}` },
      { name: "more" },
    ];
    company.refuses(
      "LimitExceeded",
      /Maximum policy size of 10240 bytes exceeded for role deploy/,
      ...more(5100),
    );
    company.accepts(...more(5000));
  });

  it("count white space in policies of the organization", () => {
    const policy = (content: string): [string, Record<string, unknown>, { name: string }] => [
      ORGANIZATION_POLICY,
      { name: "guardrails", type: "SERVICE_CONTROL_POLICY", content },
      { name: "guardrails" },
    ];
    const deny = document({ ...read, Effect: "Deny" });
    const full = deny + " ".repeat(10240 - deny.length);
    company.refuses(
      "ConstraintViolationException",
      /POLICY_CONTENT_LIMIT_EXCEEDED/,
      ...policy(`${full} `),
    );
    company.accepts(...policy(full));
  });

  it("keep principals out of service control policies, and in resource control policies", () => {
    const policy = (
      type: string,
      statement: object,
    ): [string, Record<string, unknown>, { name: string }] => [
      ORGANIZATION_POLICY,
      { name: type, type, content: document(statement) },
      { name: type },
    ];
    const deny = { ...read, Effect: "Deny" };
    const everybody = { ...deny, Principal: "*" };
    const malformed = "MalformedPolicyDocumentException";
    company.refuses(
      malformed,
      /should not specify a principal/,
      ...policy("SERVICE_CONTROL_POLICY", everybody),
    );
    company.refuses(malformed, /its principal is \*/, ...policy("RESOURCE_CONTROL_POLICY", deny));
    company.accepts(...policy("SERVICE_CONTROL_POLICY", deny));
    company.accepts(...policy("RESOURCE_CONTROL_POLICY", everybody));
  });

  it("must fit into a role, a bucket, a topic and a template", () => {
    const long = "a".repeat(60_000);
    const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: long } };
    company.refuses("LimitExceeded", /ACLSizePerRole: 2048/, ROLE, {
      name: "new",
      assumeRolePolicy: document(statement),
    });
    company.refuses("PolicyTooLarge", /20480 bytes/, BUCKET_POLICY, {
      bucket: "logs",
      policy: document({ ...statement, Resource: "arn:aws:s3:::logs" }),
    });
    company.has("aws:cfg/recorder:Recorder", { name: "default" });
    company.has("aws:cfg/deliveryChannel:DeliveryChannel", { name: "default" });
    const pack = "aws:cfg/conformancePack:ConformancePack";
    company.refuses("ConformancePackTemplateValidationException", /51200 bytes/, pack, {
      name: "pack",
      templateBody: long,
    });
    company.accepts(pack, { name: "pack", templateBody: "Resources: {}" });
    company.has("aws:organizations/awsServiceAccess:AwsServiceAccess", {
      servicePrincipal: "config-multiaccountsetup.amazonaws.com",
    });
    company.refuses(
      "OrganizationConformancePackTemplateValidationException",
      /51200 bytes/,
      "aws:cfg/organizationConformancePack:OrganizationConformancePack",
      { name: "pack", templateBody: long, excludedAccounts: company.cloud.accounts() },
    );
  });
});
