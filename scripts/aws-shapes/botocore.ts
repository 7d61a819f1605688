import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { patternOf } from "./patterns";
import { effective, type Leaf, type Rule } from "./rule";

interface Reference {
  readonly shape: string;
  readonly documentation?: string;
}

/** A shape of botocore, as far as the table needs it. */
interface Shape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly members?: Readonly<Record<string, Reference>>;
  /** Of a list. */
  readonly member?: Reference;
  /** Of a map. */
  readonly value?: Reference;
}

interface Operation {
  readonly input?: Reference;
  readonly errors?: readonly Reference[];
}

interface Service {
  readonly metadata?: { readonly protocol?: string };
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** An operation of the API of a service. */
export interface ApiCall {
  readonly leaves: readonly Leaf[];
  /** Code of the error for a value that the service does not accept. */
  readonly code: string;
}

/** APIs of AWS in the models of botocore. */
export class Botocore {
  readonly #folder: string;
  readonly #services = new Map<string, Service>();

  /** @param models Folder with the installed models. */
  public constructor(models: string) {
    this.#folder = join(models, "botocore/data");
  }

  /** An operation, named `kms CreateKey`; `undefined` for one that the models do not have. */
  public call(name: string): ApiCall | undefined {
    const [folder = "", operationName = ""] = name.split(" ");
    const service = this.#service(folder);
    const operation = service.operations[operationName];
    return operation?.input === undefined
      ? undefined
      : {
          leaves: [...walk(operation.input, [], service.shapes, new Set())],
          code: codeOf(operation, service),
        };
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

/** Errors for a wrong value, the most specific first. */
const codes = [
  /^ValidationE/,
  /^InvalidParameter(?:Value)?(?:Exception|Error)?$/,
  /^InvalidInput(?:Exception)?$/,
  /^InvalidArgument(?:Exception)?$/,
  /^BadRequestException$/,
  /^InvalidRequestException$/,
];

/** Codes by protocol, for services that list none: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const common: Readonly<Record<string, string>> = {
  ec2: "InvalidParameterValue",
  query: "ValidationError",
  "rest-xml": "InvalidArgument",
};

function codeOf({ errors = [] }: Operation, { metadata }: Service): string {
  const names = errors.map(({ shape }) => shape);
  const found = codes.flatMap((code) => names.filter((name) => code.test(name)))[0];
  return found ?? common[metadata?.protocol ?? ""] ?? "ValidationException";
}

function* walk(
  { shape: name, documentation = "" }: Reference,
  path: readonly string[],
  shapes: Readonly<Record<string, Shape>>,
  seen: ReadonlySet<string>,
): Generator<Leaf> {
  const shape = shapes[name];
  if (shape === undefined || seen.has(name)) {
    return;
  }
  const inside = new Set([...seen, name]);
  if (shape.members !== undefined) {
    for (const [key, member] of Object.entries(shape.members)) {
      yield* walk(member, [...path, key], shapes, inside);
    }
  } else if (shape.member !== undefined) {
    yield* walk({ ...shape.member, documentation }, path, shapes, inside);
  } else if (shape.value !== undefined) {
    yield* walk({ ...shape.value, documentation }, [...path, "*"], shapes, inside);
  } else {
    yield { path, rule: ruleOf(shape, documentation) };
  }
}

function ruleOf({ type, min, max, pattern, enum: values }: Shape, documentation: string): Rule {
  if (type !== "string") {
    return effective({
      ...(min !== undefined && { from: min }),
      ...(max !== undefined && { to: max }),
    });
  }
  const translated = pattern === undefined ? undefined : patternOf(pattern, true);
  const lengths = [max, statedLength(documentation)].filter((length) => length !== undefined);
  return effective({
    ...(min !== undefined && { min }),
    ...(lengths.length > 0 && { max: Math.min(...lengths) }),
    ...(translated !== undefined && { pattern: translated }),
    ...(values !== undefined && { enum: [...values].sort() }),
  });
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
