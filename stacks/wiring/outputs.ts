import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import type { Role } from "../company/roles";

const text = z.string().min(1);
const byName = z.record(z.string(), text);
const hub = z.object({
  gatewayId: text,
  routeTableIds: z.object({ production: text, nonproduction: text, shared: text }),
});
const deliveryRoles = z.object({
  /** Deploys the platform. */
  roleArn: text,
  /** Previews the platform. */
  previewRoleArn: text,
  /** Role of main branches: pushes images, and deploys to accounts other than production. */
  applicationBuildRoleArn: text,
  /** Role of approved runs: promotes images, and deploys to every account. */
  applicationDeliveryRoleArn: text,
});

/** One output of a role: its type and its readers. */
export interface OutputDefinition {
  readonly schema: z.ZodType;
  /** `stacks` when a later stack reads the output, `people` when `pulumi up` only shows it. */
  readonly for: "stacks" | "people";
  /** True for a secret output. It stays secret when another stack reads it. */
  readonly secret?: true;
  /**
   * Value from the outputs of the release before, for a preview of the readers before the stack itself is upgraded. Called
   * when the output is absent.
   */
  readonly formerly?: (outputs: Readonly<Record<string, unknown>>) => unknown;
}

const stacks = <T extends z.ZodType>(schema: T) => ({ schema, for: "stacks" }) as const;
const people = <T extends z.ZodType>(schema: T) => ({ schema, for: "people" }) as const;
const secret = <T extends z.ZodType>(schema: T) =>
  ({ schema, for: "people", secret: true }) as const;

/** Outputs of each role's stack. Their types are checked when another stack reads them. */
export const outputs = {
  management: {
    organizationId: stacks(text),
    organizationArn: stacks(text),
    organizationRootId: stacks(text),
    /** Account id by account key, including the management account. */
    accountIds: stacks(byName),
    organizationalUnitIds: people(byName),
    /** Accounts and OUs whose protection is off: the next deployment may do without them. */
    released: people(z.array(text)),
  },
  "log-archive": {
    trailArn: people(text),
    trailBucketName: people(text),
    configBucketName: stacks(text),
    /** ARN of the flow-log bucket by Region. */
    flowLogBucketArns: stacks(byName),
    /** Name of the bucket for load balancers' access logs, by Region. */
    loadBalancerLogBucketNames: stacks(byName),
  },
  audit: {
    notificationTopicArn: stacks(text),
    /** Event bus of the home Region that receives events of failed backups from workload accounts. */
    eventBusArn: stacks(text),
    /** Absent under Control Tower, which creates its own aggregator. */
    configAggregatorArn: people(text.optional()),
  },
  identity: {
    instanceArn: people(text),
    /** Names of the permission sets by purpose: `readOnly`, `developer`, `securityAudit`, `administrator`. */
    permissionSetNames: stacks(byName),
  },
  network: {
    rootZoneId: stacks(text),
    rootDomain: stacks(text),
    rootZoneNameServers: people(z.array(text)),
    /** Hub of the spoke networks, with a route table by class of environments. Absent without a hub. */
    transit: {
      ...stacks(hub.optional()),
      formerly: ({ transitGatewayId, transitRouteTableIds }) =>
        transitGatewayId === undefined
          ? undefined
          : { gatewayId: transitGatewayId, routeTableIds: transitRouteTableIds },
    },
    /** Address range by workload account, from the company's address plan. */
    addressPlan: people(byName),
    mailIdentityArn: people(text),
    /** Topic for bounces and complaints. People and queues can subscribe to it. */
    mailFeedbackTopicArn: people(text),
  },
  operations: {
    /** Repository URL by image name. */
    repositoryUrls: people(byName),
    /** Roles of delivery. Absent without a repository on GitHub. */
    delivery: {
      ...stacks(deliveryRoles.optional()),
      formerly: (outputs) =>
        outputs["deliveryRoleArn"] === undefined
          ? undefined
          : {
              roleArn: outputs["deliveryRoleArn"],
              previewRoleArn: outputs["deliveryPreviewRoleArn"],
              applicationBuildRoleArn: outputs["applicationBuildRoleArn"],
              applicationDeliveryRoleArn: outputs["applicationDeliveryRoleArn"],
            },
    },
    metricsEndpoint: people(text),
    metricsIngestionRoleArn: stacks(text),
  },
  backup: {
    isolatedVaultArn: stacks(text),
  },
  workload: {
    clusterName: people(text),
    kubeconfig: secret(z.string()),
    subdomain: people(text),
    subdomainNameServers: people(z.array(text)),
    databaseEndpoint: people(text),
  },
} as const satisfies Record<Role, Record<string, OutputDefinition>>;

type Definitions<R extends Role> = (typeof outputs)[R];
type Value<D> = D extends { schema: infer S extends z.ZodType } ? z.output<S> : never;

/** Outputs that may be absent. */
type OptionalKey<R extends Role> = {
  [K in keyof Definitions<R>]: undefined extends Value<Definitions<R>[K]> ? K : never;
}[keyof Definitions<R>];

/** A value of which any part may be known only after the deployment. */
type Given<T> =
  | pulumi.Input<T>
  | (T extends Readonly<Record<string, unknown>>
      ? { readonly [K in keyof T]: Given<T[K]> }
      : never);

/** Return value of a role's builder. */
export type OutputsOf<R extends Role> = {
  readonly [K in Exclude<keyof Definitions<R>, OptionalKey<R>>]: Given<Value<Definitions<R>[K]>>;
} & {
  readonly [K in OptionalKey<R>]?: Given<NonNullable<Value<Definitions<R>[K]>>>;
};

/** Outputs of a role for another stack. They are plain values, so policy documents and names are known in a preview. */
export type ReadOutputs<R extends Role> = {
  readonly [
    K in keyof Definitions<R> as Definitions<R>[K] extends { for: "stacks" } ? K : never
  ]: Value<Definitions<R>[K]>;
};

/** The outputs of a role by name. */
export function outputsOf(role: Role): Readonly<Record<string, OutputDefinition>> {
  return outputs[role];
}

/** Value of an output among the outputs of a stack, also in the form of the release before; absent when it has another type. */
export function outputAmong<R extends Role, K extends keyof Definitions<R> & string>(
  role: R,
  key: K,
  values: Readonly<Record<string, unknown>>,
): Value<Definitions<R>[K]> | undefined {
  const definition = outputsOf(role)[key];
  const result = definition?.schema.safeParse(values[key] ?? definition.formerly?.(values));
  return result?.success === true ? (result.data as Value<Definitions<R>[K]>) : undefined;
}
