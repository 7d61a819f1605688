import type { Site, Values } from "../core/types";
import type { CloudResource, CloudView } from "../core/resource";

/** An input as text; undefined when it is absent, empty or of another kind. */
export function textOf(inputs: Readonly<Values>, input: string): string | undefined {
  const value = inputs[input];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A value that AWS runs: what it has raised alone is in the outputs, and what waits for a window is not in force. */
export function runningOf(
  { inputs, outputs, inForce }: CloudResource,
  name: string,
): string | undefined {
  return textOf({ ...inputs, ...outputs, ...inForce }, name);
}

/** A value as an object; any other value becomes an empty object. */
export function objectOf(value: unknown): Readonly<Values> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Values)
    : {};
}

/** A value as a list: a single value becomes a list of one, an absent value an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** Every text among the inputs with its path; items of a list have the path of the list. */
export function textsIn(
  value: unknown,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly text: string }[] {
  if (typeof value === "string") {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => textsIn(item, path));
  }
  return Object.entries(objectOf(value)).flatMap(([name, part]) => textsIn(part, [...path, name]));
}

/** The texts at one place of the inputs, written `rules.copyActions.destinationVaultArn`. */
export function textsAt(inputs: Readonly<Values>, place: string): string[] {
  return textsIn(inputs)
    .filter(({ path }) => path.join(".") === place)
    .map(({ text }) => text);
}

/** The parts of an ARN; undefined for any other text, and for a pattern of ARNs. */
export function parseArn(text: string):
  | {
      readonly service: string;
      readonly region: string;
      readonly account: string;
      readonly resource: string;
    }
  | undefined {
  const [, service = "", region = "", account = "", resource = ""] =
    /^arn:[a-z-]+:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):([^*?\s]+)$/.exec(text) ?? [];
  return service === "" ? undefined : { service, region, account, resource };
}

/** The resources of a type in the account of a site, in every Region. */
export function inAccount(cloud: CloudView, type: string, { account }: Site): CloudResource[] {
  return cloud.all(type).filter(({ site }) => site.account === account);
}

/** The resources of a type in the account and Region of a site. */
export function inSite(cloud: CloudView, type: string, site: Site): CloudResource[] {
  return inAccount(cloud, type, site).filter((found) => found.site.region === site.region);
}

export const ORGANIZATION = "aws:organizations/organization:Organization";

/** Id of the organization, empty while there is none. */
export function organizationId(cloud: CloudView): string {
  return cloud.all(ORGANIZATION)[0]?.id ?? "";
}

/** True for the id of the organization's root. */
export function isRoot(cloud: CloudView, id: string): boolean {
  return cloud
    .all(ORGANIZATION)
    .flatMap(({ outputs }) => listOf(outputs["roots"]))
    .some((root) => objectOf(root)["id"] === id);
}
