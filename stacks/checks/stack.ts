import { renamedExist } from "./formerly";
import { processorOf } from "../../components/shared/processor";
import { parse } from "../company/parse";
import {
  didYouMean,
  misspeltOr,
  nearest,
  type Problem,
  show,
  unknownKeyRemedy,
} from "../company/problems";
import {
  eachEntry,
  eachItem,
  markUnsound,
  soundItems,
  soundOr,
  UNREADABLE,
  whereSound,
} from "../company/sound";
import type { Organization } from "../company/organization";
import { accountOfRole, isOfPlatform } from "../company/accounts";
import { noEnvironment } from "./accounts";
import { accountIsNotSuspended } from "./closed-accounts";
import { mailFromFits, mailFromIsFree, sendersExist, sendersFit } from "./mail";
import { deliveryPoliciesFit, readersFit } from "./policy-sizes";
import { checkProductionAccess } from "./production-access";
import { isRoleName, type Role, roleNames } from "../company/roles";
import { secretKeys, sectionKey, type Settings, settingsSchemas } from "../company/settings";
import { checkEnumerated, isRegion } from "./enumerated";
import {
  aliasesAreFree,
  certificatesFit,
  endpointIsReachable,
  nodesAreOfFitTypes,
  zonesFitRegion,
} from "./workload";

/** Placeholder for the value of a secret key: validation never receives the value. */
export const SECRET = "[secret]";

/** Own configuration of a stack of one role, after validation. */
interface StackOfRole<R extends Role> {
  readonly stack: string;
  readonly role: R;
  /** Key of the account that the stack builds in. */
  readonly account: string;
  /**
   * `preview` when providers assume the role that can only read, as with `PLATFORM_CREDENTIALS=preview`. The command
   * `pulumi preview -c platform:credentials=preview` writes it into the stack file, where only that command accepts it.
   * @default - the role that deploys the account
   */
  readonly credentials?: "preview";
  readonly settings: Settings<R>;
  /** Secret keys that are set. Only `stacks/wiring/config.ts` reads their values. */
  readonly secrets: readonly string[];
}

/** Own configuration of a stack: a union by `role`, so a comparison of the role narrows the type of the settings. */
export type StackConfiguration<R extends Role = Role> = {
  readonly [K in R]: StackOfRole<K>;
}[R];

/**
 * Validates the keys of one `Pulumi.<stack>.yaml`, without their namespace.
 *
 * @param values Plain values by key; `SECRET` instead of a secret's value.
 * @param organization The organization, or `undefined` when it is no object.
 * @returns The configuration. When problems were added, only checks can read it: its wrong values are unsound. `undefined`
 * when the role is not known.
 */
export function parseStack(
  stack: string,
  values: Readonly<Record<string, unknown>>,
  organization: Organization | undefined,
  problems: Problem[],
): StackConfiguration | undefined {
  const at: PathOf = (key) => `Pulumi.${stack}.yaml: ${key}`;
  checkCredentials(values["credentials"], at, problems);
  if (organization) {
    whereSound(() => {
      accountIsNotSuspended(stack, values["account"] ?? stack, organization, problems);
    });
  }
  const role = values["role"];
  if (typeof role !== "string" || !isRoleName(role)) {
    const likely = likelyRole(stack, values);
    // A misspelt key is reported as an unknown one, and one that cannot be read as a fault of its file.
    const isMisspelt = role === undefined && nearest("role", Object.keys(values)) !== undefined;
    if (role !== UNREADABLE && (likely === undefined || !isMisspelt)) {
      problems.push({
        path: at("role"),
        rule: role === undefined ? "is required" : "unknown role",
        found: show(role),
        remedy:
          role === undefined
            ? `add platform:role: ${likely ?? "workload"}`
            : didYouMean(typeof role === "string" ? role : "", roleNames),
      });
    }
    if (likely !== undefined) {
      parseRole(likely, stack, values, organization, at, problems);
    }
    return undefined;
  }
  const configuration = parseRole(role, stack, values, organization, at, problems);
  if (organization) {
    for (const rule of relations) {
      whereSound(() => {
        rule(configuration, organization, at, problems);
      });
    }
  }
  return configuration;
}

/** Role of a stack whose file does not name one: that of the section it has, or else of its name. */
function likelyRole(stack: string, values: Readonly<Record<string, unknown>>): Role | undefined {
  return roleNames.find((role) => sectionKey(role) in values || role === stack);
}

/** Validates the configuration of a stack whose role is known. */
function parseRole<R extends Role>(
  role: R,
  stack: string,
  values: Readonly<Record<string, unknown>>,
  organization: Organization | undefined,
  at: PathOf,
  problems: Problem[],
): StackConfiguration<R> {
  const section = sectionKey(role);
  checkKeys(role, ["role", "account", "credentials", section], values, at, problems);
  const account = values["account"] ?? stack;
  const settings =
    values[section] === SECRET
      ? undefined
      : parse(settingsSchemas[role], values[section] ?? {}, at(section), problems);
  const accountExists = organization
    ? soundOr(typeof account === "string", () =>
        checkAccountExists(account, Object.keys(organization.accounts), stack, at, problems),
      )
    : typeof account === "string" && account !== UNREADABLE;
  const { credentials } = values;
  const configuration = {
    stack,
    role,
    account: typeof account === "string" ? account : stack,
    ...(credentials === "preview" && { credentials: "preview" as const }),
    settings: settings as Settings<R>,
    secrets: secretKeys[role].filter((key) => key in values),
  } as const;
  if (!accountExists) {
    markUnsound(configuration, "account");
  }
  if (settings === undefined) {
    markUnsound(configuration, "settings");
  }
  return configuration;
}

function checkCredentials(credentials: unknown, at: PathOf, problems: Problem[]): void {
  if (credentials !== undefined && credentials !== "preview" && credentials !== UNREADABLE) {
    problems.push({
      path: at("credentials"),
      rule: 'must be "preview", for a run that only reads',
      found: show(credentials),
      remedy:
        "remove it: organization.accounts.<name>.credentials sets the role that deploys an account",
    });
  }
}

/** Requires that the stack's account exists. Returns false when it does not. */
function checkAccountExists(
  account: unknown,
  known: readonly string[],
  stack: string,
  at: PathOf,
  problems: Problem[],
): boolean {
  if (typeof account === "string" && known.includes(account)) {
    return true;
  }
  if (account === UNREADABLE) {
    return false;
  }
  problems.push({
    path: at("account"),
    rule: "must be an account of organization.accounts",
    found: show(account),
    remedy: misspeltOr(
      account,
      known,
      [],
      `add the account to organization.accounts, or remove the stack: delete Pulumi.${stack}.yaml (docs/runbooks/removing-a-stack.md)`,
    ),
  });
  return false;
}

/** Refuses unknown keys, secrets in a plain key and plain values in a secret key. */
function checkKeys(
  role: Role,
  plainKeys: readonly string[],
  values: Readonly<Record<string, unknown>>,
  at: PathOf,
  problems: Problem[],
): void {
  const allowed = [...plainKeys, ...secretKeys[role]];
  // No file may contain credentials.
  const known = allowed.filter((key) => key !== "credentials");
  const absent = known.filter((key) => !(key in values));
  for (const [key, value] of Object.entries(values)) {
    if (!allowed.includes(key)) {
      problems.push({
        path: at(key),
        rule: `unknown key for role ${role}`,
        found: show(value),
        remedy: unknownKeyRemedy(key, absent, known),
      });
    } else if (value === SECRET && !secretKeys[role].includes(key)) {
      problems.push({
        path: at(key),
        rule: "must not be a secret: reviewers could not read the section",
        found: SECRET,
        remedy:
          secretKeys[role].length > 0
            ? `store the secret in its own key: ${secretKeys[role].join(", ")}`
            : `role ${role} has no secrets: write the value as plain text`,
      });
    } else if (value !== SECRET && value !== UNREADABLE && secretKeys[role].includes(key)) {
      problems.push({
        path: at(key),
        rule: "must be a secret",
        found: SECRET,
        remedy: `set it with pulumi config set --secret ${key}`,
      });
    }
  }
}

/** Path of a key of the stack's configuration, for a problem. */
type PathOf = (key: string) => string;

type Relation = (
  configuration: StackConfiguration,
  organization: Organization,
  at: PathOf,
  problems: Problem[],
) => void;

const relations: readonly Relation[] = [
  function accountListsRole({ role, account }, { accounts }, at, problems) {
    const shared = accounts[account]?.roles;
    if (role !== "workload" && account !== role && shared === undefined) {
      problems.push({
        path: `organization.accounts.${account}.roles`,
        rule: `must list ${role}: other stacks look for role ${role} in the account ${role}, or in the account that lists it here`,
        found: "nothing",
        remedy: `add roles: [${role}], or name the account ${role}`,
      });
    }
    if (shared !== undefined && !soundItems(shared).includes(role)) {
      problems.push({
        path: at("role"),
        rule: `must be one of the roles of account ${account}`,
        found: show(role),
        remedy: `add it to organization.accounts.${account}.roles${shared.length > 0 ? `, or choose ${shared.join(" or ")}` : ""}`,
      });
    }
  },
  function managementIsAlone({ role, account }, _organization, at, problems) {
    if ((role === "management") !== (account === "management")) {
      problems.push({
        path: at("account"),
        rule:
          role === "management"
            ? "must be management: this role builds only there"
            : "must not be management: only role management builds there",
        found: show(account),
        remedy:
          role === "management" ? "remove the key" : `choose another account for role ${role}`,
      });
    }
  },
  function workloadsHaveARange({ role, account }, { addressPlan }, _at, problems) {
    if (role === "workload" && !Object.hasOwn(addressPlan.spokes, account)) {
      problems.push({
        path: `organization.addressPlan.spokes.${account}`,
        rule: "is required for a workload account",
        found: "nothing",
        remedy: "set a range inside organization.addressPlan.pool that no other account has",
      });
    }
  },
  function workloadsHaveAnEnvironment({ role, account }, { accounts, addressPlan }, _at, problems) {
    const entry = accounts[account];
    // Without a range, the checks of the accounts do not see that an account of another role runs a workload.
    if (role === "workload" && entry?.environment === undefined) {
      const isSeen =
        Object.hasOwn(addressPlan.spokes, account) || !isOfPlatform(account, entry ?? {});
      if (!isSeen) {
        problems.push(noEnvironment(account));
      }
    }
  },
  function assignmentsNameAccounts(configuration, organization, at, problems) {
    if (configuration.role !== "identity") {
      return;
    }
    const known = Object.keys(organization.accounts).filter((name) => name !== "management");
    eachEntry(configuration.settings.assignments, (group, sets) => {
      eachEntry(sets, (set, accounts) => {
        eachItem(accounts, (account) => {
          if (!known.includes(account)) {
            problems.push({
              path: at(`identity.assignments.${group}.${set}`),
              rule:
                account === "management"
                  ? "must not name the management account: the delegated administrator of Identity Center cannot assign it"
                  : "must name accounts of organization.accounts",
              found: show(account),
              remedy: misspeltOr(
                account,
                known,
                soundItems(accounts),
                account === "management"
                  ? "remove it from the list; assign people in the management account by hand"
                  : "remove it from the list, or add the account to organization.accounts",
              ),
            });
          }
        });
      });
    });
  },
  function formerGroupsAreFree(configuration, _organization, at, problems) {
    if (configuration.role === "identity") {
      const { groups, assignments } = configuration.settings;
      renamedExist("groups", at("identity.groups"), groups, Object.keys(assignments), problems);
    }
  },
  function formerImagesAreFree(configuration, _organization, at, problems) {
    if (configuration.role === "operations") {
      const { images, renamedImages } = configuration.settings;
      renamedExist(
        "images",
        at("operations.renamedImages"),
        renamedImages,
        soundItems(images),
        problems,
      );
    }
  },
  function peopleOnlyReadProduction(configuration, organization, at, problems) {
    if (configuration.role === "identity") {
      checkProductionAccess(configuration.settings, organization, at, problems);
    }
  },
  function findingsReachPeople(configuration, _organization, at, problems) {
    if (configuration.role !== "audit") {
      return;
    }
    const { notificationEmails } = configuration.settings;
    if (notificationEmails.length === 0 && !configuration.secrets.includes("incidentEndpoint")) {
      problems.push({
        path: at("audit.notificationEmails"),
        rule: "must list an address, unless incidentEndpoint is set: otherwise findings and alarms are sent to no one",
        found: show(notificationEmails),
        remedy:
          "add a mailbox that people read every day, or pulumi config set -s audit --secret incidentEndpoint",
      });
    }
  },
  function mailSendersExist(configuration, organization, at, problems) {
    if (configuration.role === "network") {
      sendersExist(configuration.settings, organization, at, problems);
    }
  },
  function mailSendersFit(configuration, organization, at, problems) {
    if (configuration.role === "network") {
      sendersFit(configuration.settings, organization, at, problems);
    }
  },
  function copiesLeaveTheAccount({ role, account }, organization, at, problems) {
    if (role === "workload" && accountOfRole(organization, "backup") === account) {
      problems.push({
        path: at("account"),
        rule: "must not be the account of role backup: copies of backups beside the originals are lost with them",
        found: show(account),
        remedy: `give role backup an account of its own, and remove it from organization.accounts.${account}.roles`,
      });
    }
  },
  function mailFromFitsAccounts(configuration, organization, at, problems) {
    if (configuration.role === "network") {
      mailFromIsFree(configuration.settings, organization, at, problems);
      mailFromFits(configuration.settings, organization, at, problems);
    }
  },
  function workloadFitsRegion(configuration, organization, at, problems) {
    if (configuration.role === "workload") {
      zonesFitRegion(configuration.settings, organization, at, problems);
    }
  },
  function certificateNamesFit(configuration, organization, at, problems) {
    if (configuration.role === "workload") {
      certificatesFit(configuration.settings, configuration.account, organization, at, problems);
    }
  },
  function policiesFit(configuration, organization, at, problems) {
    if (configuration.role === "operations") {
      deliveryPoliciesFit(configuration.settings, organization, at, problems);
    }
    if (configuration.role === "log-archive") {
      readersFit(configuration.settings, organization, at, problems);
    }
  },
  function aliasesAreNotDelegated(configuration, organization, at, problems) {
    if (configuration.role === "workload") {
      aliasesAreFree(configuration.settings, organization, at, problems);
    }
  },
  function clusterIsReachable(configuration, _organization, at, problems) {
    if (configuration.role === "workload") {
      endpointIsReachable(configuration.settings, at, problems);
    }
  },
  checkEnumerated,
  function nodeTypesAreFit(configuration, _organization, at, problems) {
    if (configuration.role === "workload") {
      nodesAreOfFitTypes(configuration.settings, at, problems);
    }
  },
  function nodesHaveOneProcessor(configuration, _organization, at, problems) {
    if (configuration.role === "workload") {
      const { instanceTypes } = configuration.settings.cluster.nodes;
      const processors = new Set(instanceTypes.map(processorOf));
      if (processors.size > 1) {
        problems.push({
          path: at("workload.cluster.nodes.instanceTypes"),
          rule: "must be of one processor architecture: all nodes start from one image",
          found: show(instanceTypes.map((type) => `${type} (${processorOf(type)})`)),
          remedy: "choose types of one family",
        });
      }
    }
  },
  function regionIsGoverned(configuration, organization, at, problems) {
    if (configuration.role !== "identity") {
      return;
    }
    const { region } = configuration.settings;
    const { governedRegions, accepted } = organization;
    if (region !== undefined && !governedRegions.includes(region) && isRegion(region, accepted)) {
      problems.push({
        path: at("identity.region"),
        rule: "must be one of the governed Regions",
        found: show(region),
        remedy: didYouMean(region, organization.governedRegions, "organization.governedRegions"),
      });
    }
  },
  function nodesAreOrdered(configuration, _organization, at, problems) {
    if (configuration.role === "workload") {
      const { minimum, desired = minimum, maximum } = configuration.settings.cluster.nodes;
      if (minimum > maximum) {
        problems.push({
          path: at("workload.cluster.nodes.maximum"),
          rule: `must be at least the minimum, ${minimum}`,
          found: show(maximum),
          remedy: "raise the maximum, or lower the minimum",
        });
      } else if (desired < minimum || desired > maximum) {
        problems.push({
          path: at("workload.cluster.nodes.desired"),
          rule: `must be from minimum to maximum, ${minimum} to ${maximum}: EKS refuses any other number`,
          found: show(desired),
          remedy: "change the number, or remove desired: then the number is the minimum",
        });
      }
    }
  },
];
