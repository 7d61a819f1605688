import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { upCommand } from "../../../cli/commands/up";
import { preflight, type Preflight } from "../../../cli/deploy/preflight";
import { writeRehearsedProject } from "../../../cli/deploy/rehearsed-project";
import { loadProject } from "../../../cli/planner/project";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { repository } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

const management = "123456789012";

/** An AWS CLI that prints a version and a caller, or fails. */
interface AwsCli {
  readonly version?: string;
  readonly caller?: { readonly account: string } | { readonly error: string };
}

interface Given {
  readonly organization?: Readonly<Record<string, unknown>>;
  readonly stacks?: readonly string[];
  /** @default - version 2.27.0 with credentials of the management account */
  readonly aws?: AwsCli | "none";
  readonly environment?: Readonly<Record<string, string>>;
  /** Contents of AWS's configuration file. @default - no such file */
  readonly profiles?: string;
}

const state = {
  "state.backend": "s3://acme-state?region=eu-central-1",
  "state.secretsProvider": "awskms://alias/acme-state?region=eu-central-1",
};

describe("Before the engine starts, npm run up", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "preflight-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function environmentWith({ aws = {}, environment = {}, profiles }: Given): NodeJS.ProcessEnv {
    if (profiles !== undefined) {
      mkdirSync(join(folder, ".aws"));
      writeFileSync(join(folder, ".aws/config"), profiles);
    }
    if (aws !== "none") {
      const { version = "2.27.0", caller = { account: management } } = aws;
      const answer =
        "account" in caller
          ? `echo '{"Account":"${caller.account}","Arn":"arn:aws:iam::${caller.account}:user/anna"}'`
          : `echo "${caller.error}" >&2; exit 255`;
      const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo "aws-cli/${version} Python/3"; exit 0; fi\n${answer}\n`;
      writeFileSync(join(folder, "aws"), script, { mode: 0o755 });
    }
    return { HOME: folder, PATH: folder, ...environment };
  }

  function check(given: Given): Promise<Preflight> {
    const organization = defaultOrganization();
    const changes = { "accounts.management.id": management, ...state, ...given.organization };
    Object.entries(changes).forEach(([path, value]) => {
      setAt(organization, path, value);
    });
    return withProject({ organization }, (path) => {
      const project = loadProject(path);
      const stacks = project.stacks.filter(({ stack }) => given.stacks?.includes(stack) ?? true);
      return preflight(project, stacks, environmentWith(given));
    });
  }

  it("finds nothing missing on a machine that has everything", async () => {
    assert.deepEqual(await check({}), { problems: [], notes: [] });
  });

  const rows: Readonly<Record<string, Given & { readonly expected: RegExp }>> = {
    "an AWS CLI that is missing where there is a cluster": {
      aws: "none",
      expected:
        /^the AWS CLI on PATH: must be version 2\.7 or newer.*found nothing; install it: stack \S+ builds a cluster/,
    },
    "an AWS CLI 2 that is too old": {
      aws: { version: "2.6.9" },
      expected: /^the AWS CLI on PATH: .*found 2\.6\.9/,
    },
    "an AWS CLI 1 that is too old": {
      aws: { version: "1.23.0" },
      expected: /^the AWS CLI on PATH: .*found 1\.23\.0/,
    },
    "a backend without a Region": {
      organization: { "state.backend": "s3://acme-state" },
      expected:
        /^organization\.state\.backend: must name its Region.*append \?region=us-east-1, or set AWS_REGION$/,
    },
    "a key without a Region": {
      organization: { "state.secretsProvider": "awskms://alias/acme-state" },
      expected: /^organization\.state\.secretsProvider: must name its Region/,
    },
    "a passphrase that no environment variable contains": {
      organization: { "state.secretsProvider": "passphrase" },
      expected:
        /^PULUMI_CONFIG_PASSPHRASE: must be set, because organization\.state\.secretsProvider/,
    },
    "a passphrase for another backend than Pulumi Cloud, from the environment": {
      organization: {
        "state.backend": "https://api.pulumi.com",
        "state.secretsProvider": "default",
      },
      environment: { PULUMI_BACKEND_URL: "file:///tmp" },
      expected:
        /^PULUMI_CONFIG_PASSPHRASE: must be set, because organization\.state\.secretsProvider is default, and PULUMI_BACKEND_URL/,
    },
    "a Region that only another profile than the active one has": {
      organization: { "state.backend": "s3://acme-state" },
      profiles: "[default]\noutput = json\n[profile other]\nregion = eu-central-1\n",
      expected: /^organization\.state\.backend: must name its Region/,
    },
    "a Region that only the profile default has, when another one is active": {
      organization: { "state.backend": "s3://acme-state" },
      profiles: "[default]\nregion = eu-central-1\n[profile other]\noutput = json\n",
      environment: { AWS_PROFILE: "other" },
      expected: /^organization\.state\.backend: must name its Region/,
    },
    "expired credentials of single sign-on": {
      aws: { caller: { error: "Error when retrieving token from sso: Token has expired" } },
      expected: /^the AWS credentials have expired: sign in again.*; the AWS CLI: Error when/,
    },
    "an expired session of single sign-on": {
      aws: { caller: { error: "The SSO session associated with this profile has expired" } },
      expected: /^the AWS credentials have expired: sign in again/,
    },
    "an expired session token": {
      aws: { caller: { error: "An error occurred (ExpiredToken) when calling the operation" } },
      expected: /^the AWS credentials have expired: sign in again/,
    },
    "credentials that are missing": {
      aws: { caller: { error: "Unable to locate credentials. You can configure them" } },
      expected:
        /^there are no AWS credentials: sign in .*, or set AWS_PROFILE; the AWS CLI: Unable/,
    },
    "credentials of another account than the management account": {
      aws: { caller: { account: "210987654321" } },
      expected:
        /^the AWS credentials: must belong to the management account 123456789012.*found arn:aws:iam::210987654321:user\/anna; sign in/,
    },
  };
  for (const [title, { expected, ...given }] of Object.entries(rows)) {
    it(`refuses ${title}`, async () => {
      const { problems } = await check(given);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", expected);
    });
  }

  const accepted: Readonly<Record<string, Given>> = {
    "no AWS CLI where there is no cluster": { aws: "none", stacks: ["management"] },
    "AWS CLI 1.24": { aws: { version: "1.24.0" } },
    "a Region of the environment": {
      organization: { "state.backend": "s3://acme-state" },
      environment: { AWS_REGION: "eu-central-1" },
    },
    "a Region of the active profile": {
      organization: { "state.backend": "s3://acme-state" },
      profiles: "[default]\noutput = json\n\n[profile other]\nregion = eu-central-1\n",
      environment: { AWS_PROFILE: "other" },
    },
    "a Region of the profile default": {
      organization: { "state.backend": "s3://acme-state" },
      profiles: "[default]\nregion = eu-central-1\n[profile other]\noutput = json\n",
      environment: { AWS_PROFILE: "" },
    },
    "an empty passphrase, as Pulumi does": {
      organization: { "state.secretsProvider": "passphrase" },
      environment: { PULUMI_CONFIG_PASSPHRASE: "" },
    },
    "a passphrase in a file": {
      organization: { "state.secretsProvider": "passphrase" },
      environment: { PULUMI_CONFIG_PASSPHRASE_FILE: "/run/passphrase" },
    },
    "another backend of the environment": {
      organization: { "state.backend": "s3://acme-state" },
      environment: { PULUMI_BACKEND_URL: "file:///tmp" },
    },
    "another account once every account has its deployment role": {
      organization: { credentials: "deployment" },
      aws: { caller: { account: "210987654321" } },
    },
    "a preview from the account of the pipeline": {
      aws: { caller: { account: "210987654321" } },
      environment: { PLATFORM_CREDENTIALS: "preview" },
    },
  };
  for (const [title, given] of Object.entries(accepted)) {
    it(`accepts ${title}`, async () => {
      assert.deepEqual((await check(given)).problems, []);
    });
  }

  it("states that it could not look up the credentials, with the cause", async () => {
    const missing = await check({ aws: "none", stacks: ["management"] });
    assert.deepEqual(missing.notes, [
      "could not look up whose AWS credentials this deployment uses: there is no AWS CLI on PATH",
    ]);
    const error = "Could not connect to the endpoint URL";
    assert.deepEqual(await check({ aws: { caller: { error } } }), {
      problems: [],
      notes: [`could not look up whose AWS credentials this deployment uses: ${error}`],
    });
  });

  it("prints each note as one line, without its number", async () => {
    const cwd = join(folder, "project");
    writeRehearsedProject(repository, cwd);
    const printed: unknown[][] = [];
    const options = { cwd, yes: true, preview: false, parallel: "4", all: false };
    const run = upCommand(
      { ...options, stack: "management" },
      {
        environment: environmentWith({
          aws: "none",
          environment: { AWS_REGION: "us-east-1", PULUMI_CONFIG_PASSPHRASE: "" },
        }),
        print: (...words: unknown[]) => {
          printed.push(words);
        },
        progress: { isTTY: false, write: () => true },
      },
    );
    await run.catch(() => undefined);
    assert.deepEqual(printed[0], [
      "could not look up whose AWS credentials this deployment uses: there is no AWS CLI on PATH",
    ]);
  });

  it("refuses to deploy with the credentials of a preview", async () => {
    const cwd = join(folder, "project");
    writeRehearsedProject(repository, cwd);
    const options = { cwd, yes: true, preview: false, parallel: "4", all: false };
    for (const [value, expected] of [
      ["preview", /PLATFORM_CREDENTIALS=preview is for previews only: unset it to deploy/],
      ["deployment", /PLATFORM_CREDENTIALS: must be "preview" or not set, found "deployment"/],
    ] as const) {
      const run = upCommand(options, {
        environment: environmentWith({ environment: { PLATFORM_CREDENTIALS: value } }),
        print: () => undefined,
        progress: { isTTY: false, write: () => true },
      });
      await assert.rejects(run, expected);
    }
  });

  it("reports every reason against a deployment at once", async () => {
    const run = upCommand(
      {
        cwd: repository,
        yes: false,
        preview: false,
        parallel: "none",
        stack: "mangement,prod",
        all: false,
      },
      {
        environment: environmentWith({
          aws: "none",
          environment: { PLATFORM_CREDENTIALS: "prevew" },
        }),
        print: () => undefined,
        progress: { isTTY: false, write: () => true },
      },
    );
    for (const expected of [
      /--stack: no stack mangement; did you mean "management"\?/,
      /--parallel: must be a whole number of at least 1, found none/,
      /there is no terminal to confirm on/,
      /PLATFORM_CREDENTIALS: must be "preview" or not set, found "prevew"/,
      /organization\.domain: is a placeholder, which cannot be deployed/,
      /the AWS CLI on PATH: must be version 2\.7/,
    ]) {
      await assert.rejects(run, expected);
    }
  });
});
