import { isDeepStrictEqual } from "node:util";
import type { CreatedResource, Site, Values } from "../core/types";
import { createAccepted, createResource } from "../create";
import { typeFacts } from "./sdk-types";
import { CloudError, ThrottlingError } from "../core/errors";
import { hasUnknown, merge } from "../protocol/values";
import { type ChangedInputs, changedInputs } from "./difference";
import { isSetting, scopeOf, uniqueName } from "./uniqueness";
import { refuse, refuseCreation, refuseDeletion, refuseUpdate } from "../refusals";
import type { CloudRequest, CloudResource, CloudView } from "../core/resource";
import { waiting } from "./waiting";

/** Fault that a test injects into one call of the cloud. */
export type Fault =
  /** AWS returns an error and changes nothing. */
  | "fails"
  /** AWS completes the call, but its answer does not arrive. */
  | "answer lost"
  /** AWS throttles the call. */
  | "throttled";

export type CloudOperation = "create" | "update" | "delete";

/** Chooses the fault of each call, counted from 1 for each operation; `undefined` for no fault. */
export type FaultPlan = (
  call: number,
  request: CloudRequest,
  operation: CloudOperation,
) => Fault | undefined;

/** Changes that a provider would apply to a resource. */
export interface Difference {
  readonly changed: readonly string[];
  readonly replacing: readonly string[];
  /** True when the old resource must be deleted before the new one can be created. */
  readonly deleteBeforeReplace: boolean;
}

/** Inputs that the provider has filled in, or the reasons why it refuses them. */
export interface Checked {
  readonly inputs: Values;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** Contents of a cloud as plain data: `JSON.stringify` writes it. */
export interface CloudSnapshot {
  readonly resources: readonly CloudResource[];
  /** Number of resources that each URN has had. */
  readonly generations: readonly (readonly [string, number])[];
}

/**
 * An AWS organization in memory, and the clusters in it. It stores the resources that were created, so that a second run
 * and a refresh find them, and refuses requests that AWS would refuse, as far as the requests show it. Ids and outputs
 * come from the same table as those of the offline plan.
 */
export class Cloud implements CloudView {
  readonly #resources = new Map<string, CloudResource>();
  readonly #generations = new Map<string, number>();
  /** Keys of the resources that have an id or ARN, in the order of their creation. */
  readonly #owners = new Map<string, Set<string>>();
  readonly #calls: Record<CloudOperation, number> = { create: 0, update: 0, delete: 0 };

  /** Faults that a test injects. @default - none */
  public faults: FaultPlan = () => undefined;
  /** Called with each resource after its creation, before the provider answers. */
  public onCreated: (resource: CloudResource) => void = () => undefined;

  public constructor(public readonly managementAccount: string) {}

  /** Copies the cloud: later changes of one do not affect the other. */
  public fork(): Cloud {
    return Cloud.restore(this.managementAccount, structuredClone(this.snapshot()));
  }

  /** A cloud with the contents of a snapshot. */
  public static restore(managementAccount: string, snapshot: CloudSnapshot): Cloud {
    const cloud = new Cloud(managementAccount);
    cloud.#restore(snapshot);
    return cloud;
  }

  public snapshot(): CloudSnapshot {
    return { resources: this.all(), generations: [...this.#generations] };
  }

  public all(type?: string): readonly CloudResource[] {
    const resources = [...this.#resources.values()];
    return type === undefined ? resources : resources.filter((found) => found.type === type);
  }

  public ownerOf(reference: string): CloudResource | undefined {
    const [key] = this.#owners.get(reference) ?? [];
    return key === undefined ? undefined : this.#resources.get(key);
  }

  public accounts(): readonly string[] {
    const made = this.all("aws:organizations/account:Account").map(({ id }) => id);
    return [this.managementAccount, ...made];
  }

  /** Adds a resource that exists outside every program. */
  public seed(request: CloudRequest): CloudResource {
    return this.#add(request, this.#created(request));
  }

  /** Fills in names and default tags, and finds required inputs that are missing. */
  public check(
    request: CloudRequest,
    unknown: ReadonlySet<string>,
    old: Readonly<Values> | undefined,
    defaultTags: Readonly<Values>,
  ): Checked {
    const facts = typeFacts(request.type);
    const inputs: Values = { ...request.inputs };
    for (const [input, name] of Object.entries(this.#created(request).autoNames)) {
      if (facts?.inputs.has(input) && !unknown.has(input)) {
        inputs[input] = old?.[input] ?? name;
      }
    }
    if (facts?.inputs.has("tags") && !unknown.has("tags") && Object.keys(defaultTags).length > 0) {
      inputs["tags"] = { ...defaultTags, ...(inputs["tags"] as Values | undefined) };
    }
    const missing = (facts?.required ?? []).filter(
      (input) => inputs[input] === undefined && !unknown.has(input),
    );
    return {
      inputs,
      failures: missing.map((property) => ({
        property,
        reason: `Missing required argument: the argument "${property}" is required, but no definition was found`,
      })),
    };
  }

  /**
   * Outputs that a creation or an update would add to the inputs.
   *
   * @throws CloudError for a known value that AWS would refuse.
   */
  public preview(request: CloudRequest): CreatedResource {
    return createAccepted({ ...request, generation: this.#generationOf(request) });
  }

  /** @throws CloudError when AWS would refuse the request. */
  public create(request: CloudRequest): CloudResource {
    return this.#answer("create", request, () => {
      const created = this.#created(request);
      this.#refuseTwin(request, created.id);
      refuseCreation(request, this);
      refuse(request, this);
      const resource = this.#add(request, created);
      this.onCreated(resource);
      return resource;
    });
  }

  public read(type: string, id: string, site: Site): CloudResource | undefined {
    return this.#resources.get(keyOf(type, id, site));
  }

  /**
   * Compares a resource with what a program wants of it.
   *
   * @param request With `UNKNOWN` for values that are not known yet.
   * @param region Region of the provider. @default - the one of the request
   */
  public diff(
    request: CloudRequest,
    old: Readonly<Values>,
    ignored: readonly string[],
    region: string = request.site.region,
  ): Difference {
    const { type, inputs } = request;
    const { changed, replacing } = type.startsWith("aws:")
      ? changedInputs(type, old, inputs, region)
      : this.#changedId(request, old);
    const counts = (name: string): boolean => !ignored.includes(name);
    const replaced = replacing.filter(counts);
    return {
      changed: changed.filter(counts),
      replacing: replaced,
      deleteBeforeReplace: replaced.length > 0 && this.#isNamed(request),
    };
  }

  /**
   * Changes a resource.
   *
   * @param sent Inputs that the provider sends: those that differ from its state. What AWS has in all others stays.
   * @default - all inputs of the request
   * @throws CloudError when AWS would refuse the request, or when the resource does not exist.
   */
  public update(wanted: CloudRequest, id: string, sent?: readonly string[]): CloudResource {
    const key = keyOf(wanted.type, id, wanted.site);
    const existing = this.#resources.get(key);
    if (existing === undefined) {
      throw new CloudError("ResourceNotFoundException", `${wanted.type} ${id} does not exist`);
    }
    const inputs = sent ? inputsAfter(wanted, existing, sent) : wanted.inputs;
    const request = { ...wanted, inputs };
    return this.#answer("update", request, () => {
      this.#refuseTwin(request, id, existing);
      refuseUpdate(request, existing, this);
      refuse(request, this);
      const { generation, origin } = existing;
      const revision = existing.revision + 1;
      const { outputs } = createResource({ ...request, urn: origin, generation, revision });
      const { urn } = request;
      const inForce = waiting(request, existing);
      const resource = { ...existing, urn, inputs, outputs, revision, ...inForce };
      this.#keep(key, resource);
      return resource;
    });
  }

  /** Changes what AWS changes without a request: inputs that a person or a service sets, and outputs. */
  public drift(
    { type, id, site }: Pick<CloudResource, "id" | "site" | "type">,
    inputs: Readonly<Values>,
    outputs: Readonly<Values> = {},
  ): void {
    const key = keyOf(type, id, site);
    const existing = this.#resources.get(key);
    if (existing === undefined) {
      throw new CloudError("ResourceNotFoundException", `${type} ${id} does not exist`);
    }
    this.#keep(key, {
      ...existing,
      inputs: merge(existing.inputs, inputs),
      outputs: merge(existing.outputs, outputs),
    });
  }

  /** Deletes a resource; one that does not exist is no error. @throws CloudError when another resource needs it. */
  public delete(type: string, id: string, site: Site): void {
    const key = keyOf(type, id, site);
    const resource = this.#resources.get(key);
    if (resource !== undefined) {
      this.#answer("delete", resource, () => {
        refuseDeletion(resource, this);
        this.#forget(key, resource);
      });
    }
  }

  /** Runs a call, with the fault that the plan chooses for it. */
  #answer<T>(operation: CloudOperation, request: CloudRequest, act: () => T): T {
    this.#calls[operation] += 1;
    const fault = this.faults(this.#calls[operation], request, operation);
    if (fault === "throttled") {
      throw new ThrottlingError();
    }
    if (fault === "fails") {
      throw new CloudError("InternalFailure", "the request failed on purpose");
    }
    const answer = act();
    if (fault === "answer lost") {
      throw new CloudError("RequestTimeout", "connection reset by peer");
    }
    return answer;
  }

  /** Changed inputs of a type that its id identifies: another id is another resource. */
  #changedId(request: CloudRequest, old: Readonly<Values>): ChangedInputs {
    const { inputs } = request;
    const idOf = (wanted: Readonly<Values>): string =>
      this.#created({ ...request, inputs: wanted }).id;
    const changed = [...new Set([...Object.keys(old), ...Object.keys(inputs)])].filter(
      (name) => hasUnknown(inputs[name]) || !isDeepStrictEqual(old[name], inputs[name]),
    );
    const before = idOf(old);
    const replacing =
      idOf(inputs) === before
        ? []
        : changed.filter((name) => idOf({ ...old, [name]: inputs[name] }) !== before);
    return { changed, replacing };
  }

  /**
   * True when the program has named the resource. Providers then delete it before they create its replacement, which
   * would have the same name; they create the replacement of any other resource first.
   */
  #isNamed(request: CloudRequest): boolean {
    const { autoNames } = this.#created({ ...request, inputs: {} });
    return Object.keys(autoNames).some((input) => {
      const given = request.inputs[input];
      return given !== undefined && !isAutoName(request.name, given);
    });
  }

  #refuseTwin(request: CloudRequest, id: string, itself?: CloudResource): void {
    const { type, site, urn } = request;
    const scope = scopeOf(type, site);
    const unique = uniqueName(type, request.inputs);
    const byId = this.#resources.get(keyOf(type, id, site));
    const twin = [...(byId ? [byId] : []), ...(unique === undefined ? [] : this.all(type))].find(
      (other) =>
        other !== itself &&
        (other === byId ||
          (scopeOf(type, other.site) === scope && uniqueName(type, other.inputs) === unique)),
    );
    if (twin === undefined || (isSetting(type) && twin.urn === urn)) {
      return;
    }
    if (isSetting(type)) {
      throw new CloudError(
        "TwoOwners",
        `${twin.urn} already sets ${type} ${id}: two resources would overwrite each other`,
      );
    }
    throw new CloudError("AlreadyExistsException", `${type} ${twin.id} already exists`);
  }

  #created(request: CloudRequest): CreatedResource {
    return createResource({ ...request, generation: this.#generationOf(request) });
  }

  #generationOf({ type, urn }: CloudRequest): number {
    return isSetting(type) ? 0 : (this.#generations.get(urn) ?? 0);
  }

  #add(request: CloudRequest, created: CreatedResource): CloudResource {
    const { type, name, urn, site, inputs } = request;
    const { id, outputs } = created;
    const generation = this.#generations.get(urn) ?? 0;
    const facts = { type, name, urn, origin: urn, site, inputs, id, outputs };
    const resource = { ...facts, generation, revision: 0 };
    this.#keep(keyOf(type, id, site), resource);
    this.#generations.set(urn, generation + 1);
    return resource;
  }

  #keep(key: string, resource: CloudResource): void {
    this.#resources.set(key, resource);
    for (const reference of referencesTo(resource)) {
      const owners = this.#owners.get(reference) ?? new Set();
      this.#owners.set(reference, owners.add(key));
    }
  }

  #forget(key: string, resource: CloudResource): void {
    this.#resources.delete(key);
    for (const reference of referencesTo(resource)) {
      this.#owners.get(reference)?.delete(key);
    }
  }

  #restore({ resources, generations }: CloudSnapshot): void {
    for (const resource of resources) {
      this.#keep(keyOf(resource.type, resource.id, resource.site), resource);
    }
    for (const [urn, generation] of generations) {
      this.#generations.set(urn, generation);
    }
  }
}

/** Inputs of a resource after an update that sends some of them: a provider sends what differs from its state. */
function inputsAfter(
  { inputs }: CloudRequest,
  { inputs: present }: CloudResource,
  sent: readonly string[],
): Values {
  const names = [...new Set([...Object.keys(present), ...Object.keys(inputs)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const isSent = sent.includes(name) || !(name in present);
      const value = isSent ? inputs[name] : present[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function keyOf(type: string, id: string, site: Site): string {
  return [type, scopeOf(type, site), id].join(" ");
}

/** True for an auto-name of Pulumi: a resource's name and seven random digits. */
function isAutoName(name: string, value: unknown): boolean {
  if (typeof value !== "string") {
    return false;
  }
  const at = value.lastIndexOf(`${name}-`);
  return at >= 0 && /^[0-9a-f]{7}$/.test(value.slice(at + name.length + 1));
}

const reference = /^(?:arn:|[a-z]+(?:-[a-z]+)*-0?[0-9a-f]{8,})/;

/** Texts that refer to a resource: its id, and every id and ARN in its outputs. */
function referencesTo({ id, outputs }: CloudResource): string[] {
  const found = new Set([id]);
  const collect = (value: unknown): void => {
    if (typeof value === "string") {
      if (reference.test(value)) {
        found.add(value);
      }
    } else if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(collect);
    }
  };
  collect(outputs);
  return [...found];
}
