import * as pulumi from "@pulumi/pulumi";
import {
  AnalyzeRequest,
  AnalyzerResourceOptions,
  EnforcementLevel,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import assert from "node:assert/strict";
import {
  currentRun,
  getMonitor,
  isolated,
  resourceAnalyzer,
  stackAnalyzer,
  waitForRegistrations,
  withoutPositions,
} from "../../../cli/planner/sdk";

describe("The internals of Pulumi's SDK that a plan relies on", () => {
  it("gives each run its own state, also in callbacks", async () => {
    const outside = currentRun();
    const [first, second] = await Promise.all(
      ["first", "second"].map((stack) =>
        isolated(async () => {
          await pulumi.runtime.setMocks(
            { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
            "platform",
            stack,
          );
          const before = currentRun();
          await new Promise((resolve) => setTimeout(resolve, 5));
          assert.equal(currentRun(), before);
          assert.equal(pulumi.getStack(), stack);
          return before;
        }),
      ),
    );
    assert.notEqual(first, second);
    assert.notEqual(first, outside);
  });

  it("has a mock monitor whose four calls can be replaced, and waits for running calls", async () => {
    await isolated(async () => {
      await pulumi.runtime.setMocks({
        newResource: () => ({ id: "", state: {} }),
        call: () => ({}),
      });
      const monitor = getMonitor();
      for (const call of [
        "registerResource",
        "readResource",
        "registerResourceOutputs",
        "invoke",
      ] as const) {
        assert.equal(typeof monitor[call], "function", call);
      }
      let answered = false;
      const original = monitor.registerResource.bind(monitor);
      monitor.registerResource = (request, callback) => {
        setTimeout(() => {
          answered = true;
          original(request, callback);
        }, 20);
      };
      new pulumi.ComponentResource("platform:test:Late", "late");
      assert.equal(answered, false);
      await waitForRegistrations();
      assert.equal(answered, true);
    });
  });

  it("records source positions unless they are switched off", async () => {
    const positions = (): number =>
      (pulumi.Resource as unknown as { callsites(): object[] }).callsites().length;
    assert.equal(positions() > 0, true);
    await withoutPositions(() => {
      assert.equal(positions(), 0);
      return Promise.resolve();
    });
    assert.equal(positions() > 0, true);
  });

  it("creates the analyzers that answer the engine", () => {
    assert.equal(typeof resourceAnalyzer([]), "function");
    assert.equal(typeof stackAnalyzer([]), "function");
  });

  it("reports a violation at a level of its own, which policies use and types do not show", async () => {
    const advise = resourceAnalyzer([
      {
        name: "advising",
        description: "Advises",
        enforcementLevel: "mandatory",
        validateResource: (_, report) => {
          const violation = { message: "Advises\nthis", enforcementLevel: "advisory" };
          (report as unknown as (violation: object) => void)(violation);
          report("that");
        },
      },
    ]);
    const request = new AnalyzeRequest();
    request.setOptions(new AnalyzerResourceOptions());
    request.setProperties(new Struct());
    const found = (await advise(request)).getDiagnosticsList();
    assert.deepEqual(
      found.map((one) => [one.getPolicyname(), one.getMessage(), one.getEnforcementlevel()]),
      [
        ["advising", "Advises\nthis", EnforcementLevel.ADVISORY],
        ["advising", "Advises\nthat", EnforcementLevel.MANDATORY],
      ],
    );
  });
});
