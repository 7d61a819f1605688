import type { Deployment } from "@pulumi/pulumi/automation";
import { isDeepStrictEqual } from "node:util";
import type { ResourceRecord } from "../../cli/planner/record";
import { awsSite } from "../../cli/emulation/protocol/site";
import { splitReference } from "../../cli/planner/requests";
import { holdsSecret, isSecret, reveal, type Wire } from "../../cli/emulation/protocol/values";

/** A resource in the engine's own state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly inputs?: Wire;
  readonly outputs?: Wire;
  readonly additionalSecretOutputs?: readonly string[];
  /** Inputs that hold a secret. */
  readonly secretInputs: readonly string[];
}

export interface State {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly {
    readonly resource: StateResource;
    readonly type: string;
  }[];
}

/** The part of an exported stack that tests look at, its secrets in clear. */
export function stateOf(deployment: Deployment): State {
  const { resources = [], ...rest } = deployment.deployment as { resources?: StateResource[] };
  return {
    ...(inClear(rest) as State),
    resources: resources.map((resource) => ({
      ...(inClear(resource) as StateResource),
      secretInputs: secretsOf(resource.inputs ?? {}),
    })),
  };
}

function secretsOf(values: Wire): string[] {
  return Object.keys(values)
    .filter((key) => holdsSecret(values[key]))
    .sort();
}

/** In a state, a secret's value is JSON text under `plaintext`. */
function inClear(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (isSecret(value) && typeof value["plaintext"] === "string") {
    return JSON.parse(value["plaintext"]);
  }
  return Array.isArray(value)
    ? value.map(inClear)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inClear(item)]));
}

/** One fact about one resource that differs between the plan and the engine. */
export interface Mismatch {
  readonly urn: string;
  readonly fact: string;
  readonly plan: unknown;
  readonly engine: unknown;
}

export interface Parity {
  readonly compared: number;
  readonly inputs: number;
  /** Children that remote components created, by type: the plan does not list them. */
  readonly remoteChildren: Readonly<Record<string, number>>;
  readonly mismatches: readonly Mismatch[];
}

/** Compares the records of the offline plan with the state of the real engine after `up`. */
export function compare(records: readonly ResourceRecord[], { resources = [] }: State): Parity {
  const remote = new Set(records.filter((record) => record.remote).map(({ urn }) => urn));
  const planned = new Map(records.map((record) => [record.urn, record]));
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const children = new Set(
    resources
      .filter(({ urn }) => !planned.has(urn))
      .filter((resource) => hasAncestor(resource, remote, byUrn))
      .map(({ urn }) => urn),
  );
  const remoteChildren: Record<string, number> = {};
  const mismatches: Mismatch[] = [];
  let inputs = 0;
  for (const resource of resources) {
    const record = planned.get(resource.urn);
    if (record !== undefined) {
      const found = differences(record, resource, byUrn, children);
      inputs += found.inputs;
      mismatches.push(...found.mismatches);
    } else if (children.has(resource.urn)) {
      remoteChildren[resource.type] = (remoteChildren[resource.type] ?? 0) + 1;
    } else if (!isDefaultProvider(resource)) {
      mismatches.push({ urn: resource.urn, fact: "exists", plan: false, engine: true });
    }
  }
  for (const { urn } of records) {
    if (!byUrn.has(urn)) {
      mismatches.push({ urn, fact: "exists", plan: true, engine: false });
    }
  }
  return { compared: records.length, inputs, remoteChildren, mismatches };
}

/** True for the provider that the engine creates for each remote package: the program has none of its own. */
function isDefaultProvider({ type, urn }: StateResource): boolean {
  return type.startsWith("pulumi:providers:") && /::default(?:_|$)/.test(urn);
}

function hasAncestor(
  resource: StateResource,
  ancestors: ReadonlySet<string>,
  byUrn: ReadonlyMap<string, StateResource>,
): boolean {
  for (let parent = resource.parent; parent; parent = byUrn.get(parent)?.parent) {
    if (ancestors.has(parent)) {
      return true;
    }
  }
  return false;
}

function differences(
  record: ResourceRecord,
  resource: StateResource,
  byUrn: ReadonlyMap<string, StateResource>,
  remoteChildren: ReadonlySet<string>,
): { mismatches: Mismatch[]; inputs: number } {
  const mismatches: Mismatch[] = [];
  const equal = (fact: string, plan: unknown, engine: unknown): void => {
    if (!isDeepStrictEqual(plan, engine)) {
      mismatches.push({ urn: record.urn, fact, plan, engine });
    }
  };
  equal("parent", record.parent, resource.parent ?? "");
  equal("custom", record.custom, resource.custom);
  equal("protect", record.options.protect ?? false, resource.protect ?? false);
  equal("retainOnDelete", record.options.retainOnDelete ?? false, resource.retainOnDelete ?? false);
  // Only the engine knows the children of remote components, and the dependencies on them.
  const dependencies = (resource.dependencies ?? []).filter((urn) => !remoteChildren.has(urn));
  equal("dependencies", record.dependencies, dependencies.sort());
  if (!record.custom || record.type === "pulumi:pulumi:StackReference") {
    return { mismatches, inputs: 0 };
  }
  const [providerUrn = ""] = splitReference(resource.provider ?? "");
  equal("provider", record.providerUrn, providerUrn);
  if (record.type.startsWith("aws:")) {
    const site = awsSite(byUrn.get(providerUrn)?.inputs ?? {});
    const region = resource.inputs?.["region"] ?? site.region;
    equal("account and Region", record.provider, { account: site.account, region });
  }
  if (!record.type.startsWith("pulumi:providers:")) {
    equal("id", record.id, resource.id);
  }
  equal(
    "additionalSecretOutputs",
    record.options.additionalSecretOutputs ?? [],
    resource.additionalSecretOutputs ?? [],
  );
  const wire = record.inputs.toJavaScript();
  equal("secret inputs", secretsOf(wire), resource.secretInputs);
  const inputs = reveal(wire) as Wire;
  const stored = resource.inputs ?? {};
  const tags = defaultTagsOf(byUrn.get(providerUrn));
  for (const name of new Set([...Object.keys(inputs), ...Object.keys(stored)])) {
    if (record.type.startsWith("pulumi:providers:") && enginesNotes.includes(name)) {
      continue;
    }
    // The provider adds its default tags to a resource's own, and a name where there is none.
    const expected =
      name === "tags" ? { ...tags, ...(inputs["tags"] as Wire | undefined) } : inputs[name];
    if (expected !== undefined || !isAutoName(record, stored[name])) {
      equal(`input ${name}`, expected, stored[name]);
    }
  }
  return { mismatches, inputs: Object.keys(inputs).length };
}

/** Inputs that the engine adds to a provider. */
const enginesNotes = ["__internal", "version"];

function defaultTagsOf(provider: StateResource | undefined): Wire {
  const text = provider?.inputs?.["defaultTags"];
  return typeof text === "string" ? (JSON.parse(text) as { tags: Wire }).tags : {};
}

function isAutoName({ name }: ResourceRecord, value: unknown): boolean {
  return typeof value === "string" && new RegExp(`^(?:alias/)?${name}-[0-9a-f]{7}$`).test(value);
}
