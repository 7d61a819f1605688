import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { format } from "prettier";
import { unfitForNodes } from "../components/shared/node-types";
import { processorOf } from "../components/shared/processor";
import { answers, SCHEMA_PACKAGE } from "./aws-answers";
import { availability } from "./aws-availability";
import { replacements } from "./aws-replacement";
import { type PlannedInputs, shapes } from "./aws-shapes/table";

/**
 * Writes the tables of what AWS offers, in stacks/company/aws/tables, and those of what the emulated AWS refuses, in
 * cli/emulation/models, from published models: npm run aws-tables
 *
 * Raise a version here to learn of new Regions, instance types and engine versions. The models are packages of PyPI;
 * they are installed below .cache, so the script needs pip and the registry. Only facts are taken over: names and lists.
 */
const packages = { "cfn-lint": "1.58.0", botocore: "1.44.8", moto: "5.2.5" } as const;

/** Only the provider's source lists which inputs replace a resource: no package of its schema does. */
const PROVIDER = "hashicorp/terraform-provider-aws, file@commit (age of its contents)";

/** Schema of the provider, as classes. */
const SCHEMA = `npm ${SCHEMA_PACKAGE} (hashicorp/aws 6.66.0)`;

/** `--provider-facts FILE`: the file of facts read in the provider's source. Without it, the table of replacements stays. */
const { values: options } = parseArgs({ options: { "provider-facts": { type: "string" } } });

const repository = join(__dirname, "..");
const tables = join(repository, "stacks/company/aws/tables");
/** Tables of the emulated AWS, as seen from the others. */
const emulation = "../../../../cli/emulation/models";
const models = join(
  repository,
  ".cache/aws-models",
  Object.entries(packages)
    .map(([name, version]) => `${name}-${version}`)
    .join("_"),
);
const extensions = join(models, "cfnlint/data/schemas/extensions");

/** A class of machines in the table: sizes by family, with the Regions that offer them. */
type ClassTable = Record<string, Record<string, string>>;

interface Enumeration {
  readonly enum: readonly string[];
}

/** A rule of cfn-lint: the values that a property may have when other properties have given ones. */
interface Rule {
  readonly if: {
    readonly properties: Readonly<
      Record<string, false | { readonly const?: string; readonly pattern?: string }>
    >;
  };
  readonly then: false | { readonly properties: Readonly<Record<string, Enumeration>> };
}

interface Rules {
  readonly allOf: readonly Rule[];
}

async function main(): Promise<void> {
  install();
  const regions = regionsOfPartition();
  await write("regions.json", "botocore endpoints.json; moto instance type offerings", {
    regions: zoneIds(regions),
  });
  await write("instance-types.json", "cfn-lint AWS::EC2::Instance; processors by moto", {
    types: instanceTypes(regions),
  });
  await write("database-classes.json", "cfn-lint AWS::RDS::DBInstance", {
    types: databaseClasses(regions),
  });
  await write("cache-node-types.json", "cfn-lint AWS::ElastiCache::CacheCluster", {
    types: cacheNodeTypes(regions),
  });
  await write("engine-versions.json", "cfn-lint AWS::RDS::DBInstance, AWS::ElastiCache", {
    postgres: postgresVersions(),
    valkey: valkeyVersions(),
  });
  await write("policy-types.json", "botocore organizations", { types: policyTypes() });
  const inputs = plannedInputs();
  const planned = Object.keys(inputs).sort();
  await write(`${emulation}/shapes.json`, "botocore; cfn-lint; pages", shapes(inputs, models));
  await write(
    `${emulation}/availability.json`,
    "cfn-lint providers/REGION.json",
    availability(planned, regions, models),
  );
  await write(`${emulation}/answers.json`, SCHEMA, {
    types: answers(planned, join(repository, ".cache/aws-models")),
  });
  const { "provider-facts": facts } = options;
  if (facts !== undefined) {
    await write(`${emulation}/replacement.json`, PROVIDER, {
      types: replacements(facts, planned),
    });
  }
}

/** Inputs that the companies of the tests plan; takes a few minutes. */
function plannedInputs(): PlannedInputs {
  const folder = mkdtempSync(join(tmpdir(), "platform-planned-"));
  const file = join(folder, "inputs.json");
  try {
    const script = join(repository, "test/cli/emulation/models/planned-inputs.ts");
    execFileSync(process.execPath, ["--import", "tsx", script, file], {
      cwd: repository,
      stdio: "inherit",
    });
    return json<PlannedInputs>(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function install(): void {
  if (existsSync(models)) {
    return;
  }
  const wanted = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
  execFileSync(
    "python3",
    ["-m", "pip", "install", "--quiet", "--no-deps", "--target", models, ...wanted],
    {
      stdio: "inherit",
    },
  );
}

async function write(file: string, source: string, content: object): Promise<void> {
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const header = {
    writtenBy: "npm run aws-tables",
    source: [PROVIDER, SCHEMA].includes(source) ? source : `${source} (${versions.join(", ")})`,
    read: new Date().toISOString().slice(0, 10),
  };
  const text = await format(JSON.stringify({ ...header, ...content }), {
    parser: "json",
    printWidth: 100,
  });
  writeFileSync(join(tables, file), text);
  console.log(`${basename(file)}: ${Buffer.byteLength(text)} bytes`);
}

/** Regions of the partition aws with an endpoint of EC2. `partitions.json` also lists Regions that AWS has only announced. */
function regionsOfPartition(): string[] {
  const { partitions } = json<{
    partitions: readonly {
      partition: string;
      services: Record<string, { endpoints: Record<string, unknown> }>;
      regions: Record<string, unknown>;
    }[];
  }>(join(models, "botocore/data/endpoints.json"));
  const aws = found(partitions.find(({ partition }) => partition === "aws"));
  const endpoints = found(aws.services["ec2"]).endpoints;
  return Object.keys(aws.regions)
    .filter((region) => region in endpoints)
    .sort();
}

/** Ids of the zones by Region, joined by spaces; empty where the model has none yet. */
function zoneIds(regions: readonly string[]): Record<string, string> {
  const folder = join(models, "moto/ec2/resources/instance_type_offerings/availability-zone-id");
  return Object.fromEntries(
    regions.map((region) => {
      const file = join(folder, `${region}.json.gz`);
      const offers = existsSync(file) ? compressed<readonly { Location: string }[]>(file) : [];
      return [region, [...new Set(offers.map(({ Location }) => Location))].sort().join(" ")];
    }),
  );
}

function instanceTypes(regions: readonly string[]): ClassTable {
  const byRegion = json<Record<string, Enumeration>>(
    join(extensions, "aws_ec2_instance/instancetype_enum.json"),
  );
  const described = compressed<Record<string, DescribedType>>(
    join(models, "moto/ec2/resources/instance_types.json.gz"),
  );
  for (const [type, description] of Object.entries(described)) {
    const arm = description.ProcessorInfo.SupportedArchitectures.includes("arm64");
    if (arm !== (processorOf(type) === "arm64")) {
      throw new Error(`${type}: the rule of processorOf is wrong, the model has arm64: ${arm}`);
    }
    if (isUnfit(type, description) !== (unfitForNodes(type) !== undefined)) {
      throw new Error(`${type}: the rule of unfitForNodes is wrong`);
    }
  }
  return classTable(regions, (region) => found(byRegion[region]).enum);
}

/** Description of an instance type, as EC2 returns it. */
interface DescribedType {
  readonly ProcessorInfo: { readonly SupportedArchitectures: readonly string[] };
  readonly NetworkInfo: {
    readonly MaximumNetworkInterfaces: number;
    readonly Ipv4AddressesPerInterface: number;
  };
  readonly GpuInfo?: object;
  readonly InferenceAcceleratorInfo?: object;
  readonly NeuronInfo?: object;
}

/** Pods that the add-ons run on every node. */
const PODS_OF_ADD_ONS = 4;

/**
 * True for a type that EKS or Amazon Linux 2023 does not support, or that has addresses for no pods but the add-ons'.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
function isUnfit(type: string, description: DescribedType): boolean {
  const { ProcessorInfo, NetworkInfo } = description;
  const accelerated =
    description.GpuInfo ?? description.InferenceAcceleratorInfo ?? description.NeuronInfo;
  const pods =
    NetworkInfo.MaximumNetworkInterfaces * (NetworkInfo.Ipv4AddressesPerInterface - 1) + 2;
  return (
    type.startsWith("a1.") ||
    // The model has no chips for trn2u.
    type.startsWith("trn") ||
    ProcessorInfo.SupportedArchitectures.some((name) => name.endsWith("_mac")) ||
    accelerated !== undefined ||
    pods <= PODS_OF_ADD_ONS
  );
}

function databaseClasses(regions: readonly string[]): ClassTable {
  const byRegion = json<Record<string, Rules>>(
    join(extensions, "aws_rds_dbinstance/dbinstanceclass_enum.json"),
  );
  const { allOf } = json<Rules>(join(extensions, "aws_rds_dbinstance/db_instance_class.json"));
  const current = new Set(
    allOf
      .filter(({ if: { properties } }) => {
        const { Engine: engine, EngineVersion: version } = properties;
        // Versions such as 17.00 belong to another engine, limitless ones to Aurora.
        const major = /^\^\((\d+)\\\.[1-9]\d*\\\.\.\+\|/.exec(
          version ? (version.pattern ?? "") : "",
        );
        return engine && engine.const === "postgres" && Number(major?.[1] ?? 0) >= 14;
      })
      .flatMap(({ then }) => (then ? found(then.properties["DBInstanceClass"]).enum : [])),
  );
  return classTable(regions, (region) => {
    const rule = found(byRegion[region]).allOf.find(
      ({ if: { properties } }) =>
        properties["Engine"] &&
        properties["Engine"].const === "postgres" &&
        properties["LicenseModel"] === false,
    );
    const { then } = found(rule);
    return then
      ? found(then.properties["DBInstanceClass"]).enum.filter((name) => current.has(name))
      : [];
  });
}

function cacheNodeTypes(regions: readonly string[]): ClassTable {
  const byRegion = json<Record<string, Enumeration>>(
    join(extensions, "aws_elasticache_cachecluster/cachenodetype_enum.json"),
  );
  return classTable(regions, (region) => found(byRegion[region]).enum);
}

/** Major versions of PostgreSQL that a new instance can have in standard support: with a version that is not outdated. */
function postgresVersions(): string[] {
  const versions = (file: string, outcome: "then" | "if"): readonly string[] =>
    json<Rules>(join(extensions, "aws_rds_dbinstance", file)).allOf.flatMap((rule) => {
      const { Engine: engine, EngineVersion: version } = rule.if.properties;
      if (!engine || engine.const !== "postgres" || !version) {
        return [];
      }
      const given =
        outcome === "if"
          ? (version as unknown as Enumeration)
          : rule.then && rule.then.properties["EngineVersion"];
      return given ? given.enum : [];
    });
  const outdated = new Set(versions("engine_version_deprecated.json", "if"));
  const usable = versions("engine_version.json", "then").filter(
    (version) => !outdated.has(version) && !version.includes("rds"),
  );
  return [...new Set(usable.map((version) => version.split(".")[0] ?? version))]
    .filter((major) => Number(major) >= 14)
    .sort();
}

function valkeyVersions(): string[] {
  const { allOf } = json<Rules>(
    join(extensions, "aws_elasticache_cachecluster/engine_version.json"),
  );
  const rule = allOf.find(
    ({ if: { properties } }) => properties["Engine"] && properties["Engine"].const === "valkey",
  );
  const { then } = found(rule);
  return then ? [...found(then.properties["EngineVersion"]).enum].sort() : [];
}

/** Types of organization policies. */
function policyTypes(): readonly string[] {
  const folder = join(models, "botocore/data/organizations");
  const version = found(readdirSync(folder).sort().at(-1));
  const { shapes } = compressed<{ shapes: Record<string, Enumeration> }>(
    join(folder, version, "service-2.json.gz"),
  );
  return [...found(shapes["PolicyType"]).enum].sort();
}

/** Types by family and size. A set of Regions is `all`, `all but ...` or a list, the shortest of them. */
function classTable(
  regions: readonly string[],
  offers: (region: string) => readonly string[],
): ClassTable {
  const offered = new Map<string, string[]>();
  for (const region of regions) {
    for (const type of offers(region)) {
      offered.set(type, [...(offered.get(type) ?? []), region]);
    }
  }
  const table: ClassTable = {};
  for (const [type, places] of [...offered].sort(([left], [right]) => order(left, right))) {
    const at = type.lastIndexOf(".");
    const [family, size] = [type.slice(0, at), type.slice(at + 1)];
    const rows = (table[family] ??= {});
    const others = regions.filter((region) => !places.includes(region));
    const set =
      others.length === 0
        ? "all"
        : others.length < places.length
          ? `all but ${others.join(" ")}`
          : places.join(" ");
    const sizes = Object.entries(rows).find(([, same]) => same === set)?.[0];
    if (sizes !== undefined) {
      Reflect.deleteProperty(rows, sizes);
    }
    rows[sizes === undefined ? size : `${sizes} ${size}`] = set;
  }
  return table;
}

function order(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true });
}

function json<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function compressed<T>(file: string): T {
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as T;
}

function found<T>(value: T | undefined | false): T {
  if (value === undefined || value === false) {
    throw new Error("the model has another shape than this script reads: adapt the script");
  }
  return value;
}

void main();
