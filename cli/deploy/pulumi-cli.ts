import { spawnSync } from "node:child_process";
import { join } from "node:path";

const script = join(__dirname, "../../scripts/pulumi-cli");

/**
 * Path of the Pulumi CLI, on PATH or in the project's cache; it is at least as new as the SDK.
 *
 * @throws Error that names what is missing and how to install it.
 */
export function findCli(environment: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(script, ["--find"], {
    encoding: "utf8",
    env: environment,
  });
  if (status !== 0) {
    throw new Error(stderr.trim());
  }
  return stdout.trim();
}
