import { createHash } from "node:crypto";
import { commonRow } from "./rows/common";
import { functions } from "./rows/functions";
import { rows } from "./rows";

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

/** Creates a resource of the emulated cloud: a realistic id and the outputs that its type adds to its inputs. */
export function createResource(request: ResourceRequest): CreatedResource {
  const autoNames: Record<string, string> = {};
  const resource = (rows[request.type] ?? commonRow)(contextOf(request, autoNames));
  return { ...resource, autoNames };
}

/**
 * Answers a provider function.
 *
 * @throws Error for a function that the table lacks: an invented answer would make the plan lie.
 */
export function callFunction(request: FunctionRequest): Values {
  const row = functions[request.token];
  if (!row) {
    throw new Error(
      `the emulated cloud has no answer for ${request.token}: add a row to cli/emulation/rows/functions.ts`,
    );
  }
  const urn = `${request.token} ${JSON.stringify(request.inputs)}`;
  return row(contextOf({ ...request, type: request.token, name: request.token, urn }, {}));
}

function contextOf(request: ResourceRequest, autoNames: Record<string, string>): RowContext {
  const partition = partitionOf(request.site.region);
  let digest: string | undefined;
  const seed = request.generation ? `${request.urn}#${request.generation}` : request.urn;
  const hash = (): string => (digest ??= createHash("sha256").update(seed).digest("hex"));
  return {
    ...request,
    partition,
    text: (input, fallback = request.name) => {
      const value = request.inputs[input];
      return typeof value === "string" ? value : fallback;
    },
    named: (input, prefix = "") => {
      const given = request.inputs[input];
      if (typeof given === "string") {
        return given;
      }
      const name = `${prefix}${request.name}-${hash().slice(0, 7)}`;
      autoNames[input] = name;
      return name;
    },
    hex: (length) => hash().slice(0, length),
    digits: (length) => BigInt(`0x${hash()}`).toString().slice(-length),
    arn: (service, resource, parts = {}) =>
      [
        "arn",
        partition,
        service,
        parts.region ?? request.site.region,
        parts.account ?? request.site.account,
        resource,
      ].join(":"),
  };
}

function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) {
    return "aws-us-gov";
  }
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
