import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { rehearsedCompany } from "../../../cli/deploy/rehearsed-project";
import type { CloudSnapshot } from "../../../cli/emulation/cloud/cloud";
import { repository } from "../plan/planned";
import { World } from "./world";

/** The default company as a release of this program deployed it: state by stack, and the cloud's contents. */
interface Release {
  readonly states: Readonly<Record<string, object>>;
  readonly cloud: CloudSnapshot;
}

const folder = join(repository, "test/engine/releases");
const SUFFIX = ".json.br";
const STATES = "state/.pulumi/stacks/platform";

/** Versions whose state is kept in test/engine/releases, oldest first. */
export function releases(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => basename(file, SUFFIX))
    .sort((one, other) => one.localeCompare(other, undefined, { numeric: true }));
}

function textOf(version: string): string {
  return brotliDecompressSync(readFileSync(join(folder, version + SUFFIX))).toString();
}

/** URNs of a release's resources by stack. */
export function urnsOf(version: string): Readonly<Record<string, readonly string[]>> {
  const { states } = JSON.parse(textOf(version)) as Release;
  return Object.fromEntries(
    Object.entries(states).map(([stack, state]) => {
      const { checkpoint } = state as {
        checkpoint: { latest: { resources: { urn: string }[] } };
      };
      return [stack, checkpoint.latest.resources.map(({ urn }) => urn)];
    }),
  );
}

/**
 * A world with the state of a release and the configuration of today. Releases until 0.1.0 deployed the template's domain;
 * a rehearsed company has another one.
 */
export async function worldOf(version: string): Promise<World> {
  const text = textOf(version).replaceAll("example.com", rehearsedCompany.domain);
  const { states, cloud } = JSON.parse(text) as Release;
  const saved = mkdtempSync(join(tmpdir(), "release-"));
  const fresh = await World.start();
  try {
    fresh.save(saved);
    mkdirSync(join(saved, STATES), { recursive: true });
    for (const [stack, state] of Object.entries(states)) {
      writeFileSync(join(saved, STATES, `${stack}.json`), JSON.stringify(state));
    }
    writeFileSync(join(saved, "state/.pulumi/meta.yaml"), "version: 1\n");
    writeFileSync(join(saved, "cloud.json"), JSON.stringify(cloud));
    return await World.load(saved);
  } finally {
    await fresh.stop();
    rmSync(saved, { recursive: true, force: true });
  }
}

/**
 * Writes the state of a deployed company as that of a release. Called once for a release, by `npm run keep-release`.
 *
 * @throws Error for a version whose state is kept already.
 */
export function keepRelease(version: string, saved: string): void {
  const read = (file: string): object =>
    JSON.parse(readFileSync(join(saved, file), "utf8")) as object;
  const states = readdirSync(join(saved, STATES))
    .filter((file) => file.endsWith(".json"))
    .map((file) => [basename(file, ".json"), read(join(STATES, file))]);
  const file = join(folder, version + SUFFIX);
  if (existsSync(file)) {
    throw new Error(`${version} has its state already: raise the version in package.json`);
  }
  const release = { states: Object.fromEntries(states) as object, cloud: read("cloud.json") };
  writeFileSync(file, brotliCompressSync(JSON.stringify(release)));
}
