import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkList, checkPlace } from "../shared/argument-checks";
import { type PermissionSetKey, permissionSets } from "./permission-sets";
import type { Place } from "../shared/place";
import { soleInstance } from "./instance";
import { PermissionSet } from "./permission-set";

/** A permission set that a group has in an account. */
export interface Assignment {
  /** Key of the group. */
  readonly group: string;
  readonly permissionSet: PermissionSetKey;
  /** Key of the account, for the resource's name. */
  readonly account: string;
  /** Keys that the account had before. @default - none */
  readonly formerAccounts?: readonly string[];
  readonly accountId: string;
}

/** Names of a group. */
export interface GroupNames {
  /** Name in the directory. @default - the oldest former key of a group that the program creates, or else the key */
  readonly name?: string;
  /** Keys that the group had before, the oldest first. @default - none */
  readonly formerly?: readonly string[];
}

export interface WorkforceAccessArgs {
  /** Account that administers Identity Center, in the Region of its instance. */
  readonly place: Place;
  /** ARN patterns of the log buckets, whose logs people question. */
  readonly logBucketArns: readonly string[];
  /** `directory` creates the groups, `external` finds those that an identity provider has synchronised. */
  readonly groupSource: "directory" | "external";
  /**
   * Names of groups by key. A group without an assignment exists as well: people are its members.
   * @default - the groups of the assignments, each with its key as its name
   */
  readonly groups?: Readonly<Record<string, GroupNames>>;
  /** None of the management account: a delegated administrator may not assign it. */
  readonly assignments: readonly Assignment[];
}

/**
 * People's access to the organization's accounts: permission sets, groups, and which group has which set in which
 * account. Memberships are left to the directory: they are people's data and change without a deployment.
 *
 * Works in the delegated administrator account of an Identity Center instance that exists.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
 */
export class WorkforceAccess extends pulumi.ComponentResource {
  public readonly instanceArn: pulumi.Output<string>;
  /** Names of the permission sets by purpose. */
  public readonly permissionSetNames: Readonly<Record<PermissionSetKey, string>>;

  /** @throws ArgumentError for an assignment that is listed twice, or names no account. */
  public constructor(
    name: string,
    args: WorkforceAccessArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:identity:WorkforceAccess", name, {}, opts);
    const { place, assignments, groups = {} } = args;
    checkPlace("place", place);
    checkAssignments(assignments);
    const { region } = place;
    const catalogue = permissionSets(place.partition, args.logBucketArns);

    const instance = aws.ssoadmin
      .getInstancesOutput({ region }, { parent: this })
      .apply((found) => soleInstance(found, region));

    const sets = mapValues(
      catalogue,
      (definition, key) =>
        new PermissionSet(
          `${name}-${key}`,
          { instanceArn: instance.arn, region, definition },
          { parent: this },
        ),
    );
    const groupIds = new Map(
      [...new Set([...assignments.map(({ group }) => group), ...Object.keys(groups)])].map(
        (group) => [
          group,
          args.groupSource === "directory"
            ? this.#makeGroup(name, group, groups[group] ?? {}, instance.identityStoreId, region)
            : this.#findGroup(groups[group]?.name ?? group, instance.identityStoreId, region),
        ],
      ),
    );

    for (const assignment of assignments) {
      const { group, permissionSet, accountId } = assignment;
      const set = sets[permissionSet];
      const principalId = groupIds.get(group);
      if (principalId === undefined) {
        throw new Error(`no group ${group}`);
      }
      new aws.ssoadmin.AccountAssignment(
        assignmentName(name, assignment),
        {
          region,
          instanceArn: instance.arn,
          permissionSetArn: set.arn,
          principalType: "GROUP",
          principalId,
          targetType: "AWS_ACCOUNT",
          targetId: accountId,
        },
        {
          parent: this,
          dependsOn: [...set.policies],
          aliases: formerNames(name, assignment, groups[group]?.formerly),
        },
      );
    }

    this.instanceArn = instance.arn;
    this.permissionSetNames = mapValues(catalogue, (definition) => definition.name);
    this.registerOutputs({
      instanceArn: this.instanceArn,
      permissionSetNames: this.permissionSetNames,
    });
  }

  #makeGroup(
    name: string,
    group: string,
    { name: displayName, formerly = [] }: GroupNames,
    identityStoreId: pulumi.Input<string>,
    region: string,
  ): pulumi.Output<string> {
    return new aws.identitystore.Group(
      `${name}-${group}`,
      {
        region,
        identityStoreId,
        displayName: displayName ?? formerly[0] ?? group,
        description: "Access to AWS accounts; assignments are made from code",
      },
      // Who belongs to a group is people's data, and does not come back with the group.
      {
        parent: this,
        protect: true,
        retainOnDelete: true,
        deleteBeforeReplace: true,
        aliases: formerly.map((former) => ({ name: `${name}-${former}` })),
        // The provider may replace a group whose display name changes, and its members would be lost.
        ignoreChanges: ["displayName"],
      },
    ).groupId;
  }

  #findGroup(
    group: string,
    identityStoreId: pulumi.Input<string>,
    region: string,
  ): pulumi.Output<string> {
    return aws.identitystore.getGroupOutput(
      {
        region,
        identityStoreId,
        alternateIdentifier: {
          uniqueAttribute: { attributePath: "DisplayName", attributeValue: group },
        },
      },
      { parent: this },
    ).groupId;
  }
}

/** Name of an assignment's resource. */
function assignmentName(
  start: string,
  { group, permissionSet, account }: Pick<Assignment, "group" | "permissionSet" | "account">,
): string {
  return `${start}-${group}-${permissionSet}-${account}`;
}

/** Names that an assignment's resource had when its group or its account had another key. */
function formerNames(
  start: string,
  assignment: Assignment,
  formerGroups: readonly string[] = [],
): pulumi.Alias[] {
  const { group, permissionSet, account, formerAccounts = [] } = assignment;
  return [group, ...formerGroups]
    .flatMap((ofGroup) =>
      [account, ...formerAccounts].map((ofAccount) =>
        assignmentName(start, { group: ofGroup, permissionSet, account: ofAccount }),
      ),
    )
    .slice(1)
    .map((name) => ({ name }));
}

function checkAssignments(assignments: readonly Assignment[]): void {
  const names = assignments.map(({ group, permissionSet, account }) =>
    [group, permissionSet, account].join(" "),
  );
  checkList("assignments", names, { least: 0, remedy: "assign each set once" });
  assignments.forEach(({ accountId }, index) => {
    checkAccountId(`assignments[${index}].accountId`, accountId);
  });
}

function mapValues<T, U>(
  record: Readonly<Record<PermissionSetKey, T>>,
  map: (value: T, key: PermissionSetKey) => U,
): Record<PermissionSetKey, U> {
  return {
    readOnly: map(record.readOnly, "readOnly"),
    developer: map(record.developer, "developer"),
    securityAudit: map(record.securityAudit, "securityAudit"),
    administrator: map(record.administrator, "administrator"),
  };
}
