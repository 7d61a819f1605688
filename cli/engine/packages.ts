import { readFileSync } from "node:fs";

/** Packages that have an emulated provider. */
export const packages = ["aws", "awsx", "eks", "kubernetes"] as const;
export type Package = (typeof packages)[number];

export function isPackage(name: string): name is Package {
  return (packages as readonly string[]).includes(name);
}

/** Version of the package that the project has installed: the provider that its programs ask for. */
export function versionOf(name: Package): string {
  const file = require.resolve(`@pulumi/${name}/package.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
