import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import * as yaml from "yaml";
import { policyCheckerOf } from "../../../cli/commands/plan";
import type { Answers } from "../../../cli/init/questions";
import { filesOf } from "../../../cli/init/configuration";
import { layouts } from "../../../cli/init/layouts";
import { enabledRegions } from "../../../stacks/company/aws/enabled-regions";
import { sampled } from "../../support/sweep";
import { planProject } from "../../../cli/planner/plan";
import { loadProject, type Project } from "../../../cli/planner/project";
import { noticesOf } from "../../../stacks/checks/notices";
import { standingFacts } from "../../../stacks/checks/template-facts";
import { repository } from "../../support/plan/planned";
import { five, init, nine, six, withFolder } from "./companies";

/** Faults of a plan; empty when it is clean. */
async function planFaults(project: Project): Promise<string[]> {
  const faults: string[] = [];
  for await (const stack of planProject(project, { policies: policyCheckerOf(project) })) {
    faults.push(
      ...[...stack.errors].map(({ message }) => `${stack.stack}: ${message}`),
      ...stack.missing.map((name) => `${stack.stack} needs ${name}`),
      ...stack.violations.map(({ policy, urn }) => `${stack.stack}: ${policy} ${urn}`),
    );
  }
  return faults;
}

// A whole plan with policies for each layout, two to four seconds: only it shows that roles can share an account.
describe("The companies that npm run init writes", () => {
  const companies = [
    ["six accounts in eu-central-1", six, 6],
    ["the five-account layout, with a repository", five, 5],
    ["the default layout", nine, 9],
  ] as const;

  for (const [title, answers, accounts] of companies) {
    it(`have a clean plan and no value of the template: ${title} [r2.1, r3.8]`, () =>
      withFolder(async (folder) => {
        await init(folder, { ...answers, yes: true });
        const project = loadProject(folder);
        assert.equal(Object.keys(project.organization.accounts).length, accounts);
        assert.deepEqual(standingFacts(project.organization, project.stacks), []);
        assert.deepEqual(await planFaults(project), []);
      }));
  }

  // us-west-1 has fewer zones that EKS accepts than the default of the schema.
  for (const homeRegion of sampled(enabledRegions, ["us-west-1"])) {
    it(`have a clean plan in ${homeRegion}`, () =>
      withFolder(async (folder) => {
        await init(folder, { ...nine, homeRegion, yes: true });
        assert.deepEqual(await planFaults(loadProject(folder)), []);
      }));
  }

  it("send reports about mail to people, and those of DMARC only to the company's own domain", () =>
    withFolder(async (folder) => {
      const unreached = async (answers: Answers): Promise<readonly string[]> => {
        await init(folder, { ...answers, yes: true, plan: false, replace: true });
        return noticesOf(loadProject(folder)).flatMap(({ kind, paths = [] }) =>
          kind === "unreached" ? paths : [],
        );
      };
      assert.deepEqual(await unreached(six), [], "nimbus.io is above cloud.nimbus.io");
      assert.deepEqual(await unreached(five), ["Pulumi.network.yaml: network.mail.dmarcReports"]);
      assert.deepEqual(await unreached(nine), []);
    }));

  it("admit readers to every cluster, and developers outside production", () =>
    withFolder(async (folder) => {
      await init(folder, { ...nine, yes: true });
      const admitted = loadProject(folder).stacks.flatMap((stack) =>
        stack.role === "workload" ? [[stack.stack, stack.settings.cluster.access]] : [],
      );
      assert.deepEqual(admitted, [
        ["prod", { readOnly: true, developer: false }],
        ["sandbox", { readOnly: true, developer: true }],
      ]);
    }));

  it("are followed by the steps by hand of their Regions and addresses", () =>
    withFolder(async (folder) => {
      const usual = await init(folder, { ...nine, yes: true });
      assert.doesNotMatch(usual.output, /enable-region|without a plus sign/);
      const special = {
        governedRegions: "us-west-2,eu-south-1",
        email: "aws-{account}@harbor.company",
      };
      const { output } = await init(folder, { ...nine, ...special, yes: true, replace: true });
      assert.match(
        output,
        /aws account enable-region --account-id ACCOUNT --region-name eu-south-1/,
      );
      assert.match(
        output.replace(/\s+/g, " "),
        /before the @, without a plus sign: create a mailbox/,
      );
    }));

  it("are followed by commands that name their folder", () =>
    withFolder(async (folder) => {
      const { output } = await init(folder, { ...nine, yes: true });
      const commands = output.match(/^ +(?:npm run|pulumi stack) .*$/gm) ?? [];
      assert.ok(commands.length >= 5, output);
      assert.deepEqual(
        commands.filter((command) => !command.includes(`--cwd ${folder}`)),
        [],
      );
    }));

  it("are in the format of Prettier, which make test checks", () =>
    withFolder(async (folder) => {
      await init(folder, { ...five, yes: true, workloads: "prod=production,dev=development" });
      for (const name of readdirSync(folder)) {
        const text = readFileSync(join(folder, name), "utf8");
        const isFormatted = await prettier.check(text, { parser: "yaml", printWidth: 100 });
        assert.ok(isFormatted, `${name}:\n${text}`);
      }
    }));

  it("have the project file of this repository, except the company itself", () => {
    const shape = (text: string): unknown => {
      const file = yaml.parse(text) as { config: { organization: { default?: unknown } } };
      delete file.config.organization.default;
      return file;
    };
    const written = filesOf(nine, repository).get("Pulumi.yaml") ?? "";
    assert.deepEqual(shape(written), shape(readFileSync(join(repository, "Pulumi.yaml"), "utf8")));
  });

  it("keep answers that are the same as in the template, by organization.kept", () =>
    withFolder(async (folder) => {
      const answers = { ...six, addressPool: "10.0.0.0/8", budget: "5000" };
      await init(folder, { ...answers, yes: true });
      const { organization, stacks } = loadProject(folder);
      assert.deepEqual(organization.kept, [
        "organization.addressPlan.pool",
        "organization.addressPlan.spokes",
        "organization.cost.monthlyBudget",
      ]);
      assert.deepEqual(standingFacts(organization, stacks), []);
    }));
});

describe("The layouts", () => {
  it("keep logs, backups and findings out of the account that delivery runs in", () => {
    for (const { accounts } of Object.values(layouts)) {
      for (const { roles } of Object.values<{ roles: readonly string[] }>(accounts)) {
        if (roles.includes("operations")) {
          const kept = roles.filter((role) => ["log-archive", "audit", "backup"].includes(role));
          assert.deepEqual(kept, []);
        }
      }
    }
  });

  it("give no person more in a shared account than in each of its roles alone [r2.6]", () =>
    withFolder(async (folder) => {
      await init(folder, { ...five, yes: true });
      const file = yaml.parse(readFileSync(join(folder, "Pulumi.identity.yaml"), "utf8")) as {
        config: { "platform:identity": { assignments: Record<string, Record<string, string[]>> } };
      };
      const { assignments } = file.config["platform:identity"];
      assert.deepEqual(assignments["platform-engineers"]?.["administrator"], [
        "shared-services",
        "nonprod",
      ]);
    }));
});
