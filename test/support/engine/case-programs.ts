import * as pulumi from "@pulumi/pulumi";
import type { PolicyCase } from "../../policy-pack/cases";
import { type MadeUpResource, UNKNOWN, urnOf } from "../cases/made-up-resource";

/** A resource of any type, with any inputs. */
export class PlainResource extends pulumi.CustomResource {}

/** A provider of any package. */
export class PlainProvider extends pulumi.ProviderResource {}

/** A case among others in one stack: the names of its resources begin with its own. */
export interface NamedCase {
  readonly name: string;
  readonly resources: PolicyCase;
}

/**
 * A program that registers the resources of cases as they are written: the classes of the provider's SDK would refuse
 * or rename inputs, or fill them in.
 */
export function programOf(cases: readonly NamedCase[]): () => Promise<object> {
  return () => {
    const providers = new Map<string, pulumi.ProviderResource>();
    for (const { name, resources } of cases) {
      const { with: others = [], ...judged } = resources;
      new Registration(name, [judged, ...others], providers).registerAll();
    }
    return Promise.resolve({});
  };
}

/** Name of a case's own resource in the program. */
export function nameOf({ name, resources }: NamedCase): string {
  return `${name}-${resources.name ?? "example"}`;
}

/** Packages and types that are components: they have inputs, but no id and no provider of their own. */
const component = /^(?:awsx|eks):|:helm\.sh\/v\d:Chart$/;

class Registration {
  readonly #made = new Map<string, pulumi.Resource>();

  public constructor(
    private readonly name: string,
    private readonly resources: readonly MadeUpResource[],
    private readonly providers: Map<string, pulumi.ProviderResource>,
  ) {}

  public registerAll(): void {
    this.resources.forEach((resource) => this.#register(resource));
  }

  #register(resource: MadeUpResource): pulumi.Resource {
    const { type, name = "example", inputs = {}, references = {} } = resource;
    const made = this.#made.get(urnOf(type, name));
    if (made) {
      return made;
    }
    const referring = Object.entries(references).flatMap(([property, urn]) => {
      const target = this.resources.find((other) => urnOf(other.type, other.name) === urn);
      const value: unknown = inputs[property] ?? UNKNOWN;
      return target ? [[property, this.#register(target).urn.apply(() => value)]] : [];
    });
    const given = { ...inputs, ...(Object.fromEntries(referring) as object) };
    const unique = `${this.name}-${name}`;
    const registered = component.test(type)
      ? new pulumi.ComponentResource(type, unique, given)
      : new PlainResource(type, unique, given, { provider: this.#providerOf(resource) });
    this.#made.set(urnOf(type, name), registered);
    return registered;
  }

  #providerOf({
    type,
    provider = { region: "us-east-1" },
  }: MadeUpResource): pulumi.ProviderResource {
    const [name = ""] = type.split(":");
    const inputs = name === "aws" && provider !== "none" ? provider : {};
    const key = `${name} ${JSON.stringify(inputs)}`;
    const known = this.providers.get(key);
    if (known) {
      return known;
    }
    const made = new PlainProvider(name, `${name}-${this.providers.size}`, inputs);
    this.providers.set(key, made);
    return made;
  }
}
