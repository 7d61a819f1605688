import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { explainError } from "../../stacks/checks/known-errors";
import { repository } from "../support/plan/planned";
import { Checkpoint } from "../support/engine/checkpoint";
import { type Refusal, RefusingAws } from "../support/engine/refusing-aws";
import { endOf, requireCli, type World } from "../support/engine/world";

/** Refusals of S3 and KMS, with the beginning of the sentence that the CLI's text gets. */
const refusals: readonly [what: string, refusal: Refusal, expected: RegExp][] = [
  [
    "a bucket in a Region that the answer does not name",
    {
      status: 301,
      code: "PermanentRedirect",
      message:
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    },
    /^organization\.state\.backend: the bucket is in another Region: end the address with \?region=/,
  ],
  [
    "a bucket in another Region",
    {
      status: 400,
      code: "AuthorizationHeaderMalformed",
      message:
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'",
    },
    /^organization\.state\.backend: the bucket is in eu-central-1: .*\?region=eu-central-1$/,
  ],
  [
    "a bucket that does not exist",
    { status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist" },
    /^organization\.state\.backend: the bucket does not exist/,
  ],
  [
    "a bucket of others",
    { status: 403, code: "AccessDenied", message: "Access Denied" },
    /^organization\.state\.backend: the bucket does not admit these AWS credentials/,
  ],
  [
    "an access key that AWS does not know",
    {
      status: 403,
      code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records.",
    },
    /^AWS does not know the AWS credentials/,
  ],
  [
    "a session that has ended",
    { status: 400, code: "ExpiredToken", message: "The provided token has expired." },
    /^the AWS credentials have expired/,
  ],
];

const key = "arn:aws:kms:us-east-1:111122223333:key/1";
const keyRefusals: typeof refusals = [
  [
    "an alias of another Region",
    {
      status: 400,
      code: "NotFoundException",
      message: "Alias arn:aws:kms:us-east-1:111122223333:alias/acme is not found.",
    },
    /^organization\.state\.secretsProvider: the key does not exist in this Region/,
  ],
  [
    "a key that is about to be deleted",
    { status: 400, code: "KMSInvalidStateException", message: `${key} is pending deletion.` },
    /^organization\.state\.secretsProvider: the key .*is not enabled/,
  ],
  [
    "a key that does not admit the user",
    {
      status: 400,
      code: "AccessDeniedException",
      message: `User: arn:aws:iam::111122223333:user/a is not authorized to perform: kms:Encrypt on resource: ${key}`,
    },
    /^organization\.state\.secretsProvider: the key .*does not admit these AWS credentials/,
  ],
];

const cannotBeAssumed =
  /sts:AssumeRole on resource arn:aws:iam::(\d+):role\/platform-deployment platform-deployment of account \1 cannot be assumed: set organization\.accounts\.(?:prod|sandbox)\.credentials of this account to bootstrap/;

// public-reports B21, B22, rig 9
describe("An error, under the real engine", function () {
  this.timeout(600_000);
  let world: World;

  before(async function () {
    requireCli(this);
    const checkpoint = await Checkpoint.find();
    world = await (await checkpoint.before("sandbox")).fork({ languageHost: true });
    await checkpoint.stop();
    // No deployment role is in these accounts yet: the providers of their stacks cannot be used.
    const file = join(world.project, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    for (const account of ["prod", "sandbox"]) {
      const path = ["config", "organization", "default", "accounts", account, "credentials"];
      document.setIn(path, "deployment");
    }
    writeFileSync(file, String(document));
  });

  after(() => (world as World | undefined)?.stop());

  /** The text of the CLI when AWS refuses every request of a command. */
  async function refused(
    refusal: Refusal,
    words: readonly string[],
    backend: string,
  ): Promise<string> {
    const aws = await RefusingAws.start(refusal);
    try {
      const variables = { ...aws.variables, PULUMI_BACKEND_URL: backend };
      const { status, output } = await world.pulumiWith(variables, ...words);
      assert.notEqual(status, 0, output);
      return output;
    } finally {
      await aws.stop();
    }
  }

  for (const [what, refusal, expected] of refusals) {
    it(`of the state backend is explained: ${what}`, async () => {
      const text = await refused(refusal, ["stack", "ls"], "s3://acme?region=us-east-1");
      assert.match(explainError(text) ?? `not recognised: ${text}`, expected);
    });
  }

  for (const [what, refusal, expected] of keyRefusals) {
    it(`of the secrets provider is explained: ${what}`, async () => {
      const provider = "awskms://alias/acme?region=us-east-1";
      const words = ["stack", "init", "refused", "--secrets-provider", provider];
      const backend = world.environment.variables["PULUMI_BACKEND_URL"] ?? "";
      const text = await refused(refusal, words, backend);
      assert.match(explainError(text) ?? `not recognised: ${text}`, expected);
    });
  }

  it("of a component that AWS refuses is one sentence with the key, by the plain CLI and by npm run up", async () => {
    await world.pulumi("stack", "init", "prod");
    const [plain, up] = await Promise.all([
      world.pulumi("up", "--yes", "--skip-preview", "-s", "prod"),
      platformUp("--yes", "--stack", "sandbox"),
    ]);
    assert.notEqual(plain.status, 0, plain.output);
    assertOneError(plain.output.split("\nDiagnostics:\n")[1] ?? "");
    assert.equal(up.status, 1, up.output);
    assertOneError(up.output);
  });

  it("of an argument that is refused after the resources of a stack is one line", async () => {
    const file = join(world.project, "index.ts");
    rmSync(file);
    writeFileSync(file, programThatThrows);
    const { status, output } = await world.pulumi("preview", "-s", "management");
    assert.notEqual(status, 0, output);
    const errors = output.split("\nDiagnostics:\n")[1]?.match(/error: .*/g);
    assert.deepEqual(errors, ["error: topicName: must be shorter"], output);
    assert.doesNotMatch(output, /^ +at /m, "no stack trace");
  });

  /** Runs the project's own command for deployments. */
  function platformUp(...words: string[]): Promise<{ status: number | null; output: string }> {
    return endOf(
      spawn(
        process.execPath,
        ["--import", "tsx", "cli/main.ts", "up", "--cwd", world.project, ...words],
        { cwd: repository, env: { ...process.env, ...world.environment.variables } },
      ),
    );
  }

  function assertOneError(text: string): void {
    // Lines end where the terminal does.
    assert.match(text.replaceAll(/\s+/g, " "), cannotBeAssumed);
    assert.equal(text.match(/^ *error: /gm)?.length, 1, text);
    assert.doesNotMatch(text, /serializing|[Uu]nhandled|^ +at |\u001b/m, text);
  }
});

/** A program that throws the error of a component after the resources of the stack. */
const programThatThrows = `
import { ArgumentError } from "./components/shared/argument-error";
import { runStack } from "./stacks";

export = async () => {
  await runStack();
  throw new ArgumentError("topicName", "must be shorter");
};
`;
