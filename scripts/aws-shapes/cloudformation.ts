import { readFileSync } from "node:fs";
import { join } from "node:path";
import { patternOf } from "./patterns";
import { effective, type Leaf, type Rule } from "./rule";

/** A JSON Schema of cfn-lint, as far as the table needs it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Resource types of CloudFormation in the schemas of cfn-lint. */
export class CloudFormation {
  readonly #folder: string;
  /** Hash of a type's schema by the type's name in lower case. */
  readonly #hashes: ReadonlyMap<string, string>;

  /** @param models Folder with the installed models. */
  public constructor(models: string) {
    this.#folder = join(models, "cfnlint/data/schemas");
    const types = this.#json("providers/us-east-1.json") as Record<string, string>;
    this.#hashes = new Map(
      Object.entries(types).map(([name, hash]) => [name.toLowerCase(), hash] as const),
    );
  }

  /** Every leaf of a type; `undefined` for a type that the schemas do not have. */
  public leaves(type: string): Leaf[] | undefined {
    const hash = this.#hashes.get(type.toLowerCase());
    if (hash === undefined) {
      return undefined;
    }
    const schema = this.#json(`resources/${hash}.json`) as Schema;
    return [...walk(schema, [], schema, new Set())];
  }

  #json(file: string): unknown {
    return JSON.parse(readFileSync(join(this.#folder, file), "utf8"));
  }
}

function* walk(
  part: Schema,
  path: readonly string[],
  root: Schema,
  seen: ReadonlySet<string>,
): Generator<Leaf> {
  const { $ref, items, properties, patternProperties, additionalProperties } = part;
  if ($ref !== undefined) {
    const definition = root.definitions?.[$ref.replace("#/definitions/", "")];
    if (definition !== undefined && !seen.has($ref)) {
      yield* walk(definition, path, root, new Set([...seen, $ref]));
    }
    return;
  }
  if (items !== undefined) {
    yield* walk(items, path, root, seen);
    return;
  }
  const below = Object.entries(properties ?? {});
  const any =
    Object.values(patternProperties ?? {})[0] ??
    (typeof additionalProperties === "object" ? additionalProperties : undefined);
  for (const [name, value] of any === undefined ? below : [...below, ["*", any] as const]) {
    yield* walk(value, [...path, name], root, seen);
  }
  if (below.length === 0 && any === undefined && path.length > 0) {
    yield { path, rule: ruleOf(part) };
  }
}

function ruleOf({ minLength, maxLength, pattern, enum: values, minimum, maximum }: Schema): Rule {
  // A JSON Schema finds its pattern anywhere in the text.
  const translated = pattern === undefined ? undefined : patternOf(pattern, false);
  return effective({
    ...(minLength !== undefined && { min: minLength }),
    ...(maxLength !== undefined && { max: maxLength }),
    ...(translated !== undefined && { pattern: translated }),
    ...(values?.every((value) => typeof value === "string") && { enum: [...values].sort() }),
    ...(minimum !== undefined && { from: minimum }),
    ...(maximum !== undefined && { to: maximum }),
  });
}
