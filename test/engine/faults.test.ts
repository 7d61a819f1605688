import assert from "node:assert/strict";
import type { CloudRequest } from "../../cli/emulation/core/resource";
import { stackNames } from "../support/engine/checkpoint";
import { inPairs, Runner } from "../support/engine/runner";
import { requireCli } from "../support/engine/world";
import { sampled, sweeping } from "../support/sweep";
import { adopt, previewed } from "./faults/adoption";
import { type Rehearsed, RehearsedCompany, type Repetition } from "./faults/company";
import { assertConverged, contentsOf, resourcesOf } from "./faults/contents";
import { killAt, resolvePending } from "./faults/interruption";
import { FaultReport } from "./faults/report";
import { command, inFork } from "./faults/steps";

const smallest = "backup";

/** Stacks of which creations fail: the smallest, and one whose provider retries longer. Those inside prod are below. */
const failing = sampled(stackNames().flat(), ["management", smallest]);

/** Lost answers: in a sweep those of every creation, else one for each remedy. */
const lost: Readonly<Record<string, readonly Repetition[]>> = sweeping
  ? Object.fromEntries(stackNames().flatMap((wave) => wave.map((name) => [name, []])))
  : { "log-archive": ["setting"], backup: ["anonymous", "named", "found"] };

const loaded = [...new Set([...failing, "prod", ...Object.keys(lost)])];

/** Types of which a remote component creates one or more: one in the middle of its work, one near its end. */
const inside: Readonly<Record<string, readonly string[]>> = {
  "awsx:ec2:Vpc": ["aws:ec2/natGateway:NatGateway", "aws:ec2/route:Route"],
  "eks:index:Cluster": [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:eks/cluster:Cluster",
  ],
};

/** Steps of docs/runbooks/answer-lost.md. */
const remedies: Readonly<Record<Repetition, string>> = {
  setting: "up",
  found: "up",
  named: "up, import, up",
  anonymous: "import, up",
};

describe("A deployment that meets faults", function () {
  this.timeout(sweeping ? 3_600_000 : 900_000);
  let company: RehearsedCompany;
  let runners: readonly [Runner, Runner];
  const report = new FaultReport();

  before(async function () {
    requireCli(this);
    runners = [new Runner(), new Runner()];
    company = await RehearsedCompany.load(loaded);
  });

  after(async () => {
    // Both are missing when the suite was skipped.
    for (const runner of (runners as typeof runners | undefined) ?? []) {
      runner.stop();
    }
    await (company as RehearsedCompany | undefined)?.stop();
    console.log(report.toString());
  });

  /** A creation fails, and AWS has done nothing; the next `up` goes on. */
  async function failAt(
    runner: Runner,
    stack: Rehearsed,
    chosen: (call: number, request: CloudRequest) => boolean,
    thorough: boolean,
    fault = "creation fails",
  ): Promise<CloudRequest> {
    const { name } = stack;
    const failed = await inFork(stack.before, {}, async (world) => {
      let found: CloudRequest | undefined;
      world.cloud.faults = (call, request) => {
        if (found !== undefined || !chosen(call, request)) {
          return undefined;
        }
        found = request;
        return "fails";
      };
      const first = await runner.up(world, name);
      assert.ok(found, `${name} makes nothing of the kind`);
      assert.notEqual(first.failure, undefined, found.urn);
      assert.ok(
        first.diagnostics.includes("InternalFailure: the request failed on purpose"),
        first.diagnostics.join("\n"),
      );
      assert.ok(
        contentsOf(world, name).length < stack.contents.length,
        `${found.urn}: nothing was missing`,
      );
      world.cloud.faults = () => undefined;
      await runner.converge(world, name);
      assertConverged(world, stack);
      if (thorough) {
        await runner.assertNothingLeft(world, name);
      }
      return found;
    });
    report.add(name, fault, true, "up");
    return failed;
  }

  for (const name of failing) {
    const wanted = name === smallest ? 3 : 1;
    it(`continues with a plain up after a creation of ${name} has failed (${sweeping ? "every one" : wanted})`, async () => {
      const stack = company.stack(name);
      const count = stack.creations.length;
      const every = Array.from({ length: count }, (_, index) => index + 1);
      const ks = sampled(every, spread(count, wanted));
      await inPairs(runners, ks, (k, runner) =>
        failAt(runner, stack, (call) => call === k, k === ks[Math.floor(ks.length / 2)]).then(
          () => undefined,
        ),
      );
    });
  }

  for (const [component, types] of Object.entries(inside)) {
    it(`repairs ${component} with a plain up after a creation inside it has failed`, async () => {
      const stack = company.stack("prod");
      await inPairs(runners, types, async (type, runner) => {
        const fault = `creation inside ${component} fails`;
        const { urn } = await failAt(
          runner,
          stack,
          (_call, request) => request.type === type && request.urn.includes(`${component}$`),
          true,
          fault,
        );
        assert.ok(urn.includes(`${component}$`), urn);
      });
    });
  }

  /** One of the creations of a stack whose repetition does the same. */
  function middleOf(name: string, kind: Repetition): Rehearsed["creations"][number] {
    const found = company.stack(name).creations.filter(({ repetition }) => repetition === kind);
    const middle = found[Math.floor(found.length / 2)];
    assert.ok(middle, `${name} makes nothing that is ${kind}`);
    return middle;
  }

  /** AWS has created a resource and its answer is lost; the steps of the runbook follow. */
  async function loseAnswer(
    runner: Runner,
    stack: Rehearsed,
    { urn, repetition }: Rehearsed["creations"][number],
  ): Promise<void> {
    const { name } = stack;
    await inFork(stack.before, { languageHost: true }, async (world) => {
      world.cloud.faults = (_call, request) => (request.urn === urn ? "answer lost" : undefined);
      const first = await runner.up(world, name);
      world.cloud.faults = () => undefined;
      assert.ok(
        first.diagnostics.includes("RequestTimeout: connection reset by peer"),
        first.diagnostics.join("\n"),
      );
      const [made, twin] = resourcesOf(world, name).filter((resource) => resource.urn === urn);
      assert.ok(made && !twin, `${urn} was not made once`);
      if (repetition === "named") {
        const second = await runner.up(world, name);
        assert.match(second.diagnostics.join("\n"), /^AlreadyExistsException: .* already exists$/m);
      }
      if (repetition === "named" || repetition === "anonymous") {
        await adopt(world, name, await previewed(world, name, urn), made.id);
      }
      await runner.converge(world, name);
      assertConverged(world, stack, repetition === "found" ? urn : undefined);
      await runner.assertNothingLeft(world, name);
    });
    report.add(name, `answer lost, ${repetition}`, true, remedies[repetition]);
  }

  for (const [name, kinds] of Object.entries(lost)) {
    const title = sweeping ? "any creation" : `a creation (${kinds.join(", ")})`;
    it(`adopts existing resources after the answer to ${title} of ${name} is lost`, async () => {
      const stack = company.stack(name);
      const chosen = sweeping ? stack.creations : kinds.map((kind) => middleOf(name, kind));
      await inPairs(runners, chosen, (creation, runner) => loseAnswer(runner, stack, creation));
    });
  }

  it("would make a second one of what has no name, without the runbook", async () => {
    const stack = company.stack(smallest);
    const key = stack.creations.find(({ repetition }) => repetition === "anonymous");
    assert.ok(key, "nothing is anonymous");
    await inFork(stack.before, {}, async (world) => {
      world.cloud.faults = (_call, { urn }) => (urn === key.urn ? "answer lost" : undefined);
      await runners[0].up(world, smallest);
      world.cloud.faults = () => undefined;
      await runners[0].converge(world, smallest);
      assert.throws(() => {
        assertConverged(world, stack);
      }, /not what a clean run makes/);
    });
  });

  it("waits out throttling that a provider's retries outlast", async () => {
    const stack = company.stack(smallest);
    await inFork(stack.before, {}, async (world) => {
      let throttled = 0;
      world.cloud.faults = (call) => {
        if (call % 2 === 0) {
          return undefined;
        }
        throttled += 1;
        return "throttled";
      };
      await runners[0].converge(world, smallest);
      assertConverged(world, stack);
      assert.ok(throttled >= stack.creations.length, `only ${throttled} calls were throttled`);
    });
    report.add(smallest, "every other call throttled", false, "none");
  });

  /** Throttles one resource, found by its type, a number of times. Returns the diagnostics of `up`. */
  async function throttle(name: string, type: string, times: number): Promise<readonly string[]> {
    const stack = company.stack(name);
    return inFork(stack.before, {}, async (world) => {
      let urn: string | undefined;
      let throttled = 0;
      world.cloud.faults = (_call, request) => {
        if (request.type !== type || (urn ??= request.urn) !== request.urn || throttled >= times) {
          return undefined;
        }
        throttled += 1;
        return "throttled";
      };
      const first = await runners[0].up(world, name);
      assert.ok(throttled > 25, `only ${throttled} calls were throttled`);
      world.cloud.faults = () => undefined;
      if (first.failure !== undefined) {
        await runners[0].converge(world, name);
      }
      assertConverged(world, stack);
      const failed = first.failure !== undefined;
      report.add(name, `a call throttled ${times} times`, failed, failed ? "up" : "none");
      return first.diagnostics;
    });
  }

  it("outlasts with the management provider's own retries what others give up", async () => {
    const unit = "aws:organizations/organizationalUnit:OrganizationalUnit";
    assert.deepEqual(await throttle("management", unit, 40), []);
    const said = await throttle(smallest, "aws:backup/vault:Vault", 40);
    assert.ok(said.includes("ThrottlingException: Rate exceeded"), said.join("\n"));
  });

  it("says so when throttling outlasts even those, and goes on with a plain up", async () => {
    const unit = "aws:organizations/organizationalUnit:OrganizationalUnit";
    const said = await throttle("management", unit, 60);
    assert.ok(said.includes("ThrottlingException: Rate exceeded"), said.join("\n"));
  });

  it("recovers by the runbook when it is killed, wherever that is", async () => {
    const kills = sweeping
      ? loaded.flatMap((name) => {
          const { creations } = company.stack(name);
          return spread(creations.length, 9).map((k) => [name, creations[k - 1]] as const);
        })
      : ([
          [smallest, middleOf(smallest, "anonymous")],
          [smallest, middleOf(smallest, "setting")],
        ] as const);
    await inPairs(runners, kills, async ([name, creation], runner) => {
      assert.ok(creation, `${name} makes less`);
      const stack = company.stack(name);
      const { urn, repetition } = creation;
      await inFork(stack.before, { languageHost: true }, async (world) => {
        await killAt(world, name, urn);
        const made = contentsOf(world, name);
        const locked = await runner.up(world, name);
        assert.match(locked.failure ?? "", /is currently locked by 1 lock.*pulumi cancel/s);
        assert.deepEqual(contentsOf(world, name), made, "a locked stack was changed");
        await command(world, "cancel", "--yes", "--stack", name);
        const { imported, cleared } = await resolvePending(world, stack);
        const expected = repetition === "setting" ? cleared : imported;
        assert.ok(expected > 0, `${urn} was not pending`);
        await runner.converge(world, name);
        assertConverged(world, stack);
        await runner.assertNothingLeft(world, name);
        const remedy = imported > 0 ? "cancel, import, refresh, up" : "cancel, refresh, up";
        report.add(name, `killed, ${repetition}`, true, remedy);
      });
    });
  });
});

/** Numbers from 1 to a count, evenly spread, first and last among them; the middle one where one is wanted. */
function spread(count: number, wanted: number): number[] {
  if (wanted === 1) {
    return [Math.ceil(count / 2)];
  }
  const numbers = Array.from(
    { length: wanted },
    (_, index) => 1 + Math.round((index * (count - 1)) / (wanted - 1)),
  );
  return [...new Set(numbers)];
}
