#!/usr/bin/env node
"use strict";

// Checks and tests of the repository: node scripts/test.cjs [--lint | --quick | --sweep]
//
//   (nothing)   types, lint, format and every test: what CI runs
//   --lint      lint and format
//   --quick     types, lint of changed files, and the tests that need no plan: for every save
//   --sweep     every case of the long suites, of which the tests run a sample
//
// Checks run beside two processes of mocha. The last line is "N passed, N failed"; each check counts as one.

const { spawn, spawnSync } = require("node:child_process");
const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "..");
const bin = join(root, "node_modules/.bin");
process.chdir(root);
mkdirSync(".cache", { recursive: true });

/**
 * `first`: suites in an order that keeps two processes busy to the end; lifecycle builds the checkpoint of the others.
 * `swept`: suites with a sweep. `quick`: tests without a plan.
 */
const { first, swept, quick } = require("../test/suites.json");

function main([mode, ...rest]) {
  if (rest.length > 0 || ![undefined, "--lint", "--quick", "--sweep"].includes(mode)) {
    console.error("usage: node scripts/test.cjs [--lint | --quick | --sweep]");
    return 2;
  }
  const missing = [...first, ...swept, ...quick].filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(`test/suites.json names files that do not exist: ${missing.join(", ")}`);
    return 2;
  }
  const counts = mkdtempSync(join(tmpdir(), "counts-"));
  const changed = mode === "--quick" ? changedFiles() : [];
  const lanes = {
    "--lint": () => [[...lint, format(["."])]],
    "--quick": () => [[types], changed.length > 0 ? [quickLint(changed)] : [], [tests(quick, 1)]],
    "--sweep": () => [[tests(swept, 2, { SWEEP: "all" })]],
    "": () => [[types, policyPackTypes, ...lint, format(["."])], [tests(allTests(), 2)]],
  }[mode ?? ""]();
  process.env.TEST_COUNTS = join(counts, "mocha.json");
  const started = Date.now();
  return Promise.all(lanes.map(inTurn)).then((results) => {
    const checks = results.flat();
    const failed = checks.filter(({ ok, isTests }) => !ok && !isTests);
    const mocha = existsSync(process.env.TEST_COUNTS)
      ? JSON.parse(readFileSync(process.env.TEST_COUNTS, "utf8"))
      : { passes: 0, failures: checks.some(({ isTests }) => isTests) ? 1 : 0, pending: 0 };
    rmSync(counts, { recursive: true, force: true });
    const passes = mocha.passes + checks.filter(({ ok, isTests }) => ok && !isTests).length;
    // Mocha also fails without a failed test: a file that does not load, or a process that ends early.
    const stopped = mocha.failures === 0 && checks.some(({ ok, isTests }) => isTests && !ok);
    const failures = mocha.failures + failed.length + (stopped ? 1 : 0);
    console.log(`${failed.map(({ name }) => `failed: ${name}\n`).join("")}${seconds(started)} s`);
    console.log(
      `${passes} passed, ${failures} failed${mocha.pending > 0 ? `, ${mocha.pending} skipped` : ""}`,
    );
    return failures === 0 ? 0 : 1;
  });
}

/** Runs steps one after the other. */
async function inTurn(steps) {
  const results = [];
  for (const step of steps) {
    results.push(await step());
  }
  return results;
}

/** A check that prints nothing but its name and time when it passes. */
function check(name, program, args, variables = {}) {
  return () => {
    const started = Date.now();
    const child = spawn(join(bin, program), args, {
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    return new Promise((resolve) => {
      child.on("error", (error) => (output += `${error.message}\n`));
      child.on("close", (code) => {
        console.log(
          `${output}${code === 0 ? "passed" : "FAILED"}: ${name} (${seconds(started)} s)`,
        );
        resolve({ name, ok: code === 0, isTests: false });
      });
    });
  };
}

const types = check("types", "tsc", [
  "--noEmit",
  "--incremental",
  "--tsBuildInfoFile",
  ".cache/tsc/root.json",
]);
const policyPackTypes = check("types of the policy pack", "tsc", [
  ...["--noEmit", "--noCheck", "false", "-p", "policy-pack"],
  ...["--incremental", "--tsBuildInfoFile", ".cache/tsc/policy-pack.json"],
]);

/**
 * Lint never uses a cache: with type-checked rules, a change in one file can cause an error in an unchanged one, and
 * ESLint's cache needs more memory still. The types of all tests need more than the 4 GiB of Node's default.
 */
const moreMemory = { NODE_OPTIONS: "--max-old-space-size=8192" };
const lint = [
  check("lint of the program", "eslint", [".", "--ignore-pattern", "test/"], moreMemory),
  check("lint of the tests", "eslint", ["test"], moreMemory),
];

/** Lint without the rules that need types. */
function quickLint(files) {
  return check("lint without types", "eslint", ["--no-warn-ignored", ...files], {
    LINT_WITHOUT_TYPES: "true",
  });
}

function format(files) {
  const cache = ["--cache", "--cache-location", ".cache/prettier", "--cache-strategy", "content"];
  return check("format", "prettier", ["--check", "--log-level", "warn", ...cache, ...files]);
}

function tests(files, jobs, variables = {}) {
  return () => {
    const parallel = jobs > 1 ? ["--parallel", "--jobs", String(jobs)] : [];
    const child = spawn(join(bin, "mocha"), [...parallel, ...files], {
      env: { ...process.env, ...variables },
      stdio: "inherit",
    });
    return new Promise((resolve) => {
      child.on("error", (error) => console.error(error.message));
      child.on("close", (code) => resolve({ name: "tests", ok: code === 0, isTests: true }));
    });
  };
}

function allTests() {
  const found = readdirSync("test", { recursive: true })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `test/${file}`)
    .sort();
  return [...first, ...found.filter((file) => !first.includes(file))];
}

/** TypeScript files that differ from the last commit. */
function changedFiles() {
  const { stdout } = spawnSync("git", ["status", "--porcelain", "--no-renames", "-uall"], {
    encoding: "utf8",
  });
  return stdout
    .split("\n")
    .filter((line) => !line.startsWith(" D") && line.endsWith(".ts"))
    .map((line) => line.slice(3));
}

function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(0);
}

Promise.resolve(main(process.argv.slice(2))).then((code) => {
  process.exitCode = code;
});
