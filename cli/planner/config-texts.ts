/** Configuration of the project's files as the texts that the Pulumi CLI passes to a program. */
import { SECRET } from "../../stacks/checks/stack";
import { type Problem, show } from "../../stacks/company/problems";
import { configValue } from "../../stacks/wiring/config-value";

/** Values by full key. */
export type Values = Readonly<Record<string, unknown>>;

/** Values that `Pulumi.yaml` gives to every stack. A key without a value is left out. */
export function projectValues(
  { name, config }: { readonly name: string; readonly config: Values },
  problems: Problem[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config)
      .map(([key, value]) => [qualify(name, key), defaultOf(key, value, problems)] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Values of a stack file. */
export function stackValues(project: string, config: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [qualify(project, key), value]),
  );
}

/** Adds the project's namespace to a key that has none. */
function qualify(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Keys of a declaration in `Pulumi.yaml`. */
const declarationKeys = ["type", "description", "items", "default", "value", "secret"];

/**
 * Value of a key in `Pulumi.yaml`: a declaration has it in `default` or `value`; texts, whole numbers, booleans and lists
 * need no declaration. The CLI refuses anything else.
 */
function defaultOf(key: string, declared: unknown, problems: Problem[]): unknown {
  if (typeof declared === "object" && declared !== null && !Array.isArray(declared)) {
    const { default: fallback, value } = declared as { default?: unknown; value?: unknown };
    if (Object.keys(declared).every((name) => declarationKeys.includes(name))) {
      return fallback ?? value;
    }
  } else if (typeof declared !== "number" || Number.isInteger(declared)) {
    return declared;
  }
  problems.push({
    path: `Pulumi.yaml: config.${key}`,
    rule: "must be a declaration, as the Pulumi CLI requires",
    found: show(declared),
    remedy: "put the value under the key default",
  });
  return undefined;
}

/** Keys whose value is encrypted, or contains an encrypted value. */
export function secretKeys(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).filter((key) => holdsSecret(values[key]));
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return isSecure(value) || Object.values(value).some(holdsSecret);
}

/** True for an encrypted value: a map with the only key `secure`. */
function isSecure(value: object): value is { readonly secure: string } {
  return "secure" in value && typeof value.secure === "string" && Object.keys(value).length === 1;
}

/** Texts that the program receives, by full key. */
export function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, configText(value)]));
}

/** The engine passes every value as text, objects as JSON, nothing as an empty text. Encrypted values cannot be decrypted offline: their encrypted text replaces them. */
function configText(value: unknown): string {
  const plain = unseal(value) ?? "";
  return typeof plain === "string" ? plain : JSON.stringify(plain);
}

function unseal(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (isSecure(value)) {
    return value.secure;
  }
  if (Array.isArray(value)) {
    return value.map(unseal);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unseal(item)]));
}

/** The project's own values by short key, as the program reads them from their texts. */
export function plainValues(
  project: string,
  own: Readonly<Record<string, unknown>>,
  secretConfigKeys: readonly string[],
): Record<string, unknown> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(own)
      .filter(([key]) => key.startsWith(prefix) && key !== `${prefix}organization`)
      .map(([key, value]) => [
        key.slice(prefix.length),
        secretConfigKeys.includes(key) ? SECRET : configValue(configText(value)),
      ]),
  );
}
