import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Services whose names in the models differ from the module of the provider: CloudFormation, then botocore. */
const services: Readonly<Record<string, readonly [cloudFormation: string, botocore: string]>> = {
  acm: ["CertificateManager", "acm"],
  amp: ["APS", "amp"],
  cfg: ["Config", "config"],
  ec2transitgateway: ["EC2", "ec2"],
  lb: ["ElasticLoadBalancingV2", "elbv2"],
  ses: ["SES", "ses"],
  sesv2: ["SES", "sesv2"],
  ssoadmin: ["SSO", "sso-admin"],
  vpc: ["EC2", "ec2"],
};

/** Types whose names in the models do not follow from their own: a type of CloudFormation, or an operation of botocore. */
const models: Readonly<Record<string, readonly string[]>> = {
  "aws:account/alternativeContact:AlternativeContact": ["account PutAlternateContact"],
  "aws:acm/certificate:Certificate": [
    "AWS::CertificateManager::Certificate",
    "acm RequestCertificate",
  ],
  "aws:athena/workgroup:Workgroup": ["AWS::Athena::WorkGroup", "athena CreateWorkGroup"],
  "aws:backup/plan:Plan": ["AWS::Backup::BackupPlan", "backup CreateBackupPlan"],
  "aws:backup/selection:Selection": [
    "AWS::Backup::BackupSelection",
    "backup CreateBackupSelection",
  ],
  "aws:backup/vault:Vault": ["AWS::Backup::BackupVault", "backup CreateBackupVault"],
  "aws:backup/vaultPolicy:VaultPolicy": ["backup PutBackupVaultAccessPolicy"],
  "aws:cfg/recorder:Recorder": ["config PutConfigurationRecorder"],
  "aws:cfg/recorderStatus:RecorderStatus": ["config StartConfigurationRecorder"],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["AWS::Events::EventBusPolicy"],
  "aws:cloudwatch/eventRule:EventRule": ["AWS::Events::Rule", "events PutRule"],
  "aws:cloudwatch/eventTarget:EventTarget": ["events PutTargets"],
  "aws:cloudwatch/logGroup:LogGroup": ["AWS::Logs::LogGroup", "logs CreateLogGroup"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["AWS::CloudWatch::Alarm", "cloudwatch PutMetricAlarm"],
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": [
    "ecr PutRegistryScanningConfiguration",
  ],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["ecr SetRepositoryPolicy"],
  "aws:eks/nodeGroup:NodeGroup": ["AWS::EKS::Nodegroup", "eks CreateNodegroup"],
  "aws:elasticache/subnetGroup:SubnetGroup": ["AWS::ElastiCache::SubnetGroup"],
  "aws:glue/catalogDatabase:CatalogDatabase": ["glue CreateDatabase"],
  "aws:glue/catalogTable:CatalogTable": ["glue CreateTable"],
  "aws:iam/role:Role": ["AWS::IAM::Role", "iam CreateRole"],
  "aws:iam/rolePolicy:RolePolicy": ["AWS::IAM::RolePolicy", "iam PutRolePolicy"],
  "aws:identitystore/group:Group": ["AWS::IdentityStore::Group", "identitystore CreateGroup"],
  "aws:kms/key:Key": ["AWS::KMS::Key", "kms CreateKey"],
  "aws:lb/loadBalancer:LoadBalancer": [
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "elbv2 CreateLoadBalancer",
  ],
  "aws:rds/instance:Instance": [
    "AWS::RDS::DBInstance",
    "rds CreateDBInstance",
    "rds DeleteDBInstance",
  ],
  "aws:rds/parameterGroup:ParameterGroup": ["AWS::RDS::DBParameterGroup"],
  "aws:rds/subnetGroup:SubnetGroup": ["AWS::RDS::DBSubnetGroup"],
  "aws:route53/record:Record": ["AWS::Route53::RecordSet", "route53 ChangeResourceRecordSets"],
  "aws:route53/zone:Zone": ["AWS::Route53::HostedZone", "route53 CreateHostedZone"],
  "aws:s3/bucket:Bucket": ["AWS::S3::Bucket", "s3 CreateBucket"],
  "aws:sns/topicSubscription:TopicSubscription": ["AWS::SNS::Subscription", "sns Subscribe"],
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": [
    "sso-admin PutInlinePolicyToPermissionSet",
  ],
  "eks:index:Cluster": ["AWS::EKS::Cluster", "eks CreateCluster"],
};

/** A JSON Schema of cfn-lint, as far as lengths need it. */
interface Schema {
  readonly $ref?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A shape of botocore, as far as lengths need it. */
interface Shape {
  readonly type: string;
  readonly max?: number;
  readonly members?: Readonly<
    Record<string, { readonly shape: string; readonly documentation?: string }>
  >;
  readonly member?: { readonly shape: string };
  /** Of a map. */
  readonly value?: { readonly shape: string };
}

/** A service of botocore, as far as lengths need it. */
interface Service {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Largest lengths by input, lower case, with the depth at which the model has it. */
type Found = Map<string, { readonly depth: number; readonly most: number }>;

/**
 * Largest lengths of the string inputs of every AWS type that the example company plans, by the models' names in lower
 * case. Where two models differ, the smaller one counts. An empty object: no model has a length for the type.
 *
 * @param planned Types that the stacks plan.
 * @param folder Folder with the installed models.
 */
export function lengths(
  planned: readonly string[],
  folder: string,
): Record<string, Record<string, number>> {
  const cloudFormation = new CloudFormation(folder);
  const botocore = new Botocore(folder);
  return Object.fromEntries(
    planned.map((type) => {
      const found: Found = new Map();
      for (const model of models[type] ?? guesses(type)) {
        if (model.startsWith("AWS::")) {
          cloudFormation.read(model, found, models[type] !== undefined);
        } else {
          botocore.read(model, found, models[type] !== undefined);
        }
      }
      const sorted = [...found].sort(([left], [right]) => left.localeCompare(right));
      return [type, Object.fromEntries(sorted.map(([name, { most }]) => [name, most]))];
    }),
  );
}

/** AWS types in a plan of the example company. @param repository Folder of the project. */
export function plannedTypes(repository: string): string[] {
  const scratch = mkdtempSync(join(tmpdir(), "platform-lengths-"));
  try {
    const file = join(scratch, "plan.json");
    execFileSync(
      process.execPath,
      ["--import", "tsx", join(repository, "cli/main.ts"), "plan", "--json", file],
      { cwd: repository, stdio: ["ignore", "ignore", "inherit"] },
    );
    const { stacks } = JSON.parse(readFileSync(file, "utf8")) as {
      stacks: readonly { resources: readonly { type: string }[] }[];
    };
    const types = stacks.flatMap(({ resources }) => resources.map(({ type }) => type));
    return [...new Set(types)].filter((type) => /^(?:aws|eks):/.test(type)).sort();
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Names of a type in the models, when they follow from its own. */
function guesses(type: string): string[] {
  const [, place = "", token = ""] = type.split(":");
  const module = place.split("/")[0] ?? "";
  const [cloudFormation, botocore] = services[module] ?? [module, module];
  return [
    `AWS::${cloudFormation}::${token}`,
    ...["Create", "Put", "Register", "Set"].map((verb) => `${botocore} ${verb}${token}`),
  ];
}

class CloudFormation {
  readonly #folder: string;
  /** Hash of a type's schema by the type's name in lower case. */
  readonly #hashes: ReadonlyMap<string, string>;

  public constructor(models: string) {
    this.#folder = join(models, "cfnlint/data/schemas");
    const types = JSON.parse(
      readFileSync(join(this.#folder, "providers/us-east-1.json"), "utf8"),
    ) as Record<string, string>;
    this.#hashes = new Map(
      Object.entries(types).map(([name, hash]) => [name.toLowerCase(), hash] as const),
    );
  }

  public read(type: string, found: Found, required: boolean): void {
    const hash = this.#hashes.get(type.toLowerCase());
    if (hash !== undefined) {
      const file = join(this.#folder, "resources", `${hash}.json`);
      const schema = JSON.parse(readFileSync(file, "utf8")) as Schema;
      walk(schema, "", 0, schema, found, new Set());
    } else if (required) {
      throw new Error(`cfn-lint has no ${type}: adapt the list of models`);
    }
  }
}

function walk(
  part: Schema,
  name: string,
  depth: number,
  root: Schema,
  found: Found,
  seen: ReadonlySet<string>,
): void {
  const { $ref } = part;
  if ($ref !== undefined) {
    const definition = root.definitions?.[$ref.replace("#/definitions/", "")];
    if (definition !== undefined && !seen.has($ref)) {
      walk(definition, name, depth, root, found, new Set([...seen, $ref]));
    }
    return;
  }
  note(found, name, depth, part.maxLength);
  if (part.items !== undefined) {
    walk(part.items, name, depth, root, found, seen);
  }
  for (const [key, value] of Object.entries(part.properties ?? {})) {
    if (!/^Tags?(?:Specifications)?$/.test(key)) {
      walk(value, key, depth + 1, root, found, seen);
    }
  }
}

class Botocore {
  readonly #folder: string;
  readonly #services = new Map<string, Service>();

  public constructor(models: string) {
    this.#folder = join(models, "botocore/data");
  }

  public read(model: string, found: Found, required: boolean): void {
    const [service = "", operation = ""] = model.split(" ");
    const { operations, shapes } = this.#service(service);
    const input = operations[operation]?.input?.shape;
    if (input !== undefined) {
      follow({ shape: input }, "", 0, shapes, found, new Set());
    } else if (required) {
      throw new Error(`botocore has no ${model}: adapt the list of models`);
    }
  }

  #service(name: string): Service {
    const known = this.#services.get(name);
    if (known !== undefined) {
      return known;
    }
    const folder = join(this.#folder, name);
    const version = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
    const service =
      version === undefined
        ? { operations: {}, shapes: {} }
        : (JSON.parse(
            gunzipSync(readFileSync(join(folder, version, "service-2.json.gz"))).toString("utf8"),
          ) as Service);
    this.#services.set(name, service);
    return service;
  }
}

function follow(
  { shape: shapeName, documentation = "" }: { shape: string; documentation?: string },
  name: string,
  depth: number,
  shapes: Readonly<Record<string, Shape>>,
  found: Found,
  seen: ReadonlySet<string>,
): void {
  const shape = shapes[shapeName];
  if (shape === undefined || seen.has(shapeName)) {
    return;
  }
  const inside = new Set([...seen, shapeName]);
  const part = shape.member ?? shape.value;
  if (shape.type === "string") {
    note(found, name, depth, shape.max);
    note(found, name, depth, statedLength(documentation));
  } else if (part !== undefined) {
    follow({ ...part, documentation }, name, depth, shapes, found, inside);
  }
  for (const [key, member] of Object.entries(shape.members ?? {})) {
    if (!/^tags?(?:List|Specifications)?$/i.test(key)) {
      follow(member, key, depth + 1, shapes, found, inside);
    }
  }
}

const stated =
  /(?:maximum of|up to|exceed|\d+ (?:to|and)) (\d+) (KB|(?:alphanumeric )?characters|letters|octets)/gi;

/**
 * Length that the documentation of an input states: many services check one that the shape does not have. `undefined` when
 * it states several, such as one for each engine of RDS.
 */
function statedLength(documentation: string): number | undefined {
  const lengths = [...documentation.replaceAll(/<[^>]+>/g, "").matchAll(stated)].map(
    ([, most, unit]) => Number(most) * (unit === "KB" ? 1024 : 1),
  );
  return new Set(lengths).size === 1 ? lengths[0] : undefined;
}

/** Keeps the length nearest to the top of the model, and of two at one depth the smaller one. */
function note(found: Found, name: string, depth: number, most: number | undefined): void {
  const key = name.toLowerCase();
  const before = found.get(key);
  if (most === undefined || name === "") {
    return;
  }
  if (
    before === undefined ||
    depth < before.depth ||
    (depth === before.depth && most < before.most)
  ) {
    found.set(key, { depth, most });
  }
}
