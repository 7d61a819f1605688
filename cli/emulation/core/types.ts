/** Account and Region that a provider works in. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

export type Values = Record<string, unknown>;

export interface ResourceRequest {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs with secrets in clear and unknowns absent. */
  readonly inputs: Readonly<Values>;
  readonly site: Site;
  /** How many resources of this URN were made before it: a replacement gets another id. @default 0 */
  readonly generation?: number;
  /** How often the resource was changed. @default 0 */
  readonly revision?: number;
}

export interface FunctionRequest {
  readonly token: string;
  readonly inputs: Readonly<Values>;
  readonly site: Site;
}

export interface EmulatedResource {
  readonly id: string;
  /** Outputs that the cloud adds to the inputs. */
  readonly outputs: Values;
}

/** A resource with the inputs that the provider has filled in. */
export interface CreatedResource extends EmulatedResource {
  /** Names by input, given to a resource whose program leaves its name to Pulumi. */
  readonly autoNames: Readonly<Record<string, string>>;
}

/** What a row of the table works with: the request, and values that are stable for its URN. */
export interface RowContext extends ResourceRequest {
  readonly partition: string;
  /** An input as text, `fallback` when it is absent. */
  text(input: string, fallback?: string): string;
  /** The name in an input; without it one made of the resource's own, as Pulumi's providers do. */
  named(input: string, prefix?: string): string;
  /** Lower-case hexadecimal digits, the same for the same URN. */
  hex(length: number): string;
  /** Decimal digits, the same for the same URN. */
  digits(length: number): string;
  /** ARN of a regional resource in the provider's account; an empty `region` or `account` leaves the part out. */
  arn(service: string, resource: string, parts?: { region?: string; account?: string }): string;
}

/** What the cloud makes of one type of resource. */
export type Row = (context: RowContext) => EmulatedResource;

/** What the cloud answers to one provider function. */
export type FunctionRow = (context: RowContext) => Values;
