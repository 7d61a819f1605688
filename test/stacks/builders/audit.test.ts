import * as assert from "node:assert/strict";
import { threatDetectionFeatures } from "../../../components/security/threat-detection-features";
import { guardrails } from "../../../policy-pack/guardrails";
import type { ConfigDetection } from "../../../policy-pack/guardrails/types/detection";
import { unrecordedAccounts } from "../../../stacks/company/accounts";
import { configDetections, managementDetections } from "../../../stacks/guardrails";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { organizationWith } from "../../support/plan/organization";
import {
  accountIds,
  document,
  planned,
  type PlannedResource,
  planOf,
  repository,
} from "../../support/plan/planned";
import { planStack } from "../../support/plan/project";

const DETECTOR = "aws:guardduty/detector:Detector";
const GUARDDUTY_ADMIN = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
const GUARDDUTY = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
const OWN_FEATURE = "aws:guardduty/detectorFeature:DetectorFeature";
const FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
const HUB = "aws:securityhub/account:Account";
const HUB_ADMIN = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount";
const FINDINGS = "aws:securityhub/findingAggregator:FindingAggregator";
const CENTRAL = "aws:securityhub/organizationConfiguration:OrganizationConfiguration";
const HUB_POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy";
const ASSOCIATION = "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation";
const AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator";
const ORGANIZATION_PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack";
const PACK = "aws:cfg/conformancePack:ConformancePack";
const RECORDING = "aws:cfg/recorderStatus:RecorderStatus";
const TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const BUS_POLICY = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const SERVICE_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const ROLE = "aws:iam/role:Role";

const places = (resources: readonly PlannedResource[]): unknown[] =>
  resources.map(({ provider }) => provider);

/** The Config rules of a conformance pack. */
function rulesOf({ inputs }: PlannedResource): Pick<ConfigDetection, "configRule">[] {
  const { Resources } = JSON.parse(String(inputs["templateBody"])) as {
    Resources: Record<
      string,
      { Properties: { Source: { SourceIdentifier: string }; InputParameters?: object } }
    >;
  };
  return Object.values(Resources).map(({ Properties: { Source, InputParameters } }) => ({
    configRule: Source.SourceIdentifier,
    ...(InputParameters && { inputParameters: InputParameters }),
  }));
}

/** The rules of a scope that a pack in a Region must contain. Global rules are in the home Region only. */
function rulesFor(
  region: unknown,
  detections: readonly ConfigDetection[],
): Pick<ConfigDetection, "configRule">[] {
  return detections
    .filter(({ global }) => global !== true || region === "us-east-1")
    .map(({ configRule, inputParameters }) => ({
      configRule,
      ...(inputParameters && { inputParameters }),
    }));
}

/** A deployed organization whose accounts have ids, with changes. */
function existing(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const organization = defaultOrganization();
  setAt(organization, "existing", { id: "o-exampleorg1", rootId: "r-abcd", imported: true });
  setAt(organization, "rollout.stage", "enforce");
  for (const [index, name] of Object.keys(organization["accounts"] as object).entries()) {
    setAt(organization, `accounts.${name}.id`, idOf(index));
    setAt(organization, `accounts.${name}.bootstrapRole`, "OrganizationAccountAccessRole");
  }
  for (const [path, value] of Object.entries(changes)) {
    setAt(organization, path, value);
  }
  return organization;
}

const idOf = (index: number): string => String(100_000_000_000 + index);

/** Keys of the accounts that the packs of a changed company exclude, by name of the pack. */
async function leftOutBy(
  changes: Readonly<Record<string, unknown>>,
): Promise<Record<string, string[]>> {
  const organization = existing(changes);
  const keys = Object.keys(organization["accounts"] as object);
  const found: Record<string, string[]> = {};
  for (const { inputs } of (await planStack("audit", { organization })).all(ORGANIZATION_PACK)) {
    const excluded = inputs["excludedAccounts"] as string[];
    const out = keys.filter((_, index) => excluded.includes(idOf(index))).sort();
    assert.equal(out.length, excluded.length);
    assert.deepEqual((found[String(inputs["name"])] ??= out), out);
  }
  return found;
}

/** Keys of the accounts that the pack for the whole organization excludes. */
async function leftOut(changes: Readonly<Record<string, unknown>>): Promise<string[]> {
  return (await leftOutBy(changes))["platform-guardrails"] ?? [];
}

/** Asserts that each resource depends on the one before. */
function assertOrder(...chain: PlannedResource[]): void {
  for (const [index, { urn, dependencies }] of chain.entries()) {
    const before = chain[index - 1];
    assert.ok(!before || dependencies.includes(before.urn), `${urn} after ${before?.urn ?? ""}`);
  }
}

const notificationEmails = ["soc@example.com"];

describe("The audit stack", () => {
  describe("GuardDuty", () => {
    for (const region of ["us-east-1", "us-west-2"]) {
      it(`has a detector in ${region} before its administrator is appointed there, and settings after [r2.2, r0.5]`, async () => {
        const stack = await planned("audit");
        const { audit, management } = await accountIds();
        const name = `threat-detection-${region}`;
        const detector = stack.one(DETECTOR, name);
        const administrator = stack.one(GUARDDUTY_ADMIN, name);
        const configuration = stack.one(GUARDDUTY, name);
        assertOrder(detector, administrator, configuration);
        assert.deepEqual(places([detector, administrator, configuration]), [
          { account: audit, region },
          { account: management, region },
          { account: audit, region },
        ]);
        assert.equal(administrator.inputs["adminAccountId"], audit);
        assert.equal(detector.options.protect, true);
        assert.equal(configuration.inputs["autoEnableOrganizationMembers"], "ALL");
        assert.equal(configuration.inputs["detectorId"], detector.id);
      });

      it(`turns every protection plan on in ${region}, for the organization and for itself [r2.2]`, async () => {
        const stack = await planned("audit");
        const configuration = stack.one(GUARDDUTY, `threat-detection-${region}`);
        for (const [type, state] of [
          [FEATURE, { autoEnable: "ALL" }],
          [OWN_FEATURE, { status: "ENABLED" }],
        ] as const) {
          const features = stack.all(type).filter(({ inputs }) => inputs["region"] === region);
          assert.deepEqual(
            features.map(({ inputs }) => inputs["name"]).sort(),
            [...threatDetectionFeatures].sort(),
          );
          for (const { inputs, dependencies } of features) {
            const agents = [
              "EKS_ADDON_MANAGEMENT",
              "ECS_FARGATE_AGENT_MANAGEMENT",
              "EC2_AGENT_MANAGEMENT",
            ];
            assert.deepEqual({ ...inputs, ...state }, inputs);
            assert.deepEqual(
              inputs["additionalConfigurations"],
              inputs["name"] === "RUNTIME_MONITORING"
                ? agents.map((name) => ({ name, ...state }))
                : undefined,
            );
            assert.equal(dependencies.includes(configuration.urn), type === FEATURE);
          }
        }
      });
    }

    it("reaches the management account, whose service-linked role comes first [r2.2]", async () => {
      const stack = await planned("audit");
      const { management } = await accountIds();
      const role = stack.one(SERVICE_ROLE, "threat-detection-management");
      assert.equal(role.inputs["awsServiceName"], "guardduty.amazonaws.com");
      assert.equal(role.provider?.account, management);
      for (const { dependencies } of stack.all(GUARDDUTY)) {
        assert.ok(dependencies.includes(role.urn));
      }
    });

    it("omits plans that a Region lacks", async () => {
      const audit = { notificationEmails, threatDetection: { features: ["S3_DATA_EVENTS"] } };
      const stack = await planStack("audit", { stacks: { audit: { role: "audit", audit } } });
      assert.equal(stack.all(FEATURE).length, 2);
    });
  });

  describe("Security Hub", () => {
    it("is administered from the home Region alone and configured centrally, in AWS's order [r2.2, r2.10]", async () => {
      const stack = await planned("audit");
      const { audit, management } = await accountIds();
      const home = { account: audit, region: "us-east-1" };
      const chain = [
        stack.one(HUB, "security-hub"),
        stack.one(HUB_ADMIN),
        stack.one(FINDINGS),
        stack.one(CENTRAL),
        stack.one(HUB_POLICY),
        stack.one(ASSOCIATION),
      ];
      assertOrder(...chain);
      assert.deepEqual(places(chain), [
        home,
        { account: management, region: "us-east-1" },
        home,
        home,
        home,
        home,
      ]);
      assert.equal(stack.one(HUB_ADMIN).inputs["adminAccountId"], audit);
      assert.deepEqual(stack.one(CENTRAL).inputs, {
        region: "us-east-1",
        autoEnable: false,
        autoEnableStandards: "NONE",
        organizationConfiguration: { configurationType: "CENTRAL" },
      });
    });

    it("gathers the findings of every governed Region in the home Region [r2.10]", async () => {
      assert.deepEqual((await planned("audit")).one(FINDINGS).inputs, {
        region: "us-east-1",
        linkingMode: "SPECIFIED_REGIONS",
        specifiedRegions: ["us-west-2"],
      });
    });

    it("links no Region where the company has only one, and hands no event on", async () => {
      const organization = { ...defaultOrganization(), governedRegions: ["us-east-1"] };
      const stack = await planStack("audit", { organization });
      assert.equal(stack.one(FINDINGS).inputs["linkingMode"], "NO_REGIONS");
      assert.equal(stack.all(TARGET).length, 4);
      assert.equal(stack.all(DETECTOR).length, 1);
    });

    it("checks every account of the organization against the chosen standards alone [r2.10]", async () => {
      const stack = await planned("audit");
      const { organizationRootId } = (await planned("management")).plan.outputs;
      assert.equal(stack.one(ASSOCIATION).inputs["targetId"], organizationRootId);
      assert.deepEqual(stack.one(HUB_POLICY).inputs["configurationPolicy"], {
        serviceEnabled: true,
        enabledStandardArns: [
          "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
          "arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
        ],
        securityControlsConfiguration: { disabledControlIdentifiers: [] },
      });
      for (const { inputs } of stack.all(HUB)) {
        assert.equal(inputs["enableDefaultStandards"], false);
        assert.equal(inputs["controlFindingGenerator"], "SECURITY_CONTROL");
      }
    });

    it("checks the controls that guardrails name as their detection, whatever the standards", async () => {
      const securityHub = { standards: ["cis-5.0"] };
      const audit = { role: "audit", audit: { notificationEmails, securityHub } };
      const stacks = [await planned("audit"), await planStack("audit", { stacks: { audit } })];
      const named = guardrails.flatMap(({ detect }) =>
        "none" in detect
          ? []
          : detect.flatMap((one) => ("securityHubControl" in one ? [one.securityHubControl] : [])),
      );
      assert.ok(named.length > 0);
      for (const stack of stacks) {
        const { enabledStandardArns, securityControlsConfiguration } = stack.one(HUB_POLICY).inputs[
          "configurationPolicy"
        ] as {
          enabledStandardArns: string[];
          securityControlsConfiguration: { disabledControlIdentifiers: string[] };
        };
        assert.match(
          enabledStandardArns.join(" "),
          /standards\/aws-foundational-security-best-practices\//,
        );
        const { disabledControlIdentifiers: disabled } = securityControlsConfiguration;
        assert.deepEqual(
          named.filter((control) => disabled.includes(control)),
          [],
        );
      }
    });

    it("is on in the management account before the policy reaches it [r2.10]", async () => {
      const stack = await planned("audit");
      const { management } = await accountIds();
      const hub = stack.one(HUB, "security-hub-management");
      assert.deepEqual(hub.provider, { account: management, region: "us-east-1" });
      assertOrder(stack.one(CENTRAL), hub, stack.one(ASSOCIATION));
    });
  });

  it("aggregates the configuration of every account and Region, with the role AWS Config demands [A10, r0.5, r2.2, r2.10]", async () => {
    const stack = await planned("audit");
    const { audit } = await accountIds();
    const aggregator = stack.one(AGGREGATOR);
    const role = stack.one(ROLE, "config-aggregator");
    const permissions = stack.one(
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "config-aggregator",
    );
    assert.deepEqual(aggregator.provider, { account: audit, region: "us-east-1" });
    const { roleArn, ...source } = aggregator.inputs["organizationAggregationSource"] as Record<
      string,
      unknown
    >;
    assert.deepEqual(source, { allRegions: true });
    assert.match(String(roleArn), new RegExp(`^arn:aws:iam::${audit ?? ""}:role/`));
    assertOrder(role, permissions, aggregator);
    assert.equal(
      permissions.inputs["policyArn"],
      "arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations",
    );
    assert.match(String(role.inputs["assumeRolePolicy"]), /config\.amazonaws\.com/);
  });

  it("leaves the aggregator to Control Tower where that governs", async () => {
    const organization: Record<string, unknown> = {
      ...defaultOrganization(),
      governance: "control-tower",
    };
    setAt(organization, "existing", { id: "o-exampleorg1", rootId: "r-abcd" });
    setAt(organization, "rollout.stage", "enforce");
    const accounts = organization["accounts"] as Record<string, unknown>;
    for (const [index, name] of Object.keys(accounts).entries()) {
      setAt(accounts, `${name}.id`, String(100000000000 + index));
    }
    const stack = await planStack("audit", { organization });
    assert.deepEqual(stack.all(AGGREGATOR), []);
    assert.equal(stack.plan.outputs["configAggregatorArn"], undefined);
  });

  describe("Detection", () => {
    it("has one pack of the guardrails' rules in each governed Region, for every account [r2.10]", async () => {
      const { audit } = await accountIds();
      const packs = (await planned("audit"))
        .all(ORGANIZATION_PACK)
        .filter(({ inputs }) => inputs["name"] === "platform-guardrails");
      assert.deepEqual(places(packs), [
        { account: audit, region: "us-east-1" },
        { account: audit, region: "us-west-2" },
      ]);
      const detections = managementDetections(organizationWith());
      for (const pack of packs) {
        assert.deepEqual(rulesOf(pack), rulesFor(pack.inputs["region"], detections));
      }
    });

    it("has one pack for each narrower scope, which excludes the accounts outside it [r2.10]", async () => {
      const changes = { credentials: "deployment", "accounts.prod.credentials": "deployment" };
      const outside = ["audit", "backup", "identity", "log-archive", "management", "network"];
      assert.deepEqual(await leftOutBy(changes), {
        "platform-guardrails": ["management"],
        "platform-guardrails-production": [...outside, "operations", "sandbox"],
        "platform-guardrails-production-staging-shared": ["management", "sandbox"],
      });
      const organization = existing(changes);
      const packs = (await planStack("audit", { organization })).all(ORGANIZATION_PACK);
      const scopes = configDetections(organizationWith());
      assert.equal(packs.length, 2 * scopes.length);
      for (const { name = "", detections } of scopes) {
        for (const region of ["us-east-1", "us-west-2"]) {
          const resource = ["detection", name, region].filter((part) => part !== "").join("-");
          const pack = packs.find((one) => one.name === resource);
          assert.deepEqual(pack && rulesOf(pack), rulesFor(region, detections));
        }
      }
    });

    it("creates no pack for a scope without recorded accounts", async () => {
      assert.ok(!("platform-guardrails-production" in (await leftOutBy({}))));
    });

    it("starts once this account records: an account that does not fails the pack", async () => {
      const stack = await planned("audit");
      const recording = stack.all(RECORDING).map(({ urn }) => urn);
      assert.equal(recording.length, 2);
      for (const { dependencies } of stack.all(ORGANIZATION_PACK)) {
        assert.deepEqual(
          recording.filter((urn) => !dependencies.includes(urn)),
          [],
        );
      }
    });

    it("excludes the accounts that do not record yet, according to their credentials", async () => {
      const workloads = ["backup", "identity", "network", "operations", "prod", "sandbox"];
      assert.deepEqual(await leftOut({}), [
        ...workloads.slice(0, 2),
        "management",
        ...workloads.slice(2),
      ]);
      assert.deepEqual(await leftOut({ "accounts.prod.credentials": "deployment" }), [
        ...["backup", "identity", "management", "network", "operations", "sandbox"],
      ]);
      assert.deepEqual(
        await leftOut({ credentials: "deployment", "accounts.sandbox.credentials": "bootstrap" }),
        ["management", "sandbox"],
      );
      assert.deepEqual(await leftOut({ credentials: "deployment" }), ["management"]);
    });

    it("excludes no account that is recorded by then, also when roles share it", () => {
      const organization = organizationWith({
        "accounts.audit": undefined,
        "accounts.log-archive": undefined,
        "accounts.network": undefined,
        "accounts.security": {
          organizationalUnit: "Security",
          roles: ["log-archive", "audit", "network"],
        },
      });
      assert.deepEqual(unrecordedAccounts(organization).sort(), [
        ...["backup", "identity", "operations", "prod", "sandbox"],
      ]);
    });

    it("includes an account with an external recorder from the first day", async () => {
      assert.deepEqual(await leftOut({ governance: "control-tower" }), ["management"]);
      assert.ok(!(await leftOut({ "accounts.prod.configRecorder": "external" })).includes("prod"));
    });

    it("is in the management account by a pack of its own, once it records [r2.10]", async () => {
      const stack = await planned("log-archive");
      const { management } = await accountIds();
      const packs = stack.all(PACK);
      assert.deepEqual(places(packs), [
        { account: management, region: "us-east-1" },
        { account: management, region: "us-west-2" },
      ]);
      const detections = managementDetections(organizationWith());
      for (const pack of packs) {
        assert.deepEqual(rulesOf(pack), rulesFor(pack.inputs["region"], detections));
        const recording = stack
          .all(RECORDING)
          .filter(({ provider }) => provider?.account === management);
        assert.equal(recording.length, 2);
        assert.ok(recording.every(({ urn }) => pack.dependencies.includes(urn)));
      }
    });

    it("can be switched off with its guardrails", async () => {
      const organization = defaultOrganization();
      for (const { id } of guardrails) {
        setAt(organization, `guardrails.${id}.enabled`, false);
      }
      assert.deepEqual((await planStack("audit", { organization })).all(ORGANIZATION_PACK), []);
    });
  });

  it("watches in every governed Region who outside can reach the organization's resources", async () => {
    const { audit } = await accountIds();
    const analyzers = (await planned("audit")).all("aws:accessanalyzer/analyzer:Analyzer");
    assert.deepEqual(places(analyzers), [
      { account: audit, region: "us-east-1" },
      { account: audit, region: "us-west-2" },
    ]);
    for (const { inputs } of analyzers) {
      assert.equal(inputs["type"], "ORGANIZATION");
    }
  });

  it("records its own configuration into the log archive's bucket [A10]", async () => {
    const { configBucketName } = (await planned("log-archive")).plan.outputs;
    const channels = (await planned("audit")).all("aws:cfg/deliveryChannel:DeliveryChannel");
    assert.deepEqual(
      channels.map(({ inputs }) => inputs["s3BucketName"]),
      [configBucketName, configBucketName],
    );
  });

  it("knows every policy document and topic name before it is deployed", async () => {
    const stack = (await planOf(repository, true)).get("audit");
    assert.ok(stack);
    for (const type of [TOPIC_POLICY, BUS_POLICY, "aws:kms/key:Key"]) {
      assert.ok(document(stack.one(type).inputs["policy"]).Statement.length > 0);
    }
    assert.match(
      String(stack.plan.outputs["notificationTopicArn"]),
      /^arn:aws:sns:us-east-1:\d{12}:/,
    );
  });
});
