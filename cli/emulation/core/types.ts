/** Account and Region in which a provider creates its resources. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

export type Values = Record<string, unknown>;

export interface ResourceRequest {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs with secrets in clear; unknown values are absent. */
  readonly inputs: Readonly<Values>;
  readonly site: Site;
  /** Number of resources of this URN that were created before it: a replacement gets another id. @default 0 */
  readonly generation?: number;
  /** Number of changes since its creation. @default 0 */
  readonly revision?: number;
}

/** A resource that exists, for functions that look resources up. */
export interface ExistingResource {
  readonly id: string;
  readonly inputs: Readonly<Values>;
  readonly site: Site;
  readonly outputs?: Readonly<Values>;
}

export interface FunctionRequest {
  readonly token: string;
  readonly inputs: Readonly<Values>;
  readonly site: Site;
  /** Resources of a type that exist. @default - none, as in the offline plan */
  readonly existing?: (type: string) => readonly ExistingResource[];
}

export interface EmulatedResource {
  readonly id: string;
  /** Outputs that the cloud adds to the inputs. */
  readonly outputs: Values;
}

/** A resource with the names that the provider has filled in. */
export interface CreatedResource extends EmulatedResource {
  /** Auto-names by input: names that Pulumi gives when the program sets none. */
  readonly autoNames: Readonly<Record<string, string>>;
}

/** Argument of a row: the request, and values that are the same for the same URN. */
export interface RowContext extends ResourceRequest {
  readonly partition: string;
  /** An input as text, `fallback` when it is absent. */
  text(input: string, fallback?: string): string;
  /** Name in an input; without one, an auto-name such as Pulumi's providers create. */
  named(input: string, prefix?: string): string;
  /** Lower-case hexadecimal digits, the same for the same URN. */
  hex(length: number): string;
  /** Decimal digits, the same for the same URN. */
  digits(length: number): string;
  /** ARN of a regional resource in the provider's account; `region` and `account` may be empty. */
  arn(service: string, resource: string, parts?: { region?: string; account?: string }): string;
}

/** Creates the id and the outputs of one type of resource. */
export type Row = (context: RowContext) => EmulatedResource;

/** Argument of the row of a function. */
export interface FunctionContext extends RowContext {
  /** Resources of a type that exist. */
  readonly existing: (type: string) => readonly ExistingResource[];
}

/** Computes the result of one provider function. */
export type FunctionRow = (context: FunctionContext) => Values;
