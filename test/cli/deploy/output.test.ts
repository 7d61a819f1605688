import assert from "node:assert/strict";
import { nextCommands } from "../../../cli/commands/up";
import { Tally } from "../../../cli/deploy/changes";
import type { StackResult } from "../../../cli/deploy/deploy";
import { policyConfig } from "../../../cli/deploy/policy-config";
import { makeDeployProgress } from "../../../cli/output/deploy-progress";
import {
  deploymentExitCode,
  deploymentText,
  previewText,
  resultText,
} from "../../../cli/output/deployment";
import { loadProject } from "../../../cli/planner/project";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { withProject } from "../../support/plan/project";

const urn = (name: string): string => `urn:pulumi:network::platform::aws:s3/bucket:Bucket::${name}`;

/** A preview of the engine that creates, replaces and deletes a bucket, and does not change two others. */
function tally(): Tally {
  const tally = new Tally();
  for (const [op, name] of [
    ["create", "new"],
    ["create-replacement", "moved"],
    ["replace", "moved"],
    ["delete-replaced", "moved"],
    ["delete", "old"],
    ["same", "kept"],
    ["same", "too"],
  ] as const) {
    tally.step(op, urn(name), false);
    tally.step(op, urn(name), true);
  }
  tally.summary({ create: 1, replace: 1, delete: 1, same: 2 });
  return tally;
}

const previewed: StackResult = {
  stack: "network",
  wave: 3,
  state: "previewed",
  changes: tally().changes,
  durationMs: 2400,
};
const unchanged = { create: 0, import: 0, update: 0, replace: 0, delete: 0, same: 5 };
const waiting: StackResult = {
  stack: "prod",
  wave: 5,
  state: "not started",
  because: "network failed",
};
const failed: StackResult = {
  ...previewed,
  state: "failed",
  log: ".cache/deploy/network.log",
  leftovers: true,
};

describe("A deployment's tables", () => {
  it("count changes and name the resources that would be replaced or deleted", () => {
    const text = previewText([previewed]);
    assert.match(text, /^ +3 +network +1 +0 +0 +1 +1 +2 +2 +previewed *$/m);
    assert.match(text, /^network: would replace aws:s3\/bucket:Bucket moved$/m);
    assert.match(text, /^network: would delete aws:s3\/bucket:Bucket old$/m);
    assert.equal(resultText(previewed), "previewed, 1 created, 1 replaced, 1 deleted, 2 unchanged");
  });

  it("contain why a stack was not started, the path of the log, and the runbook about a lock", () => {
    const text = deploymentText([failed, waiting], { again: "npm run up" }, 120);
    assert.match(text, /^ +5 +prod( +-){7} +not started: network failed *$/m);
    assert.match(
      text,
      /^network: the full output of the engine is in \.cache\/deploy\/network\.log$/m,
    );
    assert.match(text, /^network: see docs\/runbooks\/interrupted-deployment\.md$/m);
    assert.match(text, /^Next: fix .* run npm run up again; it continues where it stopped\.$/m);
  });

  it("end with the command that was run, with its options, or with the deployment of a preview", () => {
    const given = { cwd: "/srv/company", all: true, parallel: "2", stack: "network, prod" };
    const preview = nextCommands({ ...given, yes: false, preview: true });
    const command = "npm run up -- --cwd /srv/company --stack network,prod --parallel 2";
    assert.match(
      deploymentText([failed], preview, 300),
      new RegExp(`^Next: fix .*, then run ${command} --preview again\\.$`, "m"),
    );
    assert.match(
      deploymentText([previewed], preview, 300),
      new RegExp(`^Nothing was changed\\. Next: ${command}\\.$`, "m"),
    );
    const same: StackResult = { ...previewed, changes: { ...tally().changes, counts: unchanged } };
    assert.match(deploymentText([same], preview), /^Nothing to change: 1 stack up to date\.$/m);
    assert.match(deploymentText([same, waiting], preview), /^Nothing was changed\. Next: /m);
    assert.match(
      deploymentText([failed], nextCommands({ ...given, yes: true, preview: false }), 300),
      new RegExp(`then run ${command} --yes again; it continues where it stopped\\.$`, "m"),
    );
  });

  it("mean exit code 1 when a stack failed or was not started, and 0 for a preview that waits for others", () => {
    const waits = { ...waiting, because: "it reads network", waits: true };
    const interrupted = { ...waiting, because: "interrupted" };
    assert.equal(deploymentExitCode([failed], "deploy"), 1);
    assert.equal(deploymentExitCode([{ ...previewed, state: "deployed" }, waits], "deploy"), 1);
    assert.equal(deploymentExitCode([waits], "confirm"), 1);
    assert.equal(deploymentExitCode([{ ...waiting, state: "deployed before" }], "deploy"), 0);
    assert.equal(deploymentExitCode([previewed, waits], "preview"), 0);
    assert.equal(deploymentExitCode([previewed, interrupted], "preview"), 1);
    assert.equal(deploymentExitCode([failed, waits], "preview"), 1);
  });
});

describe("Progress of a deployment", () => {
  it("is a changing line for each running stack on a terminal, cut to its width", () => {
    let written = "";
    const progress = makeDeployProgress({
      isTTY: true,
      columns: 40,
      write: (text: string) => {
        written += text;
        return true;
      },
    });
    progress.start("network", "up");
    progress.start("backup", "up");
    const running = new Tally();
    running.step("same", urn("kept"), true);
    running.step("create", urn("one"), false);
    running.step("update", urn("two"), false);
    written = "";
    progress.step("network", running.activity);
    assert.match(written, /network: 1 done, create aws:s3\/bucket:B\n/);
    assert.match(written, /deploying backup\n$/);
    assert.equal(written.includes("\u001b[2A"), true, "the block of two lines is written anew");
    written = "";
    progress.aside(() => {
      written += "something that stays\n";
    });
    assert.match(written, /^[^n]*something that stays\nnetwork: /);
    progress.end("network", "deployed");
    written = "";
    progress.end("backup", "failed");
    assert.equal(written.includes("\n"), false, "nothing is left of the block");
  });
});

describe("The policy pack of a deployment", () => {
  it("gets the organization's parameters, and the guardrails that are off as disabled", async () => {
    const organization = defaultOrganization();
    setAt(organization, "guardrails.require-tls.enabled", false);
    await withProject({ organization }, (folder) => {
      const config = policyConfig(loadProject(folder));
      assert.deepEqual(config["approved-regions"], {
        enforcementLevel: "mandatory",
        accountLevels: {},
        otherAccounts: "mandatory",
        accountsByStack: {},
        regions: ["us-east-1", "us-west-2"],
        additionalGlobalActions: [],
        inferenceGeographies: [],
        inferenceProfiles: [],
      });
      assert.equal(config["require-tls"], "disabled");
      assert.equal(config["require-tls-relations"], "disabled");
    });
  });
});
