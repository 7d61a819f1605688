import { createHash } from "node:crypto";
import type {
  CreatedResource,
  FunctionRequest,
  ResourceRequest,
  RowContext,
  Values,
} from "./core/types";
import { refuseAbsent } from "./models/availability";
import { refuseShapes } from "./models/shapes";
import { componentRowsWith } from "./remote-components/rows";
import { rows } from "./rows";
import { commonRow } from "./rows/common";
import { functions } from "./rows/functions";

/** Creates a resource of the emulated cloud: a realistic id and the outputs that its type adds to its inputs. */
export function createResource(request: ResourceRequest): CreatedResource {
  const autoNames: Record<string, string> = {};
  const row = componentRows[request.type] ?? rows[request.type] ?? commonRow;
  const resource = row(contextOf(request, autoNames));
  return { ...resource, autoNames };
}

/**
 * Answers a provider function.
 *
 * @throws Error for a function that the table lacks: an invented answer would be wrong in the plan.
 */
export function callFunction(request: FunctionRequest): Values {
  const row = functions[request.token];
  if (!row) {
    throw new Error(
      `the emulated cloud has no answer for ${request.token}: add a row to cli/emulation/rows/functions.ts`,
    );
  }
  const urn = `${request.token} ${JSON.stringify(request.inputs)}`;
  const { existing = () => [] } = request;
  const context = contextOf({ ...request, type: request.token, name: request.token, urn }, {});
  return row({ ...context, existing });
}

/**
 * Creates a resource, as far as the request alone shows that AWS accepts it: its values, and its Region. Values that are
 * not known yet are absent.
 *
 * @throws CloudError such as ValidationException.
 */
export function createAccepted(request: ResourceRequest): CreatedResource {
  refuseAbsent(request);
  const created = createResource(request);
  refuseShapes({ ...request, inputs: { ...created.autoNames, ...request.inputs } });
  return created;
}

/** Rows of remote components, which create their children from the same table. */
const componentRows = componentRowsWith(createAccepted);

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
