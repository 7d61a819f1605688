import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { runStackProgram, type StackResult, watchRejections } from "../../../cli/planner/run";
import { redact, type Wire } from "../../../cli/emulation/protocol/values";
import { repository } from "../../support/plan/planned";

/** Runs a program as one stack of a plan, which collects its rejections. */
async function run(
  program: () => Promise<object> | object,
  options: {
    preview?: boolean;
    outputs?: Record<string, Wire>;
    config?: Record<string, string>;
    secrets?: string[];
  } = {},
): Promise<StackResult> {
  const stop = watchRejections();
  try {
    return await runStackProgram({
      project: "platform",
      stack: "example",
      config: options.config ?? {},
      secretConfigKeys: options.secrets ?? [],
      outputsOf: (stack) => options.outputs?.[stack],
      preview: options.preview ?? false,
      program: async () => program(),
    });
  } finally {
    stop();
  }
}

/** Errors of a program that is planned in its own process, without a test runner's listeners. */
function outputOf(program: string): string {
  const script = `
    const { runStackProgram, watchRejections } = require("./cli/planner/run");
    watchRejections();
    void runStackProgram({
      project: "platform", stack: "example", config: {}, secretConfigKeys: [],
      outputsOf: () => undefined, preview: false, program: ${program},
    }).then(({ errors }) => console.log([...errors].map(({ message }) => message).join()));`;
  return execFileSync(process.execPath, ["--import", "tsx", "--eval", script], {
    cwd: repository,
    encoding: "utf8",
  });
}

function provider(): aws.Provider {
  return new aws.Provider("account", { region: "us-east-1", allowedAccountIds: ["123456789012"] });
}

function messages(result: StackResult): string[] {
  return [...result.errors].map(({ message }) => message);
}

describe("A stack's program under the recording monitor", () => {
  it("records a resource whose registration ends after the program has returned", async () => {
    const result = await run(() => {
      const late = sleep(20, "late-topic");
      new aws.sns.Topic("topic", { name: late }, { provider: provider() });
      return {};
    });
    assert.deepEqual(messages(result), []);
    const topic = result.records.find(({ type }) => type === "aws:sns/topic:Topic");
    assert.equal(topic?.inputs.toJavaScript()["name"], "late-topic");
  });

  it("reports an input whose promise rejects late; its resource is silently missing", async () => {
    const result = await run(() => {
      const late = sleep(20).then(() => Promise.reject(new Error("the lookup failed")));
      new aws.sns.Topic("topic", { name: late }, { provider: provider() });
      return {};
    });
    assert.match(messages(result).join(), /"name": the lookup failed/);
    assert.ok(!result.records.some(({ type }) => type === "aws:sns/topic:Topic"));
  });

  it("reports a throw inside apply", async () => {
    const result = await run(() => {
      const topic = new aws.sns.Topic("topic", {}, { provider: provider() });
      const broken = topic.arn.apply((): string => {
        throw new Error("apply gave up");
      });
      new aws.sns.Topic("second", { name: broken }, { parent: topic });
      return {};
    });
    assert.match(messages(result).join(), /apply gave up/);
  });

  it("reports a throw after fifty registrations, and keeps those", async () => {
    const result = await run(() => {
      const opts = { provider: provider() };
      for (let index = 0; index < 50; index += 1) {
        new aws.sns.Topic(`topic-${index}`, {}, opts);
      }
      throw new Error("the builder gave up");
    });
    assert.deepEqual(messages(result), ["the builder gave up"]);
    assert.equal(result.records.filter(({ type }) => type === "aws:sns/topic:Topic").length, 50);
  });

  it("plans the next stack without the errors of a failed one, even late rejections", async () => {
    const stop = watchRejections();
    try {
      const broken = await run(() => {
        void sleep(30).then(() => {
          throw new Error("much too late");
        });
        throw new Error("at once");
      });
      assert.deepEqual(messages(broken), ["at once"]);
      const next = await run(async () => {
        await sleep(60);
        new aws.sns.Topic("topic", {}, { provider: provider() });
        return { done: true };
      });
      assert.deepEqual(messages(next), []);
      assert.deepEqual(next.outputs, { done: true });
      assert.deepEqual(messages(broken), ["at once", "much too late"]);
    } finally {
      stop();
    }
  });

  it("reports a throw in a timer instead of ending the whole plan", () => {
    const output = outputOf(
      `() => new Promise((resolve) => {
        setTimeout(() => { setTimeout(() => resolve({}), 5); throw new Error("the timer gave up"); }, 5);
      })`,
    );
    assert.equal(output, "the timer gave up\n");
  });

  it("restores the limit of stack traces", async () => {
    const limit = Error.stackTraceLimit;
    const seen: number[] = [];
    await run(() => {
      seen.push(Error.stackTraceLimit);
      return {};
    });
    assert.deepEqual(seen, [0]);
    assert.equal(Error.stackTraceLimit, limit);
  });

  it("records resources that the program only reads, with their provider", async () => {
    const result = await run(() => {
      aws.sns.Topic.get(
        "read",
        "arn:aws:sns:us-east-1:123456789012:one",
        {},
        {
          provider: provider(),
        },
      );
      aws.sns.Topic.get("loose", "arn:aws:sns:us-east-1:123456789012:two");
      return {};
    });
    const topics = result.records.filter(({ type }) => type === "aws:sns/topic:Topic");
    assert.deepEqual(topics.map(({ name, id, provider }) => [name, id, provider?.account]).sort(), [
      ["loose", "arn:aws:sns:us-east-1:123456789012:two", undefined],
      ["read", "arn:aws:sns:us-east-1:123456789012:one", "123456789012"],
    ]);
  });

  it("keeps an output of the cloud secret when it is declared secret", async () => {
    const result = await run(() => {
      const topic = new aws.sns.Topic(
        "topic",
        {},
        { provider: provider(), additionalSecretOutputs: ["arn"] },
      );
      return { arn: topic.arn, name: topic.name };
    });
    assert.equal((redact(result.outputs) as Wire)["arn"], "[secret]");
  });

  it("refuses two resources of one URN, as the engine does", async () => {
    const result = await run(() => {
      const opts = { provider: provider() };
      new aws.sns.Topic("topic", {}, opts);
      new aws.sns.Topic("topic", {}, opts);
      return {};
    });
    assert.equal(messages(result).length, 1, messages(result).join());
    assert.match(messages(result).join(), /two resources have the URN/);
  });

  it("computes URNs by the engine's rule: all ancestors except the stack", async () => {
    class Inner extends pulumi.ComponentResource {
      public constructor(parent: pulumi.Resource, provider: aws.Provider) {
        super("platform:test:Inner", "inner", {}, { parent, providers: [provider] });
        new aws.sns.Topic("topic", {}, { parent: this });
      }
    }
    class Outer extends pulumi.ComponentResource {
      public constructor() {
        super("platform:test:Outer", "outer");
        new Inner(this, provider());
      }
    }
    const result = await run(() => {
      new Outer();
      return {};
    });
    const topic = result.records.find(({ type }) => type === "aws:sns/topic:Topic");
    assert.equal(
      topic?.urn,
      "urn:pulumi:example::platform::platform:test:Outer$platform:test:Inner$aws:sns/topic:Topic::topic",
    );
    assert.deepEqual(topic.provider, { account: "123456789012", region: "us-east-1" });
  });

  it("records the options that mocks never show", async () => {
    const result = await run(() => {
      const opts = { provider: provider() };
      const first = new aws.sns.Topic("first", {}, opts);
      new aws.sns.Topic(
        "second",
        { name: "fixed" },
        {
          ...opts,
          protect: true,
          retainOnDelete: true,
          deleteBeforeReplace: true,
          ignoreChanges: ["tags"],
          import: "some-id",
          dependsOn: [first],
        },
      );
      return {};
    });
    const second = result.records.find(({ name }) => name === "second");
    assert.deepEqual(second?.options, {
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
      import: "some-id",
      ignoreChanges: ["tags"],
    });
    assert.equal(second.dependencies.length, 1);
    assert.equal(second.id, "some-id");
  });

  it("registers the same resources with known and with unknown outputs", async () => {
    const program = (): object => {
      const opts = { provider: provider() };
      const topic = new aws.sns.Topic("topic", {}, opts);
      new aws.sqs.Queue("queue", { name: topic.arn }, opts);
      return { arn: topic.arn };
    };
    const known = await run(program, { preview: false });
    const unknown = await run(program, { preview: true });
    assert.deepEqual(
      unknown.records.map(({ urn }) => urn).sort(),
      known.records.map(({ urn }) => urn).sort(),
    );
    const queueName = (result: StackResult): unknown =>
      (redact(result.records.find(({ name }) => name === "queue")?.inputs.toJavaScript()) as Wire)[
        "name"
      ];
    assert.match(String(queueName(known)), /^arn:aws:sns:us-east-1:123456789012:/);
    assert.equal(queueName(unknown), "[unknown]");
  });

  it("finds a resource created inside apply: it is missing while outputs are unknown", async () => {
    const program = (): object => {
      const opts = { provider: provider() };
      const topic = new aws.sns.Topic("topic", {}, opts);
      topic.arn.apply((arn) => new aws.sqs.Queue("queue", { name: arn }, opts));
      return {};
    };
    const count = (result: StackResult): number => result.records.length;
    const known = await run(program, { preview: false });
    const unknown = await run(program, { preview: true });
    assert.equal(count(unknown), count(known) - 1);
  });

  it("keeps secrets secret from configuration through resources and outputs to readers", async () => {
    const first = await run(
      () => {
        const token = new pulumi.Config("platform").requireSecret("token");
        const topic = new aws.sns.Topic(
          "topic",
          { displayName: token },
          { provider: provider(), additionalSecretOutputs: ["owner"] },
        );
        return { token, echoed: topic.displayName, plain: "visible", nested: { token } };
      },
      { config: { "platform:token": "canary" }, secrets: ["platform:token"] },
    );
    assert.deepEqual(redact(first.outputs), {
      token: "[secret]",
      echoed: "[secret]",
      plain: "visible",
      nested: { token: "[secret]" },
    });
    let seenByReader = "";
    const second = await run(
      async () => {
        const reference = new pulumi.StackReference("organization/platform/example");
        const details = await reference.getOutputDetails("token");
        assert.equal(details.value, undefined);
        seenByReader = String(details.secretValue);
        assert.equal((await reference.getOutputDetails("plain")).value, "visible");
        new aws.sns.Topic(
          "topic",
          { displayName: reference.getOutput("token") },
          { provider: provider() },
        );
        return { again: reference.getOutput("token") };
      },
      { outputs: { "organization/platform/example": first.outputs } },
    );
    assert.deepEqual(messages(second), []);
    assert.equal(seenByReader, "canary");
    assert.deepEqual(redact(second.outputs), { again: "[secret]" });
    const shown = second.records.map(({ inputs }) => JSON.stringify(redact(inputs.toJavaScript())));
    assert.ok(!shown.join().includes("canary"));
  });

  it("reports a program that never ends, instead of exiting silently", () => {
    const output = outputOf("() => new Promise(() => {})");
    assert.match(output, /the program never ends/);
  });

  it("fails a provider function that the emulated cloud does not know", async () => {
    const result = await run(async () => {
      await aws.getBillingServiceAccount({}, { provider: provider() });
      return {};
    });
    assert.match(messages(result).join(), /cli\/emulation\/rows\/functions\.ts/);
  });
});
