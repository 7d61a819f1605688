import assert from "node:assert/strict";
import type { Values } from "../../../../cli/emulation/core/types";
import { Cloud } from "../../../../cli/emulation/cloud/cloud";
import { CloudError } from "../../../../cli/emulation/core/errors";
import type { CloudRequest, CloudResource } from "../../../../cli/emulation/core/resource";

export const MANAGEMENT = "111111111111";
export const HOME = "us-east-1";

/** A request of a resource; without a name the resource has the name of its type. */
export function request(
  type: string,
  inputs: Values,
  { account = MANAGEMENT, region = HOME, name = "it" } = {},
): CloudRequest {
  const urn = `urn:pulumi:test::test::${type}::${name} ${account} ${region}`;
  return { type, name, urn, inputs, site: { account, region } };
}

/** An organization with two member accounts, and functions that send requests in it. */
export class Company {
  public readonly cloud = new Cloud(MANAGEMENT);
  public readonly organization: CloudResource;
  public readonly root: string;
  public readonly first: string;
  public readonly second: string;

  public constructor() {
    this.organization = this.has("aws:organizations/organization:Organization", {
      enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"],
    });
    const [root] = this.organization.outputs["roots"] as { id: string }[];
    this.root = root?.id ?? "";
    const account = (name: string): string =>
      this.has(
        "aws:organizations/account:Account",
        { name, email: `${name}@example.com`, parentId: this.root },
        { name },
      ).id;
    this.first = account("first");
    this.second = account("second");
  }

  /** Adds a resource without applying the rules of AWS. */
  public has(...of: Parameters<typeof request>): CloudResource {
    return this.cloud.seed(request(...of));
  }

  public accepts(...of: Parameters<typeof request>): CloudResource {
    return this.cloud.create(this.#checked(...of));
  }

  public refuses(code: string, message: RegExp, ...of: Parameters<typeof request>): void {
    assertRefused(code, message, () => this.cloud.create(this.#checked(...of)));
  }

  public deletes({ type, id, site }: CloudResource): void {
    this.cloud.delete(type, id, site);
    assert.equal(this.cloud.read(type, id, site), undefined);
  }

  public keeps(code: string, message: RegExp, { type, id, site }: CloudResource): void {
    assertRefused(code, message, () => {
      this.cloud.delete(type, id, site);
    });
    assert.notEqual(this.cloud.read(type, id, site), undefined);
  }

  /** A request in the form that a provider sends, with auto-names filled in. */
  #checked(...of: Parameters<typeof request>): CloudRequest {
    const unchecked = request(...of);
    return { ...unchecked, inputs: this.cloud.check(unchecked, new Set(), undefined, {}).inputs };
  }
}

export function assertRefused(code: string, message: RegExp, act: () => unknown): void {
  assert.throws(act, (error) => {
    assert.ok(error instanceof CloudError, `expected a refusal, got ${String(error)}`);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  });
}
