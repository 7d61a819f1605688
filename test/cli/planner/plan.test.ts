import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { JsonWriter } from "../../../cli/output/json";
import platform from "../../../index";
import { planProject, type StackPlan, waveNumbers } from "../../../cli/planner/plan";
import { loadProject } from "../../../cli/planner/project";
import { outputsOf } from "../../../stacks/wiring/outputs";
import { type Role, roleNames, roles, waves } from "../../../stacks/company/roles";
import { planOf, repository } from "../../support/plan/planned";
import { assertNone } from "../../support/assert-none";

async function collect(options: Parameters<typeof planProject>[1]): Promise<StackPlan[]> {
  const plans: StackPlan[] = [];
  for await (const plan of planProject(loadProject(repository), options)) {
    plans.push(plan);
  }
  return plans;
}

describe("The plan of the default company", () => {
  it("runs all nine stacks completely", async () => {
    const plan = await planOf();
    assert.deepEqual(
      [...plan.keys()],
      [
        "management",
        "log-archive",
        "audit",
        "identity",
        "network",
        "backup",
        "operations",
        "prod",
        "sandbox",
      ],
    );
    for (const { plan: stack } of plan.values()) {
      assert.deepEqual([...stack.errors], [], stack.stack);
    }
  });

  it("gives no stack with the baseline alone", async () => {
    for (const stack of (await planOf()).values()) {
      const beside = stack.resources.filter(
        ({ type, urn }) => type.startsWith("aws:") && !urn.includes("AccountBaseline"),
      );
      assert.ok(beside.length > 0, stack.plan.stack);
    }
  });

  it("registers the same resources with known and with unknown outputs: none is created inside apply", async () => {
    const known = await planOf();
    const unknown = await planOf(repository, true);
    for (const [name, stack] of known) {
      assert.deepEqual(
        unknown
          .get(name)
          ?.resources.map(({ urn }) => urn)
          .sort(),
        stack.resources.map(({ urn }) => urn).sort(),
        name,
      );
      assert.deepEqual([...(unknown.get(name)?.plan.errors ?? [])], [], name);
    }
  });

  it("passes every component's dependencies to its children: the SDK drops those of a component", async () => {
    for (const stack of (await planOf()).values()) {
      const lost = stack.resources.filter(
        ({ custom, remote, dependencies }) => !custom && !remote && dependencies.length > 0,
      );
      assertNone(
        lost.map(({ urn }) => urn),
        "pass the dependencies of these components to their children as an argument",
      );
    }
  });

  it("protects resources that cannot be created again: people's access, keys, zones, data", async () => {
    const kept =
      /(?:organizations\/(?:organization|organizationalUnit|account)|kms\/key|s3\/bucket|backup\/vault|route53\/zone|rds\/instance|elasticache\/replicationGroup|ssoadmin\/permissionSet|identitystore\/group):/;
    const found = [...(await planOf()).values()]
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => kept.test(type));
    assert.equal(new Set(found.map(({ type }) => type)).size, 11);
    assertNone(
      found.filter(({ options }) => options.protect !== true).map(({ urn }) => urn),
      "set protect in the component of each of these resources",
    );
  });

  it("orders the waves by role", () => {
    const { stacks } = loadProject(repository);
    assert.deepEqual(
      waves(stacks).map((wave) => wave.map(({ stack }) => stack)),
      [
        ["management"],
        ["log-archive"],
        ["audit", "identity", "network", "backup"],
        ["operations"],
        ["prod", "sandbox"],
      ],
    );
    assert.equal(waveNumbers(stacks).get("operations"), 4);
  });
});

describe("References between stacks", () => {
  it("has no cycle: every role reads only roles before it", () => {
    roleNames.forEach((role, index) => {
      for (const read of roles[role].reads) {
        assert.ok(roleNames.indexOf(read) < index, `${role} reads ${read}`);
      }
    });
  });

  it("exports every output that another role reads, in the shape that the reader expects", async () => {
    const plan = await planOf();
    for (const { plan: reader } of plan.values()) {
      for (const { stack, output } of reader.reads) {
        const source = plan.get(stack)?.plan;
        assert.ok(
          source && roles[reader.role].reads.some((role) => role === source.role),
          `add the role of ${stack} to the reads of ${reader.role} in stacks/company/roles.ts`,
        );
        const definitions = outputsOf(source.role);
        definitions[output]?.schema.parse(source.outputs[output]);
        assert.ok(
          output in definitions,
          `${reader.stack} reads ${output} of ${stack}: add it to stacks/wiring/outputs.ts`,
        );
      }
    }
  });

  it("exports no output that no stack reads, and all outputs of the table", async () => {
    const plan = await planOf();
    const read = new Set(
      [...plan.values()].flatMap(({ plan: { reads } }) =>
        reads.map(({ stack, output }) => `${stack} ${output}`),
      ),
    );
    for (const { plan: stack } of plan.values()) {
      for (const [name, definition] of Object.entries(outputsOf(stack.role))) {
        if (definition.for === "stacks") {
          assert.ok(
            read.has(`${stack.stack} ${name}`),
            `no stack reads ${name} of ${stack.stack}: change its "for" in stacks/wiring/outputs.ts`,
          );
        }
        assert.ok(
          name in stack.outputs || definition.schema.safeParse(undefined).success,
          `${stack.stack} lacks ${name}: return it from stacks/builders, or remove it from stacks/wiring/outputs.ts`,
        );
      }
      const surplus = Object.keys(stack.outputs).filter((name) => !(name in outputsOf(stack.role)));
      assertNone(surplus, `add these outputs of ${stack.stack} to stacks/wiring/outputs.ts`);
    }
  });

  it("keeps secret outputs secret", async () => {
    const plan = await planOf();
    const workload: Role = "workload";
    for (const { plan: stack } of plan.values()) {
      if (stack.role === workload) {
        assert.match(
          JSON.stringify(stack.outputs["kubeconfig"]),
          /1b47061264138c4ac30d75fd1eb44270/,
        );
      }
    }
  });
});

describe("A plan in which a stack fails", () => {
  it("names the stacks that cannot be planned without it, and plans the others", async () => {
    const plans = await collect({
      program: async (options) => {
        const { getStack } = await import("@pulumi/pulumi");
        if (getStack() === "network") {
          throw new Error("the network builder gave up");
        }
        return platform(options);
      },
    });
    const byName = new Map(plans.map((plan) => [plan.stack, plan]));
    assert.deepEqual(
      [...(byName.get("network")?.errors ?? [])].map(({ message }) => message),
      ["the network builder gave up"],
    );
    for (const stack of ["operations", "prod", "sandbox"]) {
      assert.ok(byName.get(stack)?.missing.includes("network"), stack);
    }
    for (const stack of ["management", "log-archive", "audit", "identity", "backup"]) {
      assert.deepEqual(byName.get(stack)?.missing, [], stack);
      assert.equal(byName.get(stack)?.errors.size, 0, stack);
    }
  });

  it("names an output with another shape than its readers expect", async () => {
    const plans = await collect({
      program: async (options) => {
        const { getStack } = await import("@pulumi/pulumi");
        return getStack() === "log-archive"
          ? { configBucketName: 5, flowLogBucketArns: {}, loadBalancerLogBucketNames: {} }
          : platform(options);
      },
    });
    const identity = plans.find(({ stack }) => stack === "identity");
    const [error] = [...(identity?.errors ?? [])];
    assert.match(
      error?.message ?? "",
      /^output configBucketName of stack log-archive has a type that this program does not expect, found 5: deploy that stack again with this version \(pulumi up -s log-archive\)$/,
    );
    assert.equal(
      identity?.records.filter(({ type }) => type.startsWith("aws:")).length,
      0,
      "nothing is made",
    );
  });

  it("names a stack that has never been deployed", async () => {
    const plans = await collect({
      program: async (options) => {
        const { getStack } = await import("@pulumi/pulumi");
        return getStack() === "log-archive" ? {} : platform(options);
      },
    });
    const network = plans.find(({ stack }) => stack === "network");
    assert.deepEqual(
      [...(network?.errors ?? [])].map(({ message }) => message),
      [
        "stack log-archive has no outputs yet, and this stack needs them: deploy it first (pulumi up -s log-archive)",
      ],
    );
  });

  it("contains in the JSON errors that come after a stack has been written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "platform-late-"));
    const file = join(folder, "plan.json");
    const writer = new JsonWriter(file, "acme");
    const plans = planProject(loadProject(repository), {
      program: async (options) => {
        const { getStack } = await import("@pulumi/pulumi");
        if (getStack() === "audit") {
          setTimeout(() => {
            void Promise.reject(new Error("much too late"));
          }, 50);
        }
        return platform(options);
      },
    });
    for await (const plan of plans) {
      writer.add(plan);
      await sleep(30);
    }
    writer.close([]);
    const { errors } = JSON.parse(readFileSync(file, "utf8")) as { errors: unknown };
    rmSync(folder, { recursive: true });
    assert.deepEqual(errors, [{ stack: "audit", message: "much too late" }]);
  });

  it("refuses to deploy the template's company before a resource is created", async () => {
    const plans = await collect({ program: () => platform() });
    const management = plans.find(({ stack }) => stack === "management");
    assert.match(
      [...(management?.errors ?? [])].map(({ message }) => message).join("\n"),
      /nothing was created\n[^]*organization\.domain: is a placeholder, which cannot be deployed/,
    );
    assert.deepEqual(
      management?.records.map(({ type }) => type),
      ["pulumi:pulumi:Stack"],
    );
  });
});
