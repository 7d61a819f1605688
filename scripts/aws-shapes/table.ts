import { Botocore } from "./botocore";
import { CloudFormation } from "./cloudformation";
import { matching } from "./match";
import { modelsOf, placeOf } from "./names";
import { kubernetes, pageOf, tags } from "./pages";
import { effective, type Leaf, merged, type Rule } from "./rule";

/** Paths of the texts and numbers that plans set, by type, with values that they have. */
export type PlannedInputs = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** A type in the table of the emulation. */
interface Row {
  /** Code of the error for a value that the service does not accept. */
  readonly code: string;
  /** Rules by path: dots between names, no indexes of lists, `*` for any key of a map. */
  readonly rules: Readonly<Record<string, Rule & { readonly page?: string }>>;
  /** Paths that a model has without a rule. */
  readonly free: readonly string[];
}

/** Inputs of every type. */
const common = {
  tags,
  kubernetes,
  region: "the Region of the request: availability.json describes it",
};

/**
 * Constraints of every text and number that the plans set: by the pages, then by the API, then by CloudFormation.
 *
 * @param folder Folder with the installed models.
 * @throws Error that lists the inputs which neither a model nor a page describes.
 */
export function shapes(planned: PlannedInputs, folder: string): { common: object; types: object } {
  const reader = new Reader(folder);
  const rows = Object.entries(planned)
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([type, inputs]) => [type, reader.row(type, inputs)] as const);
  if (reader.unknown.length > 0) {
    throw new Error(`no model and no page has these inputs:\n${reader.unknown.join("\n")}`);
  }
  return { common, types: Object.fromEntries(rows) };
}

class Reader {
  /** Inputs that nothing describes. */
  public readonly unknown: string[] = [];
  readonly #cloudFormation: CloudFormation;
  readonly #botocore: Botocore;

  public constructor(folder: string) {
    this.#cloudFormation = new CloudFormation(folder);
    this.#botocore = new Botocore(folder);
  }

  public row(type: string, inputs: Readonly<Record<string, readonly unknown[]>>): Row {
    const models = modelsOf(type).filter((model) => this.#leaves(model) !== undefined);
    const call = models.find((model) => !model.startsWith("AWS::"));
    const rules: Record<string, Rule & { page?: string }> = {};
    const free: string[] = [];
    const paths = Object.keys(inputs)
      .filter((path) => path !== "region" && !/(?:^|\.)tags\./.test(path))
      .filter((path) => !inputs[path]?.every((value) => typeof value === "boolean"));
    for (const path of [...new Set(paths)].sort()) {
      const page = pageOf(type, path);
      const leaves = this.#leavesOf(type, path, models);
      const rule = leaves.reduce<Rule>((found, leaf) => merged(found, leaf.rule), {});
      const ruled = page === undefined ? rule : effective({ ...rule, ...page.rule });
      if (Object.keys(ruled).length > 0) {
        rules[path] = { ...ruled, ...(page !== undefined && { page: page.page }) };
      } else if (leaves.length > 0) {
        free.push(path);
      } else {
        this.unknown.push(`${type} ${path}: ${String(inputs[path]?.[0]).slice(0, 80)}`);
      }
    }
    const code = call === undefined ? "ValidationException" : this.#botocore.call(call)?.code;
    return { code: code ?? "ValidationException", rules, free };
  }

  /** Leaves of the models for an input, those of the API first. */
  #leavesOf(type: string, path: string, models: readonly string[]): Leaf[] {
    const place = placeOf(type, path);
    if (place !== undefined) {
      const leaf = this.#leaves(place.model)?.find((found) => found.path.join(".") === place.path);
      if (leaf === undefined) {
        throw new Error(`${place.model} has no ${place.path}: adapt the list of places`);
      }
      return [leaf];
    }
    const token = type.split(":").at(-1) ?? "";
    const ordered = [...models].sort(
      (left, right) => Number(left.startsWith("AWS::")) - Number(right.startsWith("AWS::")),
    );
    return ordered.flatMap(
      (model) => matching(this.#leaves(model) ?? [], token, path.split(".")) ?? [],
    );
  }

  #leaves(model: string): readonly Leaf[] | undefined {
    return model.startsWith("AWS::")
      ? this.#cloudFormation.leaves(model)
      : this.#botocore.call(model)?.leaves;
  }
}
