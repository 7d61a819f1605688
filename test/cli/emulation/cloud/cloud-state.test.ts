import assert from "node:assert/strict";
import { Cloud } from "../../../../cli/emulation/cloud/cloud";
import type { CloudRequest } from "../../../../cli/emulation/core/resource";
import type { Values } from "../../../../cli/emulation/core/types";

const MANAGEMENT = "111111111111";
const KEY = "aws:kms/key:Key";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

function request(type: string, name: string, inputs: Values = {}): CloudRequest {
  const site = { account: MANAGEMENT, region: "us-east-1" };
  return { type, name, urn: `urn:pulumi:test::platform::${type}::${name}`, inputs, site };
}

describe("The state of the emulated cloud", () => {
  let cloud: Cloud;

  beforeEach(() => {
    cloud = new Cloud(MANAGEMENT);
  });

  it("contains the latest form of a resource under each of its ids, also in a copy", () => {
    const key = cloud.create(request(KEY, "logs", { description: "old" }));
    const arn = String(key.outputs["arn"]);
    cloud.update(request(KEY, "logs", { description: "new" }), key.id);
    assert.equal(cloud.ownerOf(arn)?.inputs["description"], "new");
    assert.deepEqual(cloud.fork().ownerOf(arn), cloud.ownerOf(arn));
  });

  it("keeps id and ARN when a program renames it, and nothing once it is deleted", () => {
    const key = cloud.create(request(KEY, "logs"));
    const arn = String(key.outputs["arn"]);
    const renamed = cloud.update(request(KEY, "archive"), key.id);
    assert.deepEqual(renamed.outputs, key.outputs);
    cloud.delete(KEY, key.id, key.site);
    assert.equal(cloud.ownerOf(arn), undefined);
    assert.deepEqual(cloud.all(), []);
  });

  it("contains a replacement and the old resource until that is deleted", () => {
    const [old, fresh] = [request(KEY, "logs"), request(KEY, "logs")].map((wanted) =>
      cloud.create(wanted),
    );
    assert.ok(old && fresh, "two keys");
    assert.notEqual(old.id, fresh.id);
    cloud.delete(KEY, old.id, old.site);
    assert.equal(cloud.ownerOf(fresh.id)?.id, fresh.id);
  });

  it("never contains two resources of one unique name, after a change or a creation", () => {
    const first = cloud.seed(request(UNIT, "first", { name: "First", parentId: "r-abcd" }));
    cloud.seed(request(UNIT, "second", { name: "Second", parentId: "r-abcd" }));
    assert.throws(
      () => cloud.update(request(UNIT, "first", { name: "Second", parentId: "r-abcd" }), first.id),
      /AlreadyExists/,
    );
  });

  it("counts the versions of a launch template, which node groups follow", () => {
    const template = cloud.create(request(TEMPLATE, "nodes", { name: "nodes" }));
    assert.equal(template.outputs["latestVersion"], 1);
    const changed = cloud.update(request(TEMPLATE, "nodes", { name: "nodes" }), template.id);
    assert.equal(changed.outputs["latestVersion"], 2);
  });

  it("contains the replacement first when the resource has no name of its own", () => {
    const vpc = "aws:ec2/vpc:Vpc";
    const old = { cidrBlock: "10.0.0.0/16" };
    cloud.seed(request(vpc, "network", old));
    const wanted = request(vpc, "network", { cidrBlock: "10.1.0.0/16" });
    const { replacing, deleteBeforeReplace } = cloud.diff(wanted, old, []);
    assert.deepEqual([replacing, deleteBeforeReplace], [["cidrBlock"], false]);
  });

  it("has the same faults in changes and deletions as in creations", () => {
    const key = cloud.create(request(KEY, "logs"));
    cloud.faults = (_call, _request, operation) =>
      operation === "update" ? "throttled" : operation === "delete" ? "answer lost" : undefined;
    assert.throws(() => cloud.update(request(KEY, "logs"), key.id), /ThrottlingException/);
    assert.throws(() => {
      cloud.delete(KEY, key.id, key.site);
    }, /RequestTimeout/);
    assert.deepEqual(cloud.all(), [], "it was deleted all the same");
  });
});
