import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { repository } from "./planned";

/** A deep copy of the default company's organization, for a test to change. */
export function defaultOrganization(): Record<string, unknown> {
  const file = yaml.parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as {
    config: { organization: { default: Record<string, unknown> } };
  };
  return file.config.organization.default;
}

/** Sets the value at a dotted path and creates missing objects on the way. */
export function setAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const holder = keys.reduce<Record<string, unknown>>((current, key) => {
    const next = (current[key] ??= {});
    return next as Record<string, unknown>;
  }, target);
  if (value === undefined) {
    Reflect.deleteProperty(holder, last);
  } else {
    holder[last] = value;
  }
}
