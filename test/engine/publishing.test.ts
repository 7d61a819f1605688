import * as aws from "@pulumi/aws";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { AnalyzerInfo, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import * as ts from "typescript";
import * as z from "zod";
import { policyConfig } from "../../cli/deploy/policy-config";
import { loadProject } from "../../cli/planner/project";
import { guardrails } from "../../policy-pack/guardrails";
import type { TextKind } from "../../policy-pack/guardrails/types/text-kinds";
import { guardrailPolicies } from "../../policy-pack/policies";
import { run } from "../support/engine/steps";
import { organizationWith } from "../support/plan/organization";
import { repository } from "../support/plan/planned";
import { requireCli, World } from "../support/engine/world";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const source = join(repository, "policy-pack");
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** Relative paths of a file and all that it imports from its folder and below, and the packages they import. */
function importsOf(file: string): { readonly files: Set<string>; readonly packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const walk = (path: string): void => {
    const name = relative(source, path);
    if (files.has(name)) {
      return;
    }
    files.add(name);
    for (const { fileName } of ts.preProcessFile(readFileSync(path, "utf8")).importedFiles) {
      if (fileName.startsWith(".")) {
        const target = join(dirname(path), fileName);
        walk(existsSync(`${target}.ts`) ? `${target}.ts` : join(target, "index.ts"));
      } else if (!fileName.startsWith("node:")) {
        packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(fileName)?.[0] ?? "");
      }
    }
  };
  walk(file);
  return { files, packages };
}

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Unpacks what publishing uploads, with the packages that its manifest declares and nothing else to import. */
function unpacked(folder: string): string {
  const [{ filename } = { filename: "" }] = JSON.parse(
    npm(["pack", "--json", "--pack-destination", folder], source),
  ) as { filename: string }[];
  const { status, stderr } = spawnSync("tar", ["-xzf", filename], {
    cwd: folder,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  const pack = join(folder, "package");
  for (const name of Object.keys(manifestOf(pack).dependencies)) {
    const link = join(pack, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), link);
  }
  return pack;
}

/** Starts a pack as the engine does, and requests its description. */
async function infoOf(pack: string): Promise<AnalyzerInfo> {
  const host = join(repository, "cli/emulation/providers/hosts/pulumi-analyzer-policy-nodejs");
  const child: ChildProcessWithoutNullStreams = spawn(
    process.execPath,
    [host, "127.0.0.1:1", "."],
    {
      cwd: pack,
    },
  );
  try {
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const address = `127.0.0.1:${port.toString().trim()}`;
    const client = new AnalyzerClient(address, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
    });
    const info = await new Promise<AnalyzerInfo>((resolve, reject) => {
      client.getAnalyzerInfo(new Empty(), (error, answer) => {
        if (error) {
          reject(error);
        } else {
          resolve(answer);
        }
      });
    });
    client.close();
    return info;
  } finally {
    child.kill();
  }
}

describe("The policy pack as it is published", function () {
  this.timeout(120_000);
  let folder: string;
  let pack: string;
  let info: AnalyzerInfo;
  let policies: ReadonlyMap<string, PolicyInfo>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "published-"));
    pack = unpacked(folder);
    info = await infoOf(pack);
    policies = new Map(info.getPoliciesList().map((policy) => [policy.getName(), policy]));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("contains all that it imports, and nothing else", () => {
    const { files } = importsOf(join(source, "index.ts"));
    const contents = (readdirSync(pack, { recursive: true }) as string[]).filter(
      (name) => !name.startsWith("node_modules") && /\.\w+$/.test(name),
    );
    assert.deepEqual(
      contents.sort(),
      [...files, "PulumiPolicy.yaml", "README.md", "package.json", "tsconfig.json"].sort(),
    );
  });

  it("declares what it imports and what loads it, in the versions of the whole repository", () => {
    const { packages } = importsOf(join(source, "index.ts"));
    const { dependencies } = manifestOf(source);
    const loading = ["@pulumi/pulumi", "@types/node", "typescript"];
    assert.deepEqual(Object.keys(dependencies), [...new Set([...packages, ...loading])].sort());
    const root = manifestOf(repository);
    const installed = { ...root.dependencies, ...root.devDependencies };
    for (const [name, version] of Object.entries(dependencies)) {
      assert.equal(version, installed[name], name);
    }
  });

  it("says what it is", () => {
    const { version, name } = manifestOf(source);
    assert.match(info.getName(), /^[a-zA-Z0-9-_.]{1,100}$/);
    assert.match(name, new RegExp(`^${info.getName()}`));
    assert.equal(info.getVersion(), version);
    assert.equal(info.getDisplayname(), "AWS platform guardrails");
    assert.equal(info.getProvider(), "aws");
    assert.equal(info.getReadme(), readFileSync(join(source, "README.md"), "utf8"));
    assert.ok(info.getTagsList().includes("aws"));
    const project = readFileSync(join(source, "PulumiPolicy.yaml"), "utf8");
    assert.ok(project.includes(`description: ${info.getDescription()}\n`));
  });

  it("has a policy for each guardrail that a preview can judge, told apart by its name", () => {
    assert.equal(policies.size, info.getPoliciesList().length);
    assert.deepEqual(
      [...policies.keys()],
      guardrailPolicies().map(({ policy }) => policy.name),
    );
    for (const [name, policy] of policies) {
      const guardrail = guardrails.find(({ id }) => name.replace(/-relations$/, "") === id);
      assert.equal(policy.getDisplayname(), guardrail?.about.title);
      assert.equal(policy.getDescription(), `${guardrail?.about.title}: ${guardrail?.about.why}.`);
      assert.ok(policy.getRemediationSteps().startsWith(guardrail?.about.comply ?? "?"));
      assert.ok(policy.getFramework()?.getReference(), name);
    }
  });

  describe("with the configuration of an organization", () => {
    const examples: Partial<Record<TextKind, string>> = {
      addressRange: "198.51.100.0/24",
      bucket: "records",
      domain: "example.com",
      instant: "2026-01-31T12:00:00Z",
      name: "example",
      namePattern: "example-*",
      principal: "arn:aws:iam::*:role/example",
      publisher: "amazon",
      region: "us-east-1",
      service: "s3",
      tagKey: "Example",
    };
    const everything: Record<string, unknown> = Object.fromEntries(
      guardrails.flatMap(({ id, parameters }): [string, unknown][] => [
        [`guardrails.${id}.enabled`, true],
        ...Object.entries(parameters)
          .filter(([, parameter]) => parameter.default === undefined)
          .map(([name, parameter]): [string, unknown] => {
            assert.ok(parameter.type === "strings", `${id} ${name}`);
            return [`guardrails.${id}.${name}`, [examples[parameter.of ?? "text"] ?? "example"]];
          }),
      ]),
    );
    const project = loadProject(repository);
    const configs = {
      "the default company's": policyConfig(project),
      "one with every guardrail on": policyConfig({
        ...project,
        organization: organizationWith(everything),
      }),
    };

    for (const [whose, config] of Object.entries(configs)) {
      it(`names every policy, by its schema: ${whose}`, () => {
        assert.deepEqual(Object.keys(config), [...policies.keys()]);
        for (const [name, setting] of Object.entries(config)) {
          if (setting !== "disabled") {
            const { enforcementLevel, ...values } = setting as Record<string, unknown>;
            assert.ok(["advisory", "mandatory"].includes(String(enforcementLevel)), name);
            const schema = policies.get(name)?.getConfigschema()?.getProperties()?.toJavaScript();
            const judged = z
              .fromJSONSchema({
                type: "object",
                properties: schema as z.core.JSONSchema.JSONSchema["properties"],
                additionalProperties: false,
              })
              .safeParse(values);
            assert.ok(judged.success, `${name}: ${judged.error?.message}`);
          }
        }
      });
    }

    it("gives each policy every parameter that has no default", () => {
      for (const { id, parameters } of guardrails) {
        const setting = configs["the default company's"][id];
        if (typeof setting === "object") {
          const given = Object.keys(setting ?? {});
          const missing = Object.keys(parameters).filter((name) => !given.includes(name));
          assert.deepEqual(missing, [], id);
        }
      }
    });
  });

  describe("in the engine, far from the repository", () => {
    let world: World;

    before(async function () {
      requireCli(this);
      world = await World.start();
    });

    after(() => (world as World | undefined)?.stop());

    it("refuses what violates it, and nothing else", async () => {
      const { required } = loadProject(world.project).organization.tags;
      const stack = await world.stack("published", () => {
        const values = required.map((key) => [key, key === "Environment" ? "production" : "acme"]);
        const defaultTags = { tags: Object.fromEntries(values) as Record<string, string> };
        const provider = new aws.Provider("home", { region: "us-east-1", defaultTags });
        const size = { availabilityZone: "us-east-1a", size: 1 };
        const tags = { Backup: "true" };
        new aws.ebs.Volume("sound", { ...size, encrypted: true, tags }, { provider });
        new aws.ebs.Volume("plain", { ...size, encrypted: false, tags }, { provider });
        return Promise.resolve({});
      });
      const { failure, violations, output } = await run(world, stack, "preview", {
        policyPacks: [pack],
      });
      assert.notEqual(failure, undefined);
      assert.deepEqual(
        violations.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
        [["require-encrypted-storage", "plain"]],
        output,
      );
      assert.match(output, new RegExp(`aws-platform@v${manifestOf(source).version}`));
    });
  });
});
