/** Errors of AWS and of the Pulumi CLI that have one cause in the configuration or in the credentials. */
interface KnownError {
  /** First match decides. */
  readonly pattern: RegExp;
  /** Cause, with the configuration key, and remedy. */
  readonly sentence: (match: RegExpExecArray) => string;
  /** True when the AWS credentials fail with any request. @default false */
  readonly credentials?: boolean;
}

const knownErrors: readonly KnownError[] = [
  {
    pattern: /invalid character '\/'|stack name may only contain/i,
    sentence: () =>
      "the state backend has the layout of Pulumi before 3.61: run pulumi state upgrade once",
  },
  {
    pattern: /sts:AssumeRole on resource:? arn:[\w-]+:iam::(\d{12}):role\/(platform-deployment)/,
    sentence: ([, account = "", role = ""]) =>
      `${role} of account ${account} cannot be assumed: set organization.accounts.<key>.credentials of this account to bootstrap until it has been deployed once`,
  },
  {
    pattern: /sts:AssumeRole on resource:? arn:[\w-]+:iam::(\d{12}):role\/([\w+=,.@/-]+)/,
    sentence: ([, account = "", role = ""]) =>
      `${role} of account ${account} cannot be assumed: use credentials of the management account, or correct organization.accounts.<key>.bootstrapRole`,
  },
  {
    pattern: /failed to get shared config profile, (\S+)/,
    sentence: ([, profile = ""]) =>
      `AWS_PROFILE names the profile ${profile}, which the configuration of the AWS CLI does not have: correct it, or run aws configure sso`,
    credentials: true,
  },
  {
    pattern:
      /InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|UnrecognizedClientException/,
    sentence: () =>
      "AWS does not know the AWS credentials: sign in again, or correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    credentials: true,
  },
  {
    pattern: /RequestTimeTooSkewed|clock skew error/,
    sentence: () => "the clock of this machine is wrong: AWS refuses requests with another time",
    credentials: true,
  },
  {
    pattern: /ExpiredToken|token[^.]* (?:is|has) expired|session[^.]* (?:is|has) expired/i,
    sentence: () => "the AWS credentials have expired: sign in again (aws sso login)",
    credentials: true,
  },
  {
    pattern:
      /no EC2 IMDS role found|NoCredentialProviders|failed to refresh cached credentials|Unable to locate credentials|Error loading SSO Token/,
    sentence: () => "there are no AWS credentials: sign in (aws sso login), or set AWS_PROFILE",
    credentials: true,
  },
  {
    pattern: /Invalid region: region was not|MissingRegion|could not find region/i,
    sentence: () =>
      "organization.state.backend or secretsProvider names no Region: append ?region=<Region> to it, or set AWS_REGION",
  },
  {
    pattern: /AuthorizationHeaderMalformed[\s\S]*?expecting '([\w-]+)'/,
    sentence: ([, region = ""]) =>
      `organization.state.backend: the bucket is in ${region}: end the address with ?region=${region}`,
  },
  {
    pattern: /PermanentRedirect/,
    sentence: () =>
      "organization.state.backend: the bucket is in another Region: end the address with ?region=<Region of the bucket>",
  },
  {
    pattern: /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
    sentence: () =>
      "the secrets of this stack are encrypted with a passphrase: set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE",
  },
  {
    pattern: /PULUMI_ACCESS_TOKEN must be set for login/,
    sentence: () =>
      "organization.state.backend is Pulumi Cloud, and the user is not signed in: run pulumi login, or set PULUMI_ACCESS_TOKEN",
  },
  {
    pattern: /unable to open bucket file:/,
    sentence: () =>
      "organization.state.backend: the folder does not exist: create it, or correct its path",
  },
  {
    pattern: /NoSuchBucket/,
    sentence: () =>
      "organization.state.backend: the bucket does not exist: create it (docs/getting-started.md), or correct its name",
  },
  {
    pattern:
      /\bkms\b[\s\S]*?(?:NotFoundException|InvalidArn|AccessDenied|IncorrectKey|DisabledException|InvalidCiphertext|InvalidState)/i,
    sentence: () =>
      "organization.state.secretsProvider: the key does not exist in this Region, is not enabled, or does not admit these AWS credentials: correct its address, enable it, or correct its policy",
  },
  {
    pattern: /(?:\.pulumi\/|bucket)[\s\S]*?(?:AccessDenied|Forbidden|StatusCode: 403)/,
    sentence: () =>
      "organization.state.backend: the bucket does not admit these AWS credentials: sign in as another principal, or extend the bucket's policy",
  },
];

/** Cause and remedy of an error with a known text; `undefined` for other errors. */
export function explainError(text: string): string | undefined {
  return explainWith(knownErrors, text);
}

/** Cause and remedy of an error that every request with the same AWS credentials has; `undefined` for other errors. */
export function explainCredentialsError(text: string): string | undefined {
  const ofCredentials = knownErrors.filter(({ credentials = false }) => credentials);
  return explainWith(ofCredentials, text);
}

function explainWith(errors: readonly KnownError[], text: string): string | undefined {
  for (const { pattern, sentence } of errors) {
    const match = pattern.exec(text);
    if (match !== null) {
      return sentence(match);
    }
  }
  return undefined;
}

const nested = /error serializing (?:property|resource) [`"'][^`"']*[`"']: /;
const unhandled = /^Unhandled exception: (?:Error: )?/;

/** True for an error of a value that another error prevents: the SDK nests such errors up to ten times. */
export function isNestedError(text: string): boolean {
  return nested.test(text);
}

/** True for the error of a provider's function, which the SDK prints with its promise when no program handles it. */
export function isInvokeError(text: string): boolean {
  return /^invocation of \S+ returned an error: /.test(text);
}

/** True for an error that only follows from an earlier one: the engine has stopped its checks. */
export function isConsequence(text: string): boolean {
  return /^failed to run \w+: context canceled\s*$/.test(text);
}

/** First cause of a nested error, without colours, and the sentence of a known error below it. */
export function plainError(text: string): string {
  const plain = text.replaceAll(/\u001b\[[\d;]*m/g, "").replace(unhandled, "");
  const cause = plain.split(new RegExp(nested, "g")).at(-1) ?? plain;
  const first = isNestedError(plain)
    ? (cause.split("\n")[0] ?? cause).replace(/\](?: \{)?$/, "")
    : plain;
  const sentence = explainError(first);
  // The program's own sentence may have a key where this one has none.
  const isExplained = first.includes(sentence?.split(":")[0] ?? "");
  return sentence === undefined || isExplained ? first : `${first}\n${sentence}`;
}
