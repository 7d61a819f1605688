import type { Organization } from "../../company/organization";
import { type Problem, show } from "../../company/problems";
import type { StackConfiguration } from "../stack-configuration";

/** A resource in the state of a stack, with what AWS has returned. */
export interface DeployedResource {
  readonly type: string;
  /** Name that the program gave it: the end of its URN. */
  readonly name: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Deployed resources, as far as the comparison of one stack needs them. Failed runs are included. */
export interface Deployed {
  /** Resources of the stack itself. */
  readonly own: readonly DeployedResource[];
  /** Resources of other stacks, by the name of the stack; a stack that is not deployed is absent. */
  readonly others: Readonly<Record<string, readonly DeployedResource[]>>;
  /** Names of the zones of the network, looked up in the account. @default - nothing was looked up */
  readonly zones?: readonly string[] | undefined;
}

/** Configuration of a stack that is compared with what is deployed. */
export interface Wanted<S extends StackConfiguration = StackConfiguration> {
  readonly organization: Organization;
  readonly stack: S;
  /** Id of the account that the stack builds in. @default - not known: it is not compared */
  readonly accountId?: string | undefined;
}

/** Page with the reasons, and with the procedures of the settings that have one. */
export const SETTLED_PAGE = "docs/runbooks/settled-settings.md";

/** The resources of a type. */
export function ofType(resources: readonly DeployedResource[], type: string): DeployedResource[] {
  return resources.filter((resource) => resource.type === type);
}

/** True when a stack has a resource in AWS: providers and the stack itself are in a state without any. */
export function isDeployed(resources: readonly DeployedResource[]): boolean {
  return resources.some(({ type }) => type.startsWith("aws:"));
}

/** An output of the first resource of a type that has it as a text. */
export function textOf(
  resources: readonly DeployedResource[],
  type: string,
  output: string,
): string | undefined {
  return ofType(resources, type)
    .map(({ outputs }) => outputs[output])
    .find((value) => typeof value === "string");
}

/** Region and account in an ARN; empty where the service has none. */
export function partsOfArn(arn: unknown): { readonly region: string; readonly account: string } {
  const [, , , region = "", account = ""] = String(arn).split(":");
  return { region, account };
}

/** Id at the end of an ARN, such as `ou-abcd-12345678`. */
export function idOfArn(arn: unknown): string {
  return String(arn).split("/").at(-1) ?? "";
}

/** A setting whose value is not the deployed one. */
export interface Unlike {
  readonly path: string;
  /** Value that is deployed. */
  readonly deployed: unknown;
  /** Value of the configuration. */
  readonly wanted: unknown;
  /** Reason why the value stays, such as `EKS never moves a control plane`. */
  readonly because: string;
  /** Heading of the page's section with the procedure. @default - there is none, and the page has the reason */
  readonly procedure?: string;
}

/** Problem of a setting that stays as it is deployed. */
export function mustStay({ path, deployed, wanted, because, procedure }: Unlike): Problem {
  return {
    path,
    rule: `must stay ${show(deployed)}: ${because}`,
    found: show(wanted),
    remedy:
      procedure === undefined
        ? `write ${show(deployed)} again (${SETTLED_PAGE})`
        : `write ${show(deployed)} again, or follow ${SETTLED_PAGE}#${procedure}`,
  };
}
