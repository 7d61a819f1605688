import assert from "node:assert/strict";
import type { Values } from "../../../../cli/emulation/core/types";
import { Cloud } from "../../../../cli/emulation/cloud/cloud";
import { CloudError, ThrottlingError } from "../../../../cli/emulation/core/errors";
import { refuse } from "../../../../cli/emulation/refusals";
import { textsIn } from "../../../../cli/emulation/refusals/inputs";
import type { CloudRequest } from "../../../../cli/emulation/core/resource";
import { construct } from "../../../../cli/emulation/remote-components/construction";
import { constructionOf } from "../../../../cli/emulation/remote-components/constructions";
import { reveal, UNKNOWN } from "../../../../cli/emulation/protocol/values";
import { planOf } from "../../../support/plan/planned";
import { assertRefused, Company, MANAGEMENT, request } from "../refusals/cloud-of-company";
import { assertNone } from "../../../support/assert-none";

const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ROLE = "aws:iam/role:Role";
const SUBNET = "aws:ec2/subnet:Subnet";
const nothing: ReadonlySet<string> = new Set();

/** Inputs whose text may be equal to an id without being a reference. */
const ownWords = new Set(["awsServiceName", "name", "region"]);

/** Creates a resource, or the children of a remote component, after a check of the inputs, as providers do. */
function createAll(cloud: Cloud, unchecked: CloudRequest): void {
  const construction = constructionOf(unchecked.type, unchecked.name, unchecked.inputs);
  if (construction === undefined) {
    create(cloud, unchecked);
    return;
  }
  const urns = new Map<string, string>();
  construct(construction, ({ key, type, name, parent, custom, inputs }) => {
    const [stack, project, qualified] = (urns.get(parent ?? "") ?? unchecked.urn).split("::");
    const urn = [stack, project, `${qualified}$${type}`, name].join("::");
    urns.set(key, urn);
    if (!custom) {
      return {};
    }
    const { id, outputs, ...resource } = create(cloud, {
      type,
      name,
      urn,
      inputs,
      site: unchecked.site,
    });
    return { ...resource.inputs, ...outputs, id };
  });
}

function create(cloud: Cloud, unchecked: CloudRequest): ReturnType<Cloud["create"]> {
  const { inputs, failures } = cloud.check(unchecked, nothing, undefined, {});
  assert.deepEqual(failures, []);
  return cloud.create({ ...unchecked, inputs });
}

/** References that AWS does not look up: see the reasons in references/arns.ts. */
const notLookedUp = [
  "aws:backup/plan:Plan rules.copyActions.destinationVaultArn",
  // AWS does not document whether it looks them up; an unknown id excludes no account.
  "aws:cfg/organizationConformancePack:OrganizationConformancePack excludedAccounts",
  "aws:cloudwatch/eventTarget:EventTarget arn",
  "aws:cloudwatch/metricAlarm:MetricAlarm alarmActions",
  "aws:cloudwatch/metricAlarm:MetricAlarm okActions",
];

/** A value in which every occurrence of a text is replaced. */
function replaced(value: unknown, text: string, by: string): unknown {
  if (value === text) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((item) => replaced(item, text, by));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, replaced(part, text, by)]),
  );
}

describe("The emulated cloud", () => {
  describe("with the whole default company", () => {
    const cloud = new Cloud("000000000000");
    const refused: string[] = [];

    before(async () => {
      const stacks = [...(await planOf()).values()];
      stacks.sort((left, right) => left.plan.wave - right.plan.wave);
      for (const { urn, type, name, provider, inputs } of stacks.flatMap(
        ({ plan }) => plan.records,
      )) {
        if (provider === undefined || type.startsWith("pulumi:")) {
          continue;
        }
        const known = reveal(inputs.toJavaScript()) as Values;
        try {
          createAll(cloud, { type, name, urn, inputs: known, site: provider });
        } catch (error) {
          refused.push(`${urn}: ${String(error)}`);
        }
      }
    });

    it("accepts everything, in the order of its waves", () => {
      assertNone(
        refused,
        "correct the stacks, or the rule in cli/emulation/refusals when AWS would accept them",
      );
      assert.ok(cloud.all().length > 700, `it contains ${cloud.all().length} resources`);
    });

    it("refuses each reference to a resource that does not exist, except those that AWS does not look up", () => {
      const accepted = new Set<string>();
      let spoiled = 0;
      for (const resource of cloud.all()) {
        for (const { path, text } of textsIn(resource.inputs)) {
          const owner = cloud.ownerOf(text);
          if (owner === undefined || owner.type === resource.type || ownWords.has(path.join("."))) {
            continue;
          }
          spoiled += 1;
          const nowhere = text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");
          const inputs = replaced(resource.inputs, text, nowhere) as Values;
          try {
            refuse({ ...resource, inputs }, cloud);
            accepted.add(`${resource.type} ${path.join(".")}`);
          } catch (error) {
            assert.ok(error instanceof CloudError, `${resource.urn}: ${String(error)}`);
          }
        }
      }
      assert.ok(spoiled > 500, `${spoiled} references were tried`);
      assertNone(
        [...accepted].filter((place) => !notLookedUp.includes(place)).sort(),
        "add a rule for these references to cli/emulation/refusals/references, or add them to notLookedUp",
      );
      assertNone(
        notLookedUp.filter((place) => !accepted.has(place)),
        "remove these from notLookedUp: no resource has them, or a rule looks them up",
      );
    });
  });

  describe("with two resources of one name", () => {
    const company = new Company();
    const bucket = { bucket: "logs" };
    company.accepts(BUCKET, bucket, { account: company.first });

    it("refuses the second where the name must be unique", () => {
      company.refuses("AlreadyExistsException", /logs already exists/, BUCKET, bucket, {
        account: company.second,
        region: "us-west-2",
      });
    });

    it("accepts both in different accounts", () => {
      const trust = { name: "deploy" };
      company.accepts(ROLE, trust);
      company.accepts(ROLE, trust, { account: company.first });
      company.refuses("AlreadyExistsException", /deploy/, ROLE, trust, { region: "us-west-2" });
    });

    it("refuses a second owner of a setting, but lets the owner set it again", () => {
      const site = { account: company.first };
      company.accepts(VERSIONING, bucket, site);
      company.accepts(VERSIONING, bucket, site);
      company.refuses("TwoOwners", /would overwrite each other/, VERSIONING, bucket, {
        ...site,
        name: "other",
      });
    });

    it("compares the inputs that form the name", () => {
      const contact = "aws:account/alternativeContact:AlternativeContact";
      const billing = { alternateContactType: "BILLING", name: "Desk" };
      company.accepts(contact, billing, { name: "billing" });
      company.accepts(
        contact,
        { alternateContactType: "SECURITY", name: "Desk" },
        { name: "security" },
      );
      company.refuses("TwoOwners", /billing/, contact, billing, { name: "again" });
      company.has(ROLE, { name: "attached" });
      const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
      const read = { role: "attached", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
      company.accepts(attachment, read);
      company.accepts(attachment, { ...read, policyArn: `${read.policyArn}2` }, { name: "two" });
      company.refuses("TwoOwners", /would overwrite/, attachment, read, { name: "three" });
    });
  });

  it("has copies that do not affect each other", () => {
    const company = new Company();
    const fork = company.cloud.fork();
    company.accepts(BUCKET, { bucket: "here" });
    fork.create(request(BUCKET, { bucket: "there" }));
    assert.deepEqual(
      [company.cloud, fork].map((cloud) => cloud.all(BUCKET).map(({ id }) => id)),
      [["here"], ["there"]],
    );
    assert.equal(company.cloud.ownerOf("arn:aws:s3:::there"), undefined);
    assert.equal(fork.ownerOf("arn:aws:s3:::there")?.id, "there");
    assert.deepEqual(fork.accounts(), company.cloud.accounts());
  });

  describe("compares inputs and", () => {
    const { cloud } = new Company();
    const subnet = { cidrBlock: "10.0.0.0/24", vpcId: "vpc-1", mapPublicIpOnLaunch: false };

    it("finds none that differ", () => {
      const same = cloud.diff(request(SUBNET, { ...subnet }), subnet, []);
      assert.deepEqual(same, { changed: [], replacing: [], deleteBeforeReplace: false });
    });

    it("updates in place inputs that the API can change", () => {
      const wanted = request(SUBNET, { ...subnet, mapPublicIpOnLaunch: true });
      const { changed, replacing } = cloud.diff(wanted, subnet, []);
      assert.deepEqual([changed, replacing], [["mapPublicIpOnLaunch"], []]);
    });

    it("replaces for inputs that the API accepts only at creation", () => {
      const wanted = request(SUBNET, { ...subnet, cidrBlock: "10.0.1.0/24" });
      const { replacing } = cloud.diff(wanted, subnet, []);
      assert.deepEqual(replacing, ["cidrBlock"]);
    });

    it("replaces for inputs that are part of the id", () => {
      const { replacing, deleteBeforeReplace } = cloud.diff(
        request(ROLE, { name: "new", description: "b" }),
        { name: "old", description: "a" },
        [],
      );
      assert.deepEqual([replacing, deleteBeforeReplace], [["name"], true]);
    });

    it("takes unknown inputs for changed, and leaves out ignored ones", () => {
      const wanted = request(SUBNET, { ...subnet, cidrBlock: "10.0.1.0/24", vpcId: UNKNOWN });
      const unknown = cloud.diff(wanted, subnet, ["cidrBlock"]);
      assert.deepEqual(unknown.changed, ["vpcId"]);
    });
  });

  describe("checks inputs and", () => {
    const { cloud } = new Company();

    it("names missing inputs, unless they are unknown", () => {
      const unchecked = request(VERSIONING, { bucket: "logs" });
      const { failures } = cloud.check(unchecked, nothing, undefined, {});
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["versioningConfiguration"],
      );
      const later = cloud.check(unchecked, new Set(["versioningConfiguration"]), undefined, {});
      assert.deepEqual(later.failures, []);
    });

    it("fills in auto-names, and keeps the name of an existing resource", () => {
      const unchecked = request("aws:sns/topic:Topic", {}, { name: "alarms" });
      const first = cloud.check(unchecked, nothing, undefined, {}).inputs["name"];
      assert.match(String(first), /^alarms-[0-9a-f]{7}$/);
      const again = cloud.check(unchecked, nothing, { name: "alarms-7654321" }, {});
      assert.equal(again.inputs["name"], "alarms-7654321");
      const given = cloud.check(request("aws:sns/topic:Topic", { name: "mine" }), nothing, {}, {});
      assert.equal(given.inputs["name"], "mine");
    });

    it("adds default tags to types with tags; the resource's own tags are used first", () => {
      const tags = { Owner: "platform", Stage: "prod" };
      const topic = request("aws:sns/topic:Topic", { tags: { Owner: "team" } });
      assert.deepEqual(cloud.check(topic, nothing, undefined, tags).inputs["tags"], {
        Owner: "team",
        Stage: "prod",
      });
      const setting = request(VERSIONING, { bucket: "logs", versioningConfiguration: {} });
      assert.equal("tags" in cloud.check(setting, nothing, undefined, tags).inputs, false);
    });
  });

  describe("with a fault on purpose", () => {
    let cloud: Cloud;
    const bucket = request(BUCKET, { bucket: "logs" });

    beforeEach(() => {
      cloud = new Cloud(MANAGEMENT);
    });

    it("creates nothing when a call fails", () => {
      cloud.faults = (call) => (call === 1 ? "fails" : undefined);
      assertRefused("InternalFailure", /on purpose/, () => cloud.create(bucket));
      assert.deepEqual(cloud.all(), []);
      assert.equal(cloud.create(bucket).id, "logs");
    });

    it("creates nothing when it throttles", () => {
      cloud.faults = (call, { type }) => (call === 1 && type === BUCKET ? "throttled" : undefined);
      assert.throws(() => cloud.create(bucket), ThrottlingError);
      assert.deepEqual(cloud.all(), []);
      assert.equal(cloud.create(bucket).id, "logs");
    });

    it("contains the resource when only the answer is lost", () => {
      const told: string[] = [];
      cloud.faults = () => "answer lost";
      cloud.onCreated = ({ id }) => told.push(id);
      assertRefused("RequestTimeout", /connection reset/, () => cloud.create(bucket));
      assert.deepEqual(told, ["logs"]);
      cloud.faults = () => undefined;
      assertRefused("AlreadyExistsException", /logs already exists/, () => cloud.create(bucket));
    });
  });

  it("changes resources under the same rules as it creates them, and forgets deleted ones", () => {
    const { cloud } = new Company();
    const made = cloud.create(request(ROLE, { name: "deploy", description: "a" }));
    cloud.update(request(ROLE, { name: "deploy", description: "b" }), made.id);
    assert.equal(cloud.read(ROLE, made.id, made.site)?.inputs["description"], "b");
    assertRefused("MalformedPolicyDocument", /invalid Json/, () =>
      cloud.update(request(ROLE, { name: "deploy", assumeRolePolicy: "{" }), made.id),
    );
    cloud.delete(ROLE, made.id, made.site);
    cloud.delete(ROLE, made.id, made.site);
    assert.equal(cloud.read(ROLE, made.id, made.site), undefined);
    assert.equal(cloud.ownerOf(String(made.outputs["arn"])), undefined);
    assertRefused("ResourceNotFoundException", /deploy does not exist/, () =>
      cloud.update(request(ROLE, { name: "deploy" }), made.id),
    );
  });

  it("gives another id to a resource that is created again", () => {
    const { cloud } = new Company();
    const subnet = request(SUBNET, { cidrBlock: "10.0.0.0/24" });
    const first = cloud.create(subnet);
    cloud.delete(SUBNET, first.id, first.site);
    assert.notEqual(cloud.create(subnet).id, first.id);
  });
});
