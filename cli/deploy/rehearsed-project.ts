import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";

/** Values in the place of the template's placeholders, for a company that only exists in a rehearsal. */
export const rehearsedCompany = {
  managementAccount: "111111111111",
  stateBackend: "s3://acme-state",
  secretsProvider: "passphrase",
  deployerRange: "198.51.100.0/24",
};

/** Files and folders of the program, without the configuration. */
const program = ["index.ts", "stacks", "components", "policy-pack", "node_modules"];

/**
 * Writes a copy of the project in `source`, with its placeholders filled in, into a new folder. The program itself is
 * linked, so that a rehearsal runs the present code.
 */
export function writeRehearsedProject(source: string, folder: string): void {
  mkdirSync(folder);
  for (const file of readdirSync(source)) {
    if (/^Pulumi\..+\.yaml$/.test(file)) {
      const document = yaml.parseDocument(readFileSync(join(source, file), "utf8"));
      const ranges = ["config", "platform:workload", "cluster", "publicAccessRanges"];
      if (document.hasIn(ranges)) {
        document.setIn(ranges, [rehearsedCompany.deployerRange]);
      }
      writeFileSync(join(folder, file), String(document));
    }
  }
  const document = yaml.parseDocument(readFileSync(join(source, "Pulumi.yaml"), "utf8"));
  const organization = ["config", "organization", "default"];
  const { managementAccount, stateBackend, secretsProvider } = rehearsedCompany;
  document.setIn([...organization, "accounts", "management", "id"], managementAccount);
  document.setIn([...organization, "state", "backend"], stateBackend);
  document.setIn([...organization, "state", "secretsProvider"], secretsProvider);
  writeFileSync(join(folder, "Pulumi.yaml"), String(document));
  for (const name of program.filter((entry) => existsSync(join(source, entry)))) {
    symlinkSync(join(source, name), join(folder, name));
  }
  for (const name of ["package.json", "tsconfig.json"]) {
    cpSync(join(source, name), join(folder, name));
  }
}
