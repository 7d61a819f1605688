import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { repository } from "../support/plan/planned";
import { isRunning } from "../support/is-running";

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  /** The lines of stderr. */
  readonly told: readonly string[];
}

/** Commands that the script itself calls; the fakes are added, so that the script finds no other tool of the machine. */
const tools = ["sh", "cat", "dirname", "grep", "head", "mkdir", "mv", "rm", "sed", "sleep", "sort"];

const cliVersion = (version: string): string => `#!/bin/sh\necho v${version}\n`;

/** An installer as Pulumi's: takes its flags in any order and puts a CLI under the install root. */
const installer = `
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2; shift ;;
    --install-root) to=$2; shift ;;
    --no-edit-path) kept=true ;;
    *) exit 9 ;;
  esac
  shift
done
[ "$kept" = true ] || exit 8
mkdir -p "$to/bin"
printf '#!/bin/sh\\necho v%s\\n' "$version" >"$to/bin/pulumi"
chmod +x "$to/bin/pulumi"
`;

/** A curl that writes the given script to its -o file. */
const curlThatDelivers = (script: string): string => `#!/bin/sh
while [ "$1" != -o ]; do shift; done
cat >"$2" <<'END'
${script}
END
`;

const curlWithoutNetwork = `#!/bin/sh
echo "curl: (6) Could not resolve host: get.pulumi.com" >&2
exit 6
`;

/** A fake go that writes a CLI with the version of its linker flag. */
const goThatBuilds = `#!/bin/sh
version=\${*##*version.Version=v}
version=\${version%% *}
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho v%s\\n' "$version" >"$2"
chmod +x "$2"
`;

describe("scripts/pulumi-cli", () => {
  let folder: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-cli-"));
    cache = join(folder, ".cache/pulumi");
    for (const made of ["scripts", "tools/pulumi-cli", "path"]) {
      mkdirSync(join(folder, made), { recursive: true });
    }
    copyFileSync(join(repository, "scripts/pulumi-cli"), join(folder, "scripts/pulumi-cli"));
    writeFileSync(join(folder, "tools/pulumi-cli/go.mod"), "module pulumi-cli\n\ngo 1.25.11\n");
    const dependencies = { "@pulumi/aws": "9.9.9", "@pulumi/pulumi": "3.20.1" };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ dependencies }, null, 2));
    for (const tool of [...tools, "chmod"]) {
      symlinkSync(whereIs(tool), join(folder, "path", tool));
    }
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function whereIs(tool: string): string {
    const folders = (process.env["PATH"] ?? "").split(delimiter);
    const found = folders.map((path) => join(path, tool)).find((path) => existsSync(path));
    assert.ok(found, `${tool} is on PATH`);
    return found;
  }

  function put(file: string, text: string): string {
    const path = join(folder, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  function run(...args: string[]): Result {
    const { status, stdout, stderr } = spawnSync(join(folder, "scripts/pulumi-cli"), args, {
      encoding: "utf8",
      env: { PATH: join(folder, "path") },
    });
    return { code: status, stdout, told: stderr.split("\n").filter((line) => line !== "") };
  }

  /** Asserts that the cache contains only complete CLIs of these versions. */
  function assertCached(...versions: string[]): void {
    assert.deepEqual(existsSync(cache) ? readdirSync(cache) : [], versions);
  }

  for (const version of ["3.20.1", "3.100.0", "4.0.0", "3.21.0-alpha.1+dirty"]) {
    it(`takes ${version} on PATH when 3.20.1 is wanted, without a word`, () => {
      const path = put("path/pulumi", cliVersion(version));
      assert.deepEqual(run(), { code: 0, stdout: `${path}\n`, told: [] });
      assert.deepEqual(run("--find"), { code: 0, stdout: `${path}\n`, told: [] });
    });
  }

  it("takes the one of the cache without a word when there is none on PATH", () => {
    const path = put(".cache/pulumi/3.20.1/bin/pulumi", cliVersion("3.20.1"));
    assert.deepEqual(run(), { code: 0, stdout: `${path}\n`, told: [] });
    assert.deepEqual(run("--find"), { code: 0, stdout: `${path}\n`, told: [] });
  });

  it("installs with Pulumi's installer what is older on PATH, and names the version found", () => {
    const old = put("path/pulumi", cliVersion("3.9.0"));
    put("path/curl", curlThatDelivers(installer));
    const path = join(cache, "3.20.1/bin/pulumi");
    assert.deepEqual(run(), {
      code: 0,
      stdout: `${path}\n`,
      told: [
        `Installing Pulumi 3.20.1 into .cache/pulumi with its official installer, https://get.pulumi.com: ${old} is version 3.9.0, older than 3.20.1.`,
      ],
    });
    assertCached("3.20.1");
  });

  it("obtains anew a cached CLI that does not run", () => {
    const path = put(".cache/pulumi/3.20.1/bin/pulumi", "#!/bin/sh\nexit 126\n");
    put("path/curl", curlThatDelivers(installer));
    const { code, stdout, told } = run();
    assert.deepEqual([code, stdout], [0, `${path}\n`]);
    assert.match(told.join("\n"), /: there is no pulumi on PATH; \.cache\S* does not run\.$/);
    assertCached("3.20.1");
  });

  const failures: readonly [string, string | undefined, string][] = [
    ["is not to be had without curl", undefined, "its installer needs curl, which is not on PATH"],
    [
      "cannot be reached",
      curlWithoutNetwork,
      "its installer cannot be had (curl: (6) Could not resolve host: get.pulumi.com)",
    ],
    [
      "fails",
      curlThatDelivers(
        'mkdir -p "$4/bin"; printf "fetching\\n\\033[31merror: no such release\\033[0m\\nbye\\n"; exit 1',
      ),
      "its installer failed (error: no such release)",
    ],
    [
      "brings a CLI that does not run",
      curlThatDelivers(`${installer}\nprintf 'not for this machine' >"$to/bin/pulumi"`),
      "what its installer installed does not run as version 3.20.1",
    ],
  ];
  for (const [title, curl, reason] of failures) {
    it(`builds with Go when the installer ${title}`, () => {
      if (curl !== undefined) {
        put("path/curl", curl);
      }
      put("path/go", goThatBuilds);
      const { code, stdout, told } = run();
      assert.deepEqual([code, stdout], [0, `${join(cache, "3.20.1/bin/pulumi")}\n`]);
      assert.deepEqual(told.slice(1), [
        `Building Pulumi 3.20.1 into .cache/pulumi with Go (once, about four minutes on two cores): ${reason}.`,
      ]);
      assertCached("3.20.1");
    });
  }

  it("says in one line what was tried and what to install when nothing works", () => {
    const { code, stdout, told } = run();
    assert.deepEqual([code, stdout], [1, ""]);
    assert.deepEqual(told.slice(1), [
      "No Pulumi CLI 3.20.1: there is no pulumi on PATH; its installer needs curl, which is not on PATH; building it needs Go, which is not on PATH. Install it from https://www.pulumi.com/docs/install, or Go 1.25.11 or newer and run this again.",
    ]);
    assertCached();
  });

  it("tells Go's own first complaint when the build fails", () => {
    put(
      "path/go",
      '#!/bin/sh\necho "go: downloading example.com v1.0.0"\necho "go: module needs go >= 1.25.11"\nexit 1\n',
    );
    const { code, told } = run();
    assert.equal(code, 1);
    assert.match(told.at(-1) ?? "", /; go build failed \(go: module needs go >= 1\.25\.11\)\. /);
    assertCached();
  });

  it("leaves nothing behind when its build is interrupted", async () => {
    put(
      "path/go",
      `#!/bin/sh
while [ "$1" != -o ]; do shift; done
echo half >"$2"
echo $$ >"${folder}/building"
exec sleep 60
`,
    );
    const script = spawn(join(folder, "scripts/pulumi-cli"), {
      stdio: "ignore",
      env: { PATH: join(folder, "path") },
    });
    const ended = new Promise<number | null>((resolve) => {
      script.on("close", resolve);
    });
    const marker = join(folder, "building");
    while (!existsSync(marker) || readFileSync(marker, "utf8") === "") {
      await sleep(20);
    }
    script.kill("SIGTERM");
    assert.equal(await ended, 143);
    assertCached();
    const builder = Number(readFileSync(marker, "utf8"));
    // On a busy machine the process may need a moment to end.
    for (let tries = 0; tries < 100 && isRunning(builder); tries++) {
      await sleep(50);
    }
    assert.equal(isRunning(builder), false, "the build still runs");
    assert.equal(run("--find").code, 1);
  });

  it("obtains nothing with --find, and says in one line why there is none", () => {
    put("path/pulumi", "#!/bin/sh\nexit 1\n");
    put("path/curl", curlThatDelivers(installer));
    put("path/go", goThatBuilds);
    assert.deepEqual(run("--find"), {
      code: 1,
      stdout: "",
      told: [
        `No Pulumi CLI 3.20.1 or newer: ${join(folder, "path/pulumi")} does not run; scripts/pulumi-cli obtains one.`,
      ],
    });
    assertCached();
  });

  it("refuses other arguments", () => {
    assert.deepEqual(run("--install"), {
      code: 2,
      stdout: "",
      told: ["usage: scripts/pulumi-cli [--find]"],
    });
  });

  it("builds the version of the SDK: the Go module pins the same", () => {
    const manifest = readFileSync(join(repository, "package.json"), "utf8");
    const module = readFileSync(join(repository, "tools/pulumi-cli/go.mod"), "utf8");
    const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
    const pinned = /^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m.exec(module)?.[1];
    assert.equal(pinned, dependencies["@pulumi/pulumi"]);
  });
});
