import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Places where versions are looked up. Tests replace them. */
export interface Sources {
  /**
   * Answer of the AWS CLI, such as to `eks describe-cluster-versions`.
   *
   * @throws Error whose message is the last line of the CLI, such as an access that is denied.
   */
  readonly aws: (words: readonly string[]) => Promise<unknown>;
  /** Text at an address. @throws Error when there is none. */
  readonly text: (address: string) => Promise<string>;
}

/** Milliseconds until an answer counts as none. */
const PATIENCE = 60_000;

const run = promisify(execFile);

/**
 * The AWS CLI with the machine's credentials, and the web. The CLI is needed for workloads anyway; the SDK's clients of these
 * four services would add 26 MB for one command.
 */
export function sourcesIn(region: string): Sources {
  return {
    aws: async (words) => {
      try {
        const { stdout } = await run("aws", [...words, "--region", region, "--output", "json"], {
          timeout: PATIENCE,
          maxBuffer: 64 * 1024 * 1024,
        });
        return JSON.parse(stdout) as unknown;
      } catch (error) {
        const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
        const line = stderr.trim().split("\n").at(-1) ?? "";
        const reason = code === "ENOENT" ? "there is no AWS CLI on PATH" : line;
        throw new Error(reason === "" ? String(error) : reason, { cause: error });
      }
    },
    text: async (address) => {
      const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok) {
        throw new Error(`${address} answered ${response.status}`);
      }
      return response.text();
    },
  };
}
