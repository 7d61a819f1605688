import assert from "node:assert/strict";
import { loadProject } from "../../cli/planner/project";
import { guardrails } from "../../policy-pack/guardrails";
import { buildsBaseline } from "../../stacks";
import { defaultOrganization, setAt } from "../support/company";
import { document, planAll, planned, type PlannedResource, planOf } from "../support/planned";
import { withProject } from "../support/project";

/** Types of which an account has one, whatever stack makes it. */
const perAccount = [
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
];
/** Types of which an account has one in each Region. */
const perRegion = [
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
  "aws:cfg/recorder:Recorder",
  "aws:cfg/deliveryChannel:DeliveryChannel",
  "aws:cfg/recorderStatus:RecorderStatus",
  "aws:cfg/conformancePack:ConformancePack",
];

async function everything(): Promise<PlannedResource[]> {
  return [...(await planOf()).values()].flatMap(({ resources }) => resources);
}

function placeOf({ provider }: PlannedResource): string {
  return `${provider?.account} ${provider?.region}`;
}

/** Every singleton must exist once per account, or per account and Region. */
function assertSingletons(resources: readonly PlannedResource[], accounts: number): void {
  for (const type of perAccount) {
    const found = resources.filter((resource) => resource.type === type);
    assert.equal(new Set(found.map(({ provider }) => provider?.account)).size, accounts, type);
    assert.equal(found.length, accounts, type);
  }
  for (const type of perRegion) {
    const found = resources.filter((resource) => resource.type === type);
    assert.equal(new Set(found.map(placeOf)).size, accounts * 2, type);
    assert.equal(found.length, accounts * 2, type);
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

  it("encrypts, blocks and defaults to what is safe", async () => {
    for (const { type, inputs } of await everything()) {
      switch (type) {
        case "aws:ebs/encryptionByDefault:EncryptionByDefault":
          assert.equal(inputs["enabled"], true);
          break;
        case "aws:ec2/serialConsoleAccess:SerialConsoleAccess":
          assert.equal(inputs["enabled"], false, "without the argument it would open the console");
          break;
        case "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults":
          assert.equal(inputs["httpTokens"], "required");
          assert.equal(inputs["httpPutResponseHopLimit"], 2);
          break;
        case "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess":
          assert.equal(inputs["state"], "block-all-sharing");
          break;
        case "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess":
          assert.equal(inputs["state"], "block-new-sharing");
          break;
        default:
          break;
      }
    }
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

  it("finds what breaks a guardrail by Config rules, once the recorders run [r2.10]", async () => {
    const expected = guardrails.flatMap(({ detect }) =>
      "none" in detect ? [] : detect.map(({ configRule, global }) => ({ configRule, global })),
    );
    for (const stack of (await planOf()).values()) {
      for (const pack of stack.all("aws:cfg/conformancePack:ConformancePack")) {
        const home = pack.provider?.region === "us-east-1";
        const template = JSON.parse(String(pack.inputs["templateBody"])) as {
          Resources: Record<string, { Properties: { Source: { SourceIdentifier: string } } }>;
        };
        assert.deepEqual(
          Object.values(template.Resources)
            .map(({ Properties }) => Properties.Source.SourceIdentifier)
            .sort(),
          expected
            .filter(({ global }) => home || global !== true)
            .map(({ configRule }) => configRule)
            .sort(),
        );
        const statuses = stack
          .all("aws:cfg/recorderStatus:RecorderStatus")
          .filter(({ provider }) => placeOf(pack) === `${provider?.account} ${provider?.region}`);
        assert.equal(statuses.length, 1);
        assert.ok(
          statuses.every(({ urn }) => pack.dependencies.includes(urn)),
          pack.urn,
        );
      }
    }
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
          operations: { github: { platform: { organization: "example", name: "platform" } } },
        },
      ],
      ["identity", { role: "identity", account: "shared-services" }],
      [
        "backup",
        {
          role: "backup",
          account: "shared-services",
          backup: { lockMode: "governance" },
        },
      ],
      ["audit", { role: "audit", account: "shared-services" }],
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
    const stacks = { network: { role: "network", credentials: "preview" } };
    await withProject({ stacks }, async (folder) => {
      const network = (await planAll(loadProject(folder))).get("network");
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
