import assert from "node:assert/strict";
import { explainError, plainError } from "../../../stacks/checks/known-errors";
import { nameAccount, simplify } from "../../../stacks/wiring/plain-errors";

/** Texts of the Pulumi CLI and of AWS, with the beginning of the sentence that explains each. */
const rows: readonly [text: string, expected: RegExp][] = [
  [
    `error: read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") (code=Unknown): operation error S3: GetObject, endpoint rule error, Invalid region: region was not a valid DNS name.`,
    /^organization\.state\.backend or secretsProvider names no Region: append \?region=/,
  ],
  [
    "error: operation error S3: ListObjectsV2, https response error StatusCode: 404, NoSuchBucket: The specified bucket does not exist",
    /^organization\.state\.backend: the bucket does not exist/,
  ],
  [
    `error: read ".pulumi/meta.yaml": operation error S3: GetObject, https response error StatusCode: 403, api error AccessDenied: Access Denied`,
    /^organization\.state\.backend: the bucket does not admit/,
  ],
  [
    "error: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds",
    /^there are no AWS credentials: sign in/,
  ],
  [
    "error: operation error S3: GetObject, api error ExpiredToken: The provided token has expired.",
    /^the AWS credentials have expired/,
  ],
  [
    "error: secrets (code=NotFound): operation error KMS: Decrypt, api error NotFoundException: Alias arn:aws:kms:us-east-1:111122223333:alias/x is not found.",
    /^organization\.state\.secretsProvider: the key does not exist/,
  ],
  [
    "a stack name may only contain alphanumeric, hyphens, underscores, or periods: invalid character '/' at position 8",
    /^the state backend has the layout of Pulumi before 3\.61: run pulumi state upgrade/,
  ],
  [
    "AccessDenied: User: arn:aws:iam::111111111111:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/platform-deployment",
    /^platform-deployment of account 222222222222 cannot be assumed: set organization\.accounts\.<key>\.credentials/,
  ],
  [
    "AccessDenied: the principal is not authorized to perform sts:AssumeRole on resource arn:aws:iam::222222222222:role/OrganizationAccountAccessRole",
    /^OrganizationAccountAccessRole of account 222222222222 cannot be assumed: .*bootstrapRole$/,
  ],
  [
    "error: Error loading SSO Token: Token for nimbus does not exist",
    /^there are no AWS credentials: sign in/,
  ],
  [
    "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    /^the secrets of this stack are encrypted with a passphrase: set PULUMI_CONFIG_PASSPHRASE/,
  ],
  [
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
    /^organization\.state\.backend is Pulumi Cloud, and the user is not signed in: run pulumi login/,
  ],
  [
    "error: unable to open bucket file:///srv/state: stat /srv/state: no such file or directory",
    /^organization\.state\.backend: the folder does not exist: create it/,
  ],
];

describe("A known error", () => {
  for (const [text, expected] of rows) {
    it(`is explained in a sentence: ${text.slice(0, 60)}`, () => {
      assert.match(explainError(text) ?? "", expected);
      assert.ok(plainError(text).startsWith(text), "the error itself stays");
    });
  }

  it("is no other error", () => {
    assert.equal(explainError("error: creating EKS Cluster: ResourceInUseException"), undefined);
    assert.equal(plainError("ResourceInUseException"), "ResourceInUseException");
  });

  // public-reports B21, rig 9
  it("is printed once, without the values that depend on it and without a stack trace", () => {
    const cause =
      "invocation of aws:iam/getRoles:getRoles returned an error: AccessDenied: the principal is not authorized to perform sts:AssumeRole on resource arn:aws:iam::222222222222:role/platform-deployment";
    const error = new Error(
      `error serializing property "accessEntry": error serializing property "principalArn": ${cause}`,
    );
    nameAccount("222222222222", "prod");
    simplify(error);
    assert.match(error.message, /^invocation of aws:iam\/getRoles/);
    assert.match(
      error.message,
      /\nplatform-deployment of account 222222222222 cannot be assumed: set organization\.accounts\.prod\.credentials of this/,
    );
    assert.equal(plainError(error.message), error.message, "is not explained again");
    assert.equal((error as { __pulumiRunError?: boolean }).__pulumiRunError, true);
    const other = new Error("an error of the program");
    simplify(other);
    assert.equal(other.message, "an error of the program");
    assert.equal("__pulumiRunError" in other, false);
  });
});
