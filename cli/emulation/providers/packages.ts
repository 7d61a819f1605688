import { readFileSync } from "node:fs";

/** Packages that have an emulated provider. */
export const packages = ["aws", "awsx", "eks", "kubernetes"] as const;
export type Package = (typeof packages)[number];

export function isPackage(name: string): name is Package {
  return (packages as readonly string[]).includes(name);
}

/** Installed version of one of Pulumi's packages, which is the version of its provider as well. */
export function versionOf(name: Package | "pulumi"): string {
  const file = require.resolve(`@pulumi/${name}/package.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
