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
import { repositoryFolder } from "../planner/project-settings";
import { keepable } from "../../stacks/checks/template-facts";

/** A company that only exists in a rehearsal: values in the place of the template's placeholders. */
export const rehearsedCompany = {
  managementAccount: "111111111111",
  stateBackend: "s3://acme-state",
  secretsProvider: "passphrase",
  domain: "acme-platform.com",
  deployerRange: "198.18.0.0/24",
};

const { domain, deployerRange } = rehearsedCompany;

/** Placeholders of the template inside texts, with the text that replaces each. */
const replacements: readonly (readonly [placeholder: RegExp, replacement: string])[] = [
  [/\bexample\.com$/, domain],
  [/^example$/, "acme"],
  [/^203\.0\.113\.0\/24$/, deployerRange],
  [/^\+1 555 01/, "+49 30 901820"],
];

/** Files and folders of the program, without the configuration. */
const program = [
  ...["index.ts", "stacks", "components", "policy-pack", "node_modules"],
  // For the project's own commands, such as npm run up.
  ...["cli", "scripts"],
];

/**
 * Writes a copy of the project in `source`, with its placeholders filled in and its other template facts kept, into a new folder. The program itself is
 * linked, so that a rehearsal runs the present code.
 */
export function writeRehearsedProject(source: string, folder: string): void {
  mkdirSync(folder);
  for (const file of readdirSync(source).filter((name) => /^Pulumi\.(?:.+\.)?yaml$/.test(name))) {
    const document = yaml.parseDocument(readFileSync(join(source, file), "utf8"));
    yaml.visit(document, {
      Scalar: (_, scalar) => {
        scalar.value = replaced(scalar.value);
      },
    });
    if (file === "Pulumi.yaml") {
      fillIn(document);
    }
    writeFileSync(join(folder, file), String(document));
  }
  for (const name of program.filter((entry) => existsSync(join(repositoryFolder, entry)))) {
    symlinkSync(join(repositoryFolder, name), join(folder, name));
  }
  for (const name of ["package.json", "tsconfig.json"]) {
    cpSync(join(repositoryFolder, name), join(folder, name));
  }
}

/** Gives the organization a management account and a state backend of the rehearsal, and keeps all facts that can be kept. */
function fillIn(document: yaml.Document): void {
  const { managementAccount, stateBackend, secretsProvider } = rehearsedCompany;
  const organization = ["config", "organization", "default"];
  document.set("main", "index.ts");
  document.setIn([...organization, "accounts", "management", "id"], managementAccount);
  document.setIn([...organization, "state", "backend"], stateBackend);
  document.setIn([...organization, "state", "secretsProvider"], secretsProvider);
  document.setIn([...organization, "kept"], keepable);
}

function replaced(value: unknown): unknown {
  return typeof value === "string"
    ? replacements.reduce((text, [placeholder, other]) => text.replace(placeholder, other), value)
    : value;
}
