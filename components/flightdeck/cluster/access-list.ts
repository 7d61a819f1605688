import * as pulumi from "@pulumi/pulumi";
import { checkText } from "../../shared/argument-checks";
import { textRules } from "../../shared/argument-rules";
import { DEPLOYMENT_ROLE, roleArn } from "../../shared/naming";
import type { Place } from "../../shared/place";
import { ClusterAccess, permissionSetRole } from "./cluster-access";

/** Namespace of the applications, and the people that have access to the cluster. */
export interface AccessSpec {
  /** The one namespace that applications live in. */
  readonly applicationNamespace: string;
  /** Permission set whose people read the whole cluster. @default - no people read it */
  readonly readOnlyPermissionSet?: string;
  /** Permission set whose people edit the application namespace. @default - no people edit it */
  readonly developerPermissionSet?: string;
}

export interface AccessListArgs extends AccessSpec {
  readonly place: Place;
  readonly clusterName: string;
  /** Role of application delivery; edits that namespace and nothing else. @default - none */
  readonly applicationDeployRoleArn?: pulumi.Input<string>;
  /** True when another role than the deployment role has created the cluster, and so is its first administrator. */
  readonly madeByBootstrap: boolean;
  /** The cluster: its name is a plain string and creates no dependency. */
  readonly after: readonly pulumi.Resource[];
}

/** Access to a cluster: delivery and developers in the applications' namespace, readers and the deployer everywhere. */
export class AccessList extends pulumi.ComponentResource {
  /** Resources that the deployer's own access depends on. */
  public readonly deployer: readonly pulumi.Resource[];

  /** @throws ArgumentError for a namespace or a permission set that cannot exist. */
  public constructor(name: string, args: AccessListArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:AccessList", name, {}, opts);
    checkAccess(args);
    const { partition, accountId } = args.place;
    const { clusterName, after } = args;
    const cluster = { partition, clusterName, after };
    const namespaces = [args.applicationNamespace];
    const child = { parent: this };

    if (args.applicationDeployRoleArn !== undefined) {
      new ClusterAccess(
        `${name}-delivery`,
        { ...cluster, principalArn: args.applicationDeployRoleArn, policy: "Edit", namespaces },
        child,
      );
    }
    if (args.readOnlyPermissionSet !== undefined) {
      const principalArn = permissionSetRole(args.readOnlyPermissionSet, child);
      new ClusterAccess(`${name}-read-only`, { ...cluster, principalArn, policy: "View" }, child);
    }
    if (args.developerPermissionSet !== undefined) {
      const principalArn = permissionSetRole(args.developerPermissionSet, child);
      new ClusterAccess(
        `${name}-developer`,
        { ...cluster, principalArn, policy: "Edit", namespaces },
        child,
      );
    }
    // EKS gives an entry to the role that created the cluster, and refuses a second one for it.
    this.deployer = !args.madeByBootstrap
      ? []
      : [
          new ClusterAccess(
            `${name}-deployment`,
            {
              ...cluster,
              principalArn: roleArn(partition, accountId, DEPLOYMENT_ROLE),
              policy: "ClusterAdmin",
            },
            child,
          ).granted,
        ];
    this.registerOutputs();
  }
}

const PERMISSION_SET = {
  pattern: /^[\w+=,.@-]{1,32}$/,
  rule: "the name of a permission set",
  remedy: "give the name alone, without AWSReservedSSO_",
};

/**
 * Checks namespace and permission sets of a cluster's access.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument.
 * @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
 */
export function checkAccess(spec: AccessSpec, at = ""): void {
  checkText(`${at}applicationNamespace`, spec.applicationNamespace, textRules.label);
  for (const argument of ["readOnlyPermissionSet", "developerPermissionSet"] as const) {
    const permissionSet = spec[argument];
    if (permissionSet !== undefined) {
      checkText(`${at}${argument}`, permissionSet, PERMISSION_SET);
    }
  }
}
