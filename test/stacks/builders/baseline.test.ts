import assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { buildsBaseline } from "../../../stacks";
import { credentialsOf, makesRole } from "../../support/cases/deletion-order";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import {
  accountIds,
  document,
  planAll,
  planned,
  type PlannedResource,
  planOf,
} from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

/** Types with one resource in each account, independent of the stack that creates it. */
const perAccount = [
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
];
/** Types with one resource in each account and Region. */
const perRegion = [
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:cfg/recorder:Recorder",
  "aws:cfg/deliveryChannel:DeliveryChannel",
  "aws:cfg/recorderStatus:RecorderStatus",
];
/** Settings that a declarative policy can set instead, with its guardrail and the safe value. */
const ownable: readonly (readonly [type: string, guardrail: string, safe: object])[] = [
  [
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    "deny-public-snapshots",
    { state: "block-all-sharing" },
  ],
  [
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
    "deny-public-images",
    { state: "block-new-sharing" },
  ],
  [
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    "require-imdsv2",
    { httpTokens: "required", httpPutResponseHopLimit: 2 },
  ],
  // Without the argument it would open the console.
  ["aws:ec2/serialConsoleAccess:SerialConsoleAccess", "deny-serial-console", { enabled: false }],
];

async function everything(): Promise<PlannedResource[]> {
  return [...(await planOf()).values()].flatMap(({ resources }) => resources);
}

function placeOf({ provider }: PlannedResource): string {
  return `${provider?.account} ${provider?.region}`;
}

function assertOnceARegion(
  resources: readonly PlannedResource[],
  type: string,
  accounts: number,
): void {
  const found = resources.filter((resource) => resource.type === type);
  assert.equal(new Set(found.map(placeOf)).size, accounts * 2, type);
  assert.equal(found.length, accounts * 2, type);
}

/** Every singleton must exist once per account, or per account and Region. */
function assertSingletons(resources: readonly PlannedResource[], accounts: number): void {
  for (const type of perAccount) {
    const found = resources.filter((resource) => resource.type === type);
    assert.equal(new Set(found.map(({ provider }) => provider?.account)).size, accounts, type);
    assert.equal(found.length, accounts, type);
  }
  for (const type of perRegion) {
    assertOnceARegion(resources, type, accounts);
  }
  for (const kind of ["BILLING", "OPERATIONS", "SECURITY"]) {
    const found = resources.filter(
      ({ type, inputs }) =>
        type === "aws:account/alternativeContact:AlternativeContact" &&
        inputs["alternateContactType"] === kind,
    );
    assert.equal(new Set(found.map(({ provider }) => provider?.account)).size, accounts, kind);
    assert.equal(found.length, accounts, kind);
  }
  const configRoles = resources.filter(
    ({ type, inputs }) =>
      type === "aws:iam/serviceLinkedRole:ServiceLinkedRole" &&
      inputs["awsServiceName"] === "config.amazonaws.com",
  );
  assert.equal(new Set(configRoles.map(({ provider }) => provider?.account)).size, accounts);
  assert.equal(configRoles.length, accounts, "one service-linked role of Config per account");
}

describe("The account baseline", () => {
  it("stands in every account and governed Region exactly once [A1]", async () => {
    assertSingletons(await everything(), 9);
  });

  it("encrypts volumes", async () => {
    for (const { inputs } of (await everything()).filter(
      ({ type }) => type === "aws:ebs/encryptionByDefault:EncryptionByDefault",
    )) {
      assert.equal(inputs["enabled"], true);
    }
  });

  it("leaves to declarative policies what they own, and sets it where their guardrails are off", async () => {
    const owned = new Set(ownable.map(([type]) => type));
    assert.deepEqual(
      (await everything()).filter(({ type }) => owned.has(type)),
      [],
    );
    const organization = defaultOrganization();
    for (const [, guardrail] of ownable) {
      setAt(organization, `guardrails.${guardrail}.enabled`, false);
    }
    await withProject({ organization }, async (folder) => {
      const plan = await planAll(loadProject(folder));
      const resources = [...plan.values()].flatMap((stack) => stack.resources);
      for (const [type, , safe] of ownable) {
        assertOnceARegion(resources, type, 9);
        for (const { inputs } of resources.filter((resource) => resource.type === type)) {
          assert.deepEqual(inputs, { ...inputs, ...safe });
        }
      }
    });
  });

  it("keeps in AWS everything that the credentials of a deployment consist of: destruction goes on with them", async () => {
    const organization = defaultOrganization();
    setAt(organization, "credentials", "deployment");
    await withProject({ organization }, async (folder) => {
      const kept: string[] = [];
      for (const stack of (await planAll(loadProject(folder))).values()) {
        for (const provider of stack.all("pulumi:providers:aws")) {
          const credentials = credentialsOf(provider.inputs);
          assert.equal(credentials?.role, "platform-deployment", provider.urn);
          const grants = stack.resources.filter(
            ({ type, inputs, providerUrn }) =>
              providerUrn === provider.urn && makesRole(credentials, type, inputs),
          );
          kept.push(...grants.map(({ urn }) => urn));
          assert.deepEqual(
            grants.filter(({ options }) => options.retainOnDelete !== true).map(({ urn }) => urn),
            [],
          );
        }
      }
      assert.equal(kept.length, 9 * 2, "role and permission of each account");
    });
  });

  it("starts Config in AWS's order: role, recorder, channel, switch [r2.10, A10]", async () => {
    const stack = await planned("network");
    const recorder = stack.one("aws:cfg/recorder:Recorder", "baseline-config-us-west-2");
    const channel = stack.one("aws:cfg/deliveryChannel:DeliveryChannel", recorder.name);
    const status = stack.one("aws:cfg/recorderStatus:RecorderStatus", recorder.name);
    const role = stack.one("aws:iam/serviceLinkedRole:ServiceLinkedRole");
    assert.ok(recorder.propertyDependencies["roleArn"]?.includes(role.urn));
    assert.ok(channel.dependencies.includes(recorder.urn));
    assert.ok(status.dependencies.includes(channel.urn));
  });

  it("leaves detection to the audit account, since it could take its own off [r2.10]", async () => {
    const packs = (await everything()).filter(
      ({ type }) => type === "aws:cfg/conformancePack:ConformancePack",
    );
    const { management } = await accountIds();
    assert.deepEqual(
      packs.map(({ provider }) => provider),
      ["us-east-1", "us-west-2"].map((region) => ({ account: management, region })),
    );
  });

  it("records global resources in the home Region only", async () => {
    const recorders = (await everything()).filter(
      ({ type }) => type === "aws:cfg/recorder:Recorder",
    );
    for (const { inputs, provider } of recorders) {
      assert.deepEqual(inputs["recordingGroup"], {
        allSupported: true,
        includeGlobalResourceTypes: provider?.region === "us-east-1",
      });
    }
  });

  it("records the management account from the log-archive stack, once the bucket lets it deliver [A10]", async () => {
    const archive = await planned("log-archive");
    const channels = archive.all("aws:cfg/deliveryChannel:DeliveryChannel");
    const policies = archive.all("aws:s3/bucketPolicy:BucketPolicy").map(({ urn }) => urn);
    assert.equal(channels.filter(({ provider }) => provider?.account === "000000000000").length, 2);
    for (const channel of channels) {
      assert.ok(
        channel.dependencies.some((urn) => policies.includes(urn)),
        channel.urn,
      );
    }
  });

  it("leaves Config alone in an account whose recorder exists already", async () => {
    const organization = defaultOrganization();
    setAt(organization, "accounts.network.configRecorder", "external");
    await withProject({ organization }, async (folder) => {
      const plan = await planAll(loadProject(folder));
      assert.deepEqual(plan.get("network")?.all("aws:cfg/recorder:Recorder"), []);
      assert.equal(plan.get("backup")?.all("aws:cfg/recorder:Recorder").length, 2);
    });
  });

  it("makes the deployment role in every account, trusted by exact roles of two accounts [B13]", async () => {
    const roles = (await everything()).filter(
      ({ type, inputs }) =>
        type === "aws:iam/role:Role" && inputs["name"] === "platform-deployment",
    );
    assert.equal(roles.length, 9);
    for (const role of roles) {
      assert.equal(role.options.protect, true);
      assert.equal(role.options.deleteBeforeReplace, true);
      const [statement] = document(role.inputs["assumeRolePolicy"]).Statement;
      const { AWS: principals } = statement?.["Principal"] as { AWS: string[] };
      assert.equal(principals.length, 2);
      assert.ok(principals.every((principal) => /^arn:aws:iam::\d{12}:root$/.test(principal)));
      const condition = statement?.["Condition"] as { ArnLike: { "aws:PrincipalArn": string[] } };
      assert.deepEqual(condition.ArnLike["aws:PrincipalArn"].slice(0, 2), [
        "arn:aws:iam::*:role/platform-deployment",
        "arn:aws:iam::*:role/platform-delivery",
      ]);
    }
  });

  it("is built by the first role of the table where stacks share an account", () => {
    assert.ok(buildsBaseline("network", ["operations", "network"]));
    assert.ok(!buildsBaseline("operations", ["operations", "network"]));
    assert.ok(buildsBaseline("operations", undefined));
  });

  it("exists once in the five-account layout, where shared services hold network and operations [r2.1]", async () => {
    const organization = defaultOrganization();
    for (const account of ["network", "operations", "identity", "audit", "backup"]) {
      setAt(organization, `accounts.${account}`, undefined);
    }
    setAt(organization, "accounts.shared-services", {
      organizationalUnit: "Shared",
      roles: ["network", "operations", "identity", "backup", "audit"],
    });
    const stacks = Object.fromEntries([
      ["network", { role: "network", account: "shared-services" }],
      [
        "operations",
        {
          role: "operations",
          account: "shared-services",
          operations: {},
        },
      ],
      [
        "identity",
        {
          role: "identity",
          account: "shared-services",
          identity: {
            assignments: { people: { readOnly: ["prod", "sandbox"], developer: ["sandbox"] } },
          },
        },
      ],
      [
        "backup",
        {
          role: "backup",
          account: "shared-services",
          backup: { lockMode: "governance" },
        },
      ],
      [
        "audit",
        {
          role: "audit",
          account: "shared-services",
          audit: { notificationEmails: ["soc@example.com"] },
        },
      ],
    ] as const);
    await withProject({ organization, stacks }, async (folder) => {
      const plan = await planAll(loadProject(folder));
      for (const { plan: stack } of plan.values()) {
        assert.deepEqual([...stack.errors], [], stack.stack);
      }
      assertSingletons(
        [...plan.values()].flatMap(({ resources }) => resources),
        5,
      );
    });
  });
});

describe("Providers", () => {
  it("pin the account they may work in and assume a role there", async () => {
    for (const stack of (await planOf()).values()) {
      for (const provider of stack.all("pulumi:providers:aws")) {
        const ids = JSON.parse(String(provider.inputs["allowedAccountIds"])) as string[];
        assert.equal(ids.length, 1);
        assert.match(ids[0] ?? "", /^\d{12}$/);
        const roles = JSON.parse(
          (provider.inputs["assumeRoles"] as string | undefined) ?? "[]",
        ) as {
          roleArn: string;
        }[];
        assert.deepEqual(
          roles.map(({ roleArn }) => roleArn),
          provider.name === "management"
            ? []
            : [`arn:aws:iam::${ids[0]}:role/OrganizationAccountAccessRole`],
        );
        const tags = JSON.parse(String(provider.inputs["defaultTags"])) as {
          tags: Record<string, string>;
        };
        for (const key of ["Environment", "Project", "Owner", "CostCenter", "ManagedBy"]) {
          assert.ok(tags.tags[key], `${provider.urn} ${key} [r2.18]`);
        }
      }
    }
  });

  it("wait out the throttling of the Organizations API, in the management account alone", async () => {
    for (const stack of (await planOf()).values()) {
      for (const provider of stack.all("pulumi:providers:aws")) {
        assert.deepEqual(
          [provider.inputs["maxRetries"], provider.inputs["retryMode"]],
          provider.name === "management" ? ["50", "adaptive"] : [undefined, undefined],
          provider.urn,
        );
      }
    }
  });

  it("switch to the deployment role by configuration, account by account", async () => {
    const organization = defaultOrganization();
    setAt(organization, "accounts.network.credentials", "deployment");
    await withProject({ organization }, async (folder) => {
      const plan = await planAll(loadProject(folder));
      const roleOf = (stack: string): string =>
        String(plan.get(stack)?.one("pulumi:providers:aws", stack).inputs["assumeRoles"]);
      assert.match(roleOf("network"), /role\/platform-deployment/);
      assert.match(roleOf("audit"), /role\/OrganizationAccountAccessRole/);
    });
  });

  it("assume the role that can only read in a run for a pull request", async () => {
    await withProject({}, async (folder) => {
      const project = loadProject(folder);
      const stacks = project.stacks.map((stack) => ({
        ...stack,
        ...(stack.stack === "network" && {
          config: { ...stack.config, "platform:credentials": "preview" },
        }),
      }));
      const network = (await planAll({ ...project, stacks }, true)).get("network");
      assert.match(
        String(network?.one("pulumi:providers:aws", "network").inputs["assumeRoles"]),
        /role\/platform-preview/,
      );
    });
  });

  it("bootstrap accounts of Control Tower with its own role, and adopted ones with theirs", async () => {
    const organization = defaultOrganization();
    setAt(organization, "governance", "control-tower");
    setAt(organization, "existing", { id: "o-abcdefghij", rootId: "r-abcd", imported: true });
    setAt(organization, "rollout.stage", "enforce");
    const accounts = organization["accounts"] as Record<string, Record<string, unknown>>;
    Object.keys(accounts).forEach((name, index) => {
      if (name !== "management") {
        setAt(organization, `accounts.${name}.id`, String(111_111_111_111 + index));
      }
    });
    setAt(organization, "accounts.prod.bootstrapRole", "InvitedAccountAccess");
    await withProject({ organization }, async (folder) => {
      const plan = await planAll(loadProject(folder));
      const roleOf = (stack: string): string =>
        String(plan.get(stack)?.one("pulumi:providers:aws", stack).inputs["assumeRoles"]);
      assert.match(roleOf("network"), /role\/AWSControlTowerExecution/);
      assert.match(roleOf("prod"), /role\/InvitedAccountAccess/);
      const recorders = [...plan.values()].flatMap((stack) =>
        stack.all("aws:cfg/recorder:Recorder"),
      );
      assert.deepEqual(recorders, [], "Control Tower records the accounts it has enrolled");
    });
  });
});
