import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../support/plan/planned";
import { requireCli } from "../support/engine/world";

/** Command that ends some time after a signal, with exit code 7. */
const command = `
  const { existsSync } = require("node:fs");
  const wake = setInterval(() => undefined, 1000);
  let signals = 0;
  const end = (signal) => {
    signals += 1;
    setTimeout(() => {
      console.log(signal, signals, existsSync(process.env.PLATFORM_CLOUD));
      clearInterval(wake);
      process.exitCode = 7;
    }, 300);
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  console.log("ready");
`;

describe("npm run rehearse", function () {
  this.timeout(60_000);
  let folder: string;

  before(function () {
    requireCli(this);
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-rehearse-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends a signal while the command runs: to the rehearsal alone, or to all processes as a terminal does. */
  async function interrupt(
    signal: NodeJS.Signals,
    to: "all" | "rehearsal",
  ): Promise<{ code: number | null; output: string }> {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "cli/main.ts", "rehearse", process.execPath, "-e", command],
      { cwd: repository, env: { ...process.env, TMPDIR: folder }, detached: true },
    );
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output === "ready\n") {
        process.kill((child.pid ?? 0) * (to === "all" ? -1 : 1), signal);
      }
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output };
  }

  for (const words of [["-s", "management"], ["--stack=management"]]) {
    it(`creates the stack that a command of the Pulumi CLI names: ${words.join(" ")}`, async () => {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", "cli/main.ts", "rehearse", "pulumi", "config", ...words],
        { cwd: repository, env: { ...process.env, TMPDIR: folder } },
      );
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          output += chunk.toString();
        });
      }
      const [code] = (await once(child, "close")) as [number | null];
      assert.equal(code, 0, output);
      assert.match(output, /^KEY +VALUE\n[\s\S]*role +management$/m);
    });
  }

  const signals = [
    ["SIGINT", "all", "leaves Ctrl-C to its command"],
    ["SIGTERM", "rehearsal", "passes SIGTERM on to its command"],
  ] as const;
  for (const [signal, to, what] of signals) {
    it(`${what}, and cleans up after the command's end`, async () => {
      const { code, output } = await interrupt(signal, to);
      assert.equal(
        output,
        `ready\n${signal} 1 true\n`,
        "the emulated AWS runs until the command has ended",
      );
      assert.equal(code, 7);
      const left = readdirSync(folder).filter((name) => name.startsWith("emulated-"));
      assert.deepEqual(left, []);
    });
  }
});
