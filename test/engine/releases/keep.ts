import manifest from "../../../package.json";
import { Checkpoint } from "../../support/engine/checkpoint";
import { keepRelease } from "../../support/engine/release";

/** Keeps today's deployed company as the state of the version in package.json: part of every release. */
async function main(): Promise<void> {
  const checkpoint = await Checkpoint.find();
  keepRelease(manifest.version, checkpoint.deployed);
  console.log(`wrote test/engine/releases/${manifest.version}.json.br`);
}

void main();
