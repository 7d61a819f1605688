import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Package with the schema of the AWS provider, version 6.66.0, as classes: which attributes are sets, and which the
 * provider fills in. Raise it together with `@pulumi/aws`.
 */
export const SCHEMA_PACKAGE = "@cdktn/provider-aws@25.7.0";

/** Names in the provider of the types whose name does not follow from Pulumi's. */
const names: Readonly<Record<string, string>> = {
  "aws:account/alternativeContact:AlternativeContact": "aws_account_alternate_contact",
  "aws:amp/workspace:Workspace": "aws_prometheus_workspace",
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": "aws_prometheus_workspace_configuration",
  "aws:cfg/configurationAggregator:ConfigurationAggregator": "aws_config_configuration_aggregator",
  "aws:cfg/conformancePack:ConformancePack": "aws_config_conformance_pack",
  "aws:cfg/deliveryChannel:DeliveryChannel": "aws_config_delivery_channel",
  "aws:cfg/organizationConformancePack:OrganizationConformancePack":
    "aws_config_organization_conformance_pack",
  "aws:cfg/recorder:Recorder": "aws_config_configuration_recorder",
  "aws:cfg/recorderStatus:RecorderStatus": "aws_config_configuration_recorder_status",
  "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "aws_iam_openid_connect_provider",
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:rds/instance:Instance": "aws_db_instance",
  "aws:rds/parameterGroup:ParameterGroup": "aws_db_parameter_group",
  "aws:rds/subnetGroup:SubnetGroup": "aws_db_subnet_group",
};

/** Inputs that the provider compares in a way of its own; paths have dots, and no indexes of lists. */
interface Answer {
  /** Lists in the program that are sets in the provider. */
  readonly sets: readonly string[];
  /** Inputs that the provider fills in when a program leaves them out. */
  readonly computed: readonly string[];
}

/** An attribute of a class: its kind, and the class of what is in it. */
interface Attribute {
  readonly name: string;
  readonly kind: string;
  readonly inner?: string;
}

/**
 * Sets and filled-in inputs of the planned types, read from the classes of the schema.
 *
 * @param planned Types that the stacks plan.
 * @param scratch Folder for the package: it is downloaded once.
 * @throws Error for a type that the package does not name.
 */
export function answers(planned: readonly string[], scratch: string): Record<string, Answer> {
  const library = install(scratch);
  const classes = resourceClasses(library);
  const nested = nestedNames();
  return Object.fromEntries(
    planned
      .filter((type) => type.startsWith("aws:"))
      .map((type) => {
        const name = nameOf(type, classes);
        return [type, read(type, readFileSync(classes.get(name) ?? "", "utf8"), nested)];
      }),
  );
}

function install(scratch: string): string {
  const folder = join(scratch, SCHEMA_PACKAGE.replaceAll(/[@/]/g, "-"));
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    const options = { cwd: folder, encoding: "utf8" } as const;
    const archive = execFileSync("npm", ["pack", "--silent", SCHEMA_PACKAGE], options).trim();
    execFileSync("tar", ["xzf", archive], options);
  }
  return join(folder, "package/lib");
}

/** Files of the classes by the name of the type in the provider. */
function resourceClasses(library: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of readdirSync(library)) {
    const file = join(library, folder, "index.js");
    if (!folder.startsWith("data-") && existsSync(file)) {
      const [, name] = /static tfResourceType = "(\w+)"/.exec(readFileSync(file, "utf8")) ?? [];
      found.set(name ?? folder, file);
    }
  }
  return found;
}

function nameOf(type: string, classes: ReadonlyMap<string, string>): string {
  const [, module = "", name = ""] = type.split(":");
  const [service = ""] = module.split("/");
  const own = snake(name);
  const candidates = [
    names[type] ?? "",
    `aws_${snake(service)}_${own}`,
    `aws_ec2_${own}`,
    `aws_ec2_transit_gateway_${own}`,
    `aws_${own}`,
  ];
  const found = candidates.find((candidate) => classes.has(candidate));
  if (found === undefined) {
    throw new Error(`${type}: write its name in the provider into scripts/aws-answers.ts`);
  }
  return found;
}

function read(type: string, text: string, nested: ReadonlySet<string>): Answer {
  const [, main = ""] = /class (\w+) extends cdktn\.TerraformResource/.exec(text) ?? [];
  const inputs = inputsOf(type);
  const sets: string[] = [];
  const computed: string[] = [];
  const visit = (owner: string, above: string, known: ReadonlySet<string>): void => {
    const filled = filledIn(text, owner, main);
    for (const { name, kind, inner } of attributesOf(text, owner, main)) {
      for (const spelled of spellings(name, kind).filter((candidate) => known.has(candidate))) {
        const path = above === "" ? spelled : `${above}.${spelled}`;
        if (kind === "set") {
          sets.push(path);
        }
        if (filled.has(name)) {
          computed.push(path);
        }
        // Statements of firewall rules contain statements.
        if (inner !== undefined && path.split(".").length <= 4) {
          visit(inner, path, nested);
        }
      }
    }
  };
  visit(main, "", inputs);
  return { sets: sets.sort(), computed: computed.sort() };
}

/** Attributes of a class, from the function that writes them. */
function attributesOf(text: string, owner: string, main: string): Attribute[] {
  const body =
    owner === main
      ? between(text, "synthesizeHclAttributes() {", "\n    }\n")
      : between(text, `function ${owner}ToHclTerraform(struct) {`, "\n}\n");
  return [...body.matchAll(/^ +(\w+): \{\s+value: (.*),\s+isBlock: \w+,\s+type: "(\w+)"/gm)].map(
    ([, name = "", value = "", kind = ""]) => {
      const [, inner] = /(?<![.\w])(\w+)ToHclTerraform/.exec(value) ?? [];
      return { name, kind, ...(inner !== undefined && { inner }) };
    },
  );
}

/** Attributes of a class that a program may leave out and the provider then fills in. */
function filledIn(text: string, owner: string, main: string): Set<string> {
  const title = owner.charAt(0).toUpperCase() + owner.slice(1);
  const start =
    owner === main
      ? `class ${main} extends cdktn.TerraformResource`
      : `class ${title}OutputReference `;
  const body = between(text, start, "\n}\n");
  return new Set(
    [...body.matchAll(/\/\/ (\w+) - computed: true, optional: true/g)].map(([, name = ""]) => name),
  );
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  return from < 0 ? "" : text.slice(from, text.indexOf(end, from));
}

/** Names of the inputs of a type, from the arguments of its class in Pulumi's SDK. */
function inputsOf(type: string): Set<string> {
  const [, module = "", token = ""] = type.split(":");
  const folder = dirname(require.resolve("@pulumi/aws/package.json"));
  const text = readFileSync(join(folder, `${module}.d.ts`), "utf8");
  const args = between(text, `export interface ${token}Args {`, "\n}");
  return new Set([...args.matchAll(/^ {4}(\w+)\??: /gm)].map(([, name = ""]) => name));
}

/** Names of all inputs below the top level in Pulumi's types. */
function nestedNames(): Set<string> {
  const file = require.resolve("@pulumi/aws/types/input.d.ts");
  return new Set(
    [...readFileSync(file, "utf8").matchAll(/^ +(\w+)\??: /gm)].map(([, name = ""]) => name),
  );
}

/** Possible names in Pulumi of an attribute: it puts the names of most lists in the plural. */
function spellings(attribute: string, kind: string): string[] {
  const camel = attribute.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (kind === "simple") {
    return [camel];
  }
  const plural = /[^aeiou]y$/.test(camel)
    ? camel.replace(/y$/, "ies")
    : `${camel}${/(?:s|x|ch|sh)$/.test(camel) ? "es" : "s"}`;
  return [camel, plural];
}

function snake(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])([A-Z])/g, "_$1").toLowerCase();
}
