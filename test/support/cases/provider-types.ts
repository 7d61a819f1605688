import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const provider = dirname(require.resolve("@pulumi/aws/package.json"));
const read = new Map<string, ReadonlySet<string>>();

/** Names of the arguments that the AWS provider declares for a resource. */
export function argumentsOf(type: string): ReadonlySet<string> {
  return propertiesOf(type, "Args");
}

/** Names of the outputs that the AWS provider declares for a resource, arguments included. */
export function outputsOf(type: string): ReadonlySet<string> {
  return new Set([...propertiesOf(type, "State"), "id"]);
}

function propertiesOf(type: string, suffix: "Args" | "State"): ReadonlySet<string> {
  const [, path = "", name = ""] = type.split(":");
  const found = read.get(type + suffix);
  if (found) {
    return found;
  }
  const text = readFileSync(join(provider, dirname(path), declarationOf(path)), "utf8");
  const [, body = ""] = text.split(`export interface ${name}${suffix} {`);
  const lines = body.slice(0, body.search(/^\}/m)).matchAll(/^ {4}(\w+)\??:/gm);
  const properties = new Set([...lines].map(([, property = ""]) => property));
  read.set(type + suffix, properties);
  return properties;
}

/** Name of the file that declares a resource, which is not always written in the letters of its type. */
function declarationOf(path: string): string {
  const wanted = `${basename(path)}.d.ts`;
  const files = readdirSync(join(provider, dirname(path)));
  return files.find((file) => file.toLowerCase() === wanted.toLowerCase()) ?? wanted;
}

/** An argument of a resource, or of a block inside of one. */
export interface Argument {
  /** The resource's type token; a block's service and name. */
  readonly of: string;
  readonly name: string;
  /** Type in TypeScript. */
  readonly written: string;
}

/** Every argument of the AWS provider's resources. */
export function resourceArguments(): Argument[] {
  return readdirSync(provider, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "types")
    .flatMap(({ name: service }) =>
      readdirSync(join(provider, service))
        .filter((file) => file.endsWith(".d.ts") && !file.startsWith("get"))
        .flatMap((file) => {
          const text = readFileSync(join(provider, service, file), "utf8");
          const [, name = "", body = ""] = /^export interface (\w+)Args \{$(.*)/ms.exec(text) ?? [];
          const token = `aws:${service}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
          return argumentsIn(body, token, " ".repeat(4));
        }),
    );
}

/** Every argument of the blocks inside of resources. */
export function blockArguments(): Argument[] {
  const text = readFileSync(join(provider, "types/input.d.ts"), "utf8");
  return text.split(/^export declare namespace /m).flatMap((namespace) => {
    const service = /^\w+/.exec(namespace)?.[0] ?? "";
    return namespace
      .split(/^ {4}interface /m)
      .slice(1)
      .filter((block) => !block.startsWith("Get"))
      .flatMap((block) =>
        argumentsIn(block, `${service}.${/^\w+/.exec(block)?.[0] ?? ""}`, " ".repeat(8)),
      );
  });
}

function argumentsIn(body: string, of: string, indent: string): Argument[] {
  const lines = body.matchAll(new RegExp(`^${indent}(\\w+)\\??: (.*);$`, "gm"));
  return [...lines].map(([, name = "", written = ""]) => ({ of, name, written }));
}
