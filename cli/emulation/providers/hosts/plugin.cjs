#!/usr/bin/env node
"use strict";

// A provider plugin, started by the engine under the name pulumi-resource-<package>: gets a provider from the emulated
// cloud of the run and prints its port for the engine. Small, because the engine starts one for every provider of a stack.
const { connect } = require("node:net");
const { basename } = require("node:path");

const name = basename(process.argv[1]).replace("pulumi-resource-", "");
const address = process.env.PLATFORM_CLOUD;
if (address === undefined) {
  console.error(`${name}: PLATFORM_CLOUD is not set: no emulated cloud is running`);
  process.exit(1);
}

const cloud = connect(address);
cloud.on("connect", () => {
  cloud.write(`${JSON.stringify({ package: name })}\n`);
});
cloud.on("data", (port) => {
  process.stdout.write(port);
});
cloud.on("error", (error) => {
  console.error(`${name}: the emulated cloud does not answer: ${error.message}`);
  process.exit(1);
});
cloud.on("close", () => {
  process.exit(0);
});

// A killed engine leaves its plugins running: they end when their parent process is gone.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) {
    process.exit(0);
  }
}, 200);
