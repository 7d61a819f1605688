import assert from "node:assert/strict";
import { imageReleaseOf } from "../../../components/shared/version-matrix";
import { settledProblems } from "../../../stacks/checks/settled";
import type { DeployedResource } from "../../../stacks/checks/settled/deployed";
import { formatProblem, type Problem } from "../../../stacks/company/problems";
import { planCompany } from "../../changes/effect";
import { statesOf } from "../../changes/settled";
import { type Change, check, defaultFiles, filesWith } from "./company-files";

type States = Readonly<Record<string, readonly DeployedResource[]>>;

const organization = (path: string, value: unknown): Change => ({
  path: ["organization", ...path.split(".")],
  value,
});
const settings = (stack: string, path: string, value: unknown): Change => ({
  path: ["stacks", stack, ...path.split(".")],
  value,
});
const sets = (stack: string, group: string): unknown =>
  (defaultFiles().stacks[stack] as { identity: { assignments: Record<string, unknown> } }).identity
    .assignments[group];

/** A changed setting of the deployed default company, and the one sentence about it. */
const cases: readonly {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Stack whose run refuses it. */
  readonly stack: string;
  readonly expected: RegExp;
  /** True when other rows change the same values. */
  readonly alone?: true;
}[] = [
  {
    title: "a company's name, by the stack that is deployed first",
    changes: [organization("name", "apex")],
    stack: "management",
    expected:
      /^ {2}organization\.name: must stay "acme": the names of log buckets.*, found "apex"; write "acme" again \(docs\//,
  },
  {
    title: "a company's name, by a workload of its own",
    changes: [organization("name", "apex")],
    stack: "prod",
    expected: /organization\.name: must stay "acme"/,
  },
  {
    title: "a domain, by the stack that is deployed first",
    changes: [organization("domain", "example.org")],
    stack: "management",
    expected: /organization\.domain: must stay "example\.com".*, found "example\.org"/,
  },
  {
    title: "a domain, by a workload of its own",
    changes: [organization("domain", "example.org")],
    stack: "sandbox",
    expected: /organization\.domain: must stay "example\.com"/,
  },
  ...["management", "log-archive", "audit", "network", "operations", "backup", "identity"].map(
    (stack) => ({
      title: `a home Region, by ${stack}`,
      changes: [organization("homeRegion", "us-west-2")],
      stack,
      expected:
        stack === "identity"
          ? /identity\.region: must stay "us-east-1"/
          : /organization\.homeRegion: must stay "us-east-1"/,
      alone: true as const,
    }),
  ),
  {
    title: "a governed Region that is gone, by the stack that is deployed first",
    changes: [organization("governedRegions", ["us-east-1"])],
    stack: "management",
    expected:
      /governedRegions: must still contain us-west-2: .*, found \["us-east-1"\]; add us-west-2/,
  },
  {
    title: "a governed Region that is gone, by the stack with the findings",
    changes: [organization("governedRegions", ["us-east-1"])],
    stack: "audit",
    expected: /governedRegions: must still contain us-west-2/,
  },
  {
    title: "a group whose key is gone, with the new key",
    changes: [
      settings("identity", "identity.assignments.developers", undefined),
      settings("identity", "identity.assignments.builders", sets("identity", "developers")),
    ],
    stack: "identity",
    expected:
      /identity\.assignments\.developers: must stay: .*, found nothing; add it again.*such as builders, write formerly: \["developers"\] for it in identity\.groups; or let it go \(docs\/runbooks\/settled-settings\.md#a-group\)/,
  },
  {
    title: "an image that is gone",
    changes: [settings("operations", "operations.images", ["worker"])],
    stack: "operations",
    expected: /operations\.images: must contain web: .*, found \["worker"\]; add it again; or,/,
  },
  {
    title: "a workload whose account has a new key without its former one",
    changes: [organization("accounts.sandbox.formerly", ["pit"])],
    stack: "sandbox",
    expected:
      /accounts\.sandbox\.formerly: must begin with "sandbox": .*, found \["pit"\]; write formerly: \["sandbox"\]/,
    alone: true,
  },
  {
    title: "a version of Kubernetes below the one that runs",
    changes: [settings("prod", "workload.cluster.version", "1.35")],
    stack: "prod",
    expected:
      /cluster\.version: must be 1\.36, which the cluster runs, or 1\.37: .*, found "1\.35"; write "1\.36"/,
  },
  {
    title: "a version of PostgreSQL below the one that runs",
    changes: [settings("prod", "workload.database.engineVersion", "16")],
    stack: "prod",
    expected:
      /database\.engineVersion: must not be below 17, which runs now: .*, found "16"; write "17"/,
  },
  {
    title: "a version of Valkey below the one that runs",
    changes: [settings("prod", "workload.cache.engineVersion", "7.2")],
    stack: "prod",
    expected: /cache\.engineVersion: must not be below 8\.0, .*, found "7\.2"; write "8\.0"/,
  },
  {
    // workload-backup F1: the default maximum follows the storage.
    title: "a largest size of the database below the one that it has",
    changes: [settings("prod", "workload.database.storage", 20)],
    stack: "prod",
    expected:
      /database\.maximumStorage: must be at least \d+: the database has \d+ GiB, .*, found 100; write \d+ or more/,
  },
  {
    title: "a namespace that would be uninstalled",
    changes: [settings("prod", "workload.cluster.install", false)],
    stack: "prod",
    expected: /cluster\.install: must stay true: .*, found false/,
  },
];

describe("A setting that differs from what is deployed", function () {
  this.timeout(120_000);
  let states: States;

  before(async () => {
    const { project } = check(defaultFiles());
    assert.ok(project, "the default company is refused");
    states = statesOf(await planCompany(project));
  });

  function problemsOf(
    stack: string,
    changes: readonly Change[],
    known: States = states,
  ): Problem[] {
    const { project, problems } = check(filesWith(changes));
    assert.ok(project, problems.map(formatProblem).join("\n"));
    const found = project.stacks.find((one) => one.stack === stack);
    assert.ok(found, `no stack ${stack}`);
    return settledProblems(
      { organization: project.organization, stack: found },
      {
        own: known[stack] ?? [],
        // Only these two read the states of other stacks.
        others: /^(?:management|network)$/.test(stack) ? known : {},
      },
    );
  }

  for (const { title, changes, stack, expected } of cases) {
    it(`is refused in one sentence, and nothing else is: ${title}`, () => {
      const problems = problemsOf(stack, changes);
      assert.equal(problems.length, 1, problems.map(formatProblem).join("\n"));
      assert.match(problems.map(formatProblem).join(), expected);
    });
  }

  it("is refused together with every other one of its stack", () => {
    const together = cases.filter(({ alone }) => !alone);
    for (const stack of new Set(together.map((one) => one.stack))) {
      const rows = together.filter((one) => one.stack === stack);
      const problems = problemsOf(
        stack,
        rows.flatMap(({ changes }) => changes),
      );
      assert.equal(problems.length, rows.length, problems.map(formatProblem).join("\n"));
      for (const { expected } of rows) {
        assert.ok(
          problems.map(formatProblem).some((text) => expected.test(text)),
          String(expected),
        );
      }
    }
  });

  it("is not refused when nothing is deployed, and when only another part of the stack is", () => {
    for (const { changes, stack } of cases) {
      assert.deepEqual(problemsOf(stack, changes, {}), []);
      assert.deepEqual(problemsOf(stack, changes, { [stack]: [] }), []);
    }
  });

  it("is not refused where nothing has changed, in any stack", () => {
    for (const stack of Object.keys(defaultFiles().stacks)) {
      assert.deepEqual(problemsOf(stack, []), []);
    }
  });

  it("is refused when the stack of an account builds in another one", () => {
    const { project } = check(defaultFiles());
    const found = project?.stacks.find(({ stack }) => stack === "prod");
    assert.ok(project && found, "no stack prod");
    const wanted = { organization: project.organization, stack: found };
    const own = states["prod"] ?? [];
    const [vpc] = own.filter(({ type }) => type === "aws:ec2/vpc:Vpc");
    const accountId = String(vpc?.outputs["arn"]).split(":")[4] ?? "";
    const problems = (id: string): Problem[] =>
      settledProblems({ ...wanted, accountId: id }, { own, others: {} });
    assert.deepEqual(problems(accountId), []);
    assert.match(
      problems("999999999999").map(formatProblem).join(),
      new RegExp(`Pulumi.prod.yaml: account: must stay the account ${accountId}`),
    );
  });

  it("is refused when the organization would only be imported, unless nothing else is deployed", () => {
    const own = states["management"] ?? [];
    const outputOf = (type: string, output: string): string =>
      String(own.find((resource) => resource.type.endsWith(type))?.outputs[output]);
    const [id] = /[^/]+$/.exec(outputOf("/organization:Organization", "arn")) ?? [];
    const rootId = outputOf("/organizationalUnit:OrganizationalUnit", "parentId");
    const existing = { id, rootId };
    const again = (imported: boolean, management = own): string =>
      problemsOf(
        "management",
        [
          organization("existing", { ...existing, imported }),
          organization("rollout.stage", "enforce"),
        ],
        { management },
      )
        .map(formatProblem)
        .join("\n");
    assert.match(
      again(false),
      /^ {2}organization\.existing\.imported: must stay true: a run that only imports would delete .*, found false; write true again \(docs\/[^\n]*$/,
    );
    assert.equal(again(true), "");
    // The first run, and one that has failed in its middle.
    const imported = own.filter(({ type }) =>
      /^pulumi:|:(?:Organization|OrganizationalUnit|Account)$/.test(type),
    );
    assert.ok(imported.length > 5, "no accounts");
    assert.equal(again(false, imported), "");
  });

  it("keeps a group without accounts, and a group and an image under new keys with formerly", () => {
    assert.deepEqual(
      problemsOf("identity", [settings("identity", "identity.assignments.security", {})]),
      [],
    );
    const renamed = [
      settings("identity", "identity.assignments.developers", undefined),
      settings("identity", "identity.assignments.builders", sets("identity", "developers")),
      settings("identity", "identity.groups.builders", { formerly: ["developers"] }),
      settings("operations", "operations.images", ["storefront", "worker"]),
      settings("operations", "operations.renamedImages", { storefront: { formerly: ["web"] } }),
    ];
    assert.deepEqual(problemsOf("identity", renamed), []);
    assert.deepEqual(problemsOf("operations", renamed), []);
  });

  it("finds the zones of a control plane that version 0.1.0 has created, and third zones behind the network's", () => {
    const own = (states["prod"] ?? []).map((resource) =>
      resource.type === "aws:eks/cluster:Cluster"
        ? {
            ...resource,
            outputs: { ...resource.outputs, vpcConfig: { subnetIds: ["a", "b", "c"] } },
          }
        : resource,
    );
    const problems = problemsOf("prod", [], { prod: own });
    assert.match(
      problems.map(formatProblem).join(),
      /^ {2}Pulumi\.prod\.yaml: workload\.cluster\.controlPlaneZones: must stay 3: .*, found 2; write 3 again/,
    );
    const { project } = check(defaultFiles());
    const found = project?.stacks.find(({ stack }) => stack === "sandbox");
    assert.ok(project && found, "no stack sandbox");
    const wanted = { organization: project.organization, stack: found };
    const sandbox = states["sandbox"] ?? [];
    const withZones = (...zones: string[]): Problem[] =>
      settledProblems(wanted, { own: sandbox, others: {}, zones });
    assert.deepEqual(withZones("us-east-1a", "us-east-1b"), []);
    assert.deepEqual(withZones("us-east-1a", "us-east-1b", "us-east-1d"), []);
    assert.match(
      withZones("us-east-1b", "us-east-1a").map(formatProblem).join(),
      /zoneIds: must begin with the zones of the network, us-east-1a, us-east-1b, in this order/,
    );
    assert.match(
      withZones("us-east-1a").map(formatProblem).join(),
      /workload\.availabilityZones: must stay 2: database and cache may be in the last zone.*, found 1/,
    );
  });

  // public-reports B07: the file was renamed and the stack was not
  it("is refused when a renamed workload would begin in a new stack", () => {
    const { project } = check(
      filesWith([organization("accounts.sandbox.formerly", ["playground", "pit"])]),
    );
    const found = project?.stacks.find(({ stack }) => stack === "sandbox");
    assert.ok(project && found, "no stack sandbox");
    const wanted = { organization: project.organization, stack: found };
    const provider = { type: "pulumi:providers:aws", name: "sandbox", outputs: {} };
    const pit = { pit: states["sandbox"] ?? [] };
    assert.match(
      settledProblems(wanted, { own: [provider], others: pit })
        .map(formatProblem)
        .join(),
      /^ {2}Pulumi\.sandbox\.yaml: must belong to the renamed stack pit, .*run pulumi stack rm sandbox --force --yes --preserve-config, when that stack exists and has nothing in AWS, and pulumi stack rename sandbox -s pit/,
    );
    assert.deepEqual(settledProblems(wanted, { own: [], others: { pit: [provider] } }), []);
    assert.deepEqual(settledProblems(wanted, { own: [], others: {} }), []);
  });

  // A cluster of version 0.1.0 chose the newest image when its nodes were created.
  it("is an image of nodes that is older than theirs, for the same processor and minor", () => {
    const pin = imageReleaseOf("1.36", "arm64") ?? assert.fail("no image is pinned");
    const day = Number(pin.slice(-8));
    const withNodes = (outputs: object): string =>
      problemsOf("prod", [], {
        prod: (states["prod"] ?? []).map((resource) =>
          resource.type === "aws:eks/nodeGroup:NodeGroup"
            ? { ...resource, outputs: { ...resource.outputs, ...outputs } }
            : resource,
        ),
      })
        .map(formatProblem)
        .join("\n");
    const newer = pin.replace(String(day), String(day + 1));
    assert.match(
      withNodes({ releaseVersion: newer }),
      new RegExp(
        `^ {2}components/shared/version-matrix\\.json: the image arm64 of 1\\.36: must not be older than ${newer}, which the nodes of prod run: .*, found "${pin}"; run npm run versions -- --write`,
      ),
    );
    for (const outputs of [
      { releaseVersion: pin },
      { releaseVersion: pin.replace(String(day), String(day - 1)) },
      { releaseVersion: "1.35.99-20991231" },
      { releaseVersion: newer, instanceTypes: ["m7i.large"] },
      { releaseVersion: newer, instanceTypes: ["m7g.4xlarge"] },
    ]) {
      assert.equal(withNodes(outputs), "", JSON.stringify(outputs));
    }
  });
});
