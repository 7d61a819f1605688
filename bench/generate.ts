import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { mainOf } from "../cli/planner/project-settings";

interface ProjectFile {
  name: string;
  config: { organization: { default: Company } } & Record<string, unknown>;
}

interface Company {
  organizationalUnits: Record<string, object>;
  accounts: Record<string, Record<string, unknown>>;
  addressPlan: { pool: string; spokes: Record<string, string> };
}

/** OUs and environments of generated accounts, in turn, so that grants to non-production accounts grow as well. */
const places = [
  { organizationalUnit: "Workloads/Production", environment: "production" },
  { organizationalUnit: "Workloads/Development", environment: "development" },
];

/**
 * Writes a project with a number of accounts: the default company of `source`, and further workload accounts like `prod`,
 * without its public names, which only one stack may have. One group reads them all, as their clusters admit readers.
 */
export function generateProject(source: string, target: string, accounts: number): void {
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(source)) {
    if (/^Pulumi\..+\.yaml$/.test(file)) {
      cpSync(join(source, file), join(target, file));
    }
  }
  const project = yaml.parse(readFileSync(join(source, "Pulumi.yaml"), "utf8")) as ProjectFile;
  const company = project.config.organization.default;
  for (const { organizationalUnit } of places) {
    company.organizationalUnits[organizationalUnit] ??= {};
  }
  const workload = yaml.parseDocument(readFileSync(join(source, "Pulumi.prod.yaml"), "utf8"));
  workload.deleteIn(["config", "platform:workload", "publicAliases"]);
  const people = join(target, "Pulumi.identity.yaml");
  const identity = yaml.parseDocument(readFileSync(people, "utf8"));
  const readers = ["config", "platform:identity", "assignments", "developers", "readOnly"];
  for (let index = 0; Object.keys(company.accounts).length < accounts; index += 1) {
    const name = `team-${index + 1}`;
    company.accounts[name] = { ...places[index % places.length] };
    company.addressPlan.spokes[name] =
      `10.${64 + Math.floor(index / 16)}.${(index % 16) * 16}.0/20`;
    identity.addIn(readers, name);
    writeFileSync(join(target, `Pulumi.${name}.yaml`), String(workload));
  }
  writeFileSync(people, String(identity));
  const seen = { ...project, main: mainOf(target) };
  writeFileSync(join(target, "Pulumi.yaml"), yaml.stringify(seen));
}
