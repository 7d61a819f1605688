import { processorOf } from "../../components/shared/processor";
import { accountOfRole, isOfPlatform } from "../company/accounts";
import type { Organization } from "../company/organization";
import { didYouMean, misspeltOr, type Problem, show } from "../company/problems";
import { eachEntry, eachItem, soundItems } from "../company/sound";
import { noEnvironment } from "./accounts";
import { checkEnumerated, isRegion } from "./enumerated";
import { renamedExist } from "./formerly";
import { mailFromFits, mailFromIsFree, sendersExist, sendersFit } from "./mail";
import { deliveryPoliciesFit, readersFit } from "./policy-sizes";
import { checkProductionAccess } from "./production-access";
import type { StackConfiguration } from "./stack-configuration";
import {
  aliasesAreFree,
  certificatesFit,
  endpointIsReachable,
  nodesAreOfFitTypes,
  zonesFitRegion,
} from "./workload";

/** Path of a key of the stack's configuration, for a problem. */
export type PathOf = (key: string) => string;

type Relation = (
  configuration: StackConfiguration,
  organization: Organization,
  at: PathOf,
  problems: Problem[],
) => void;

/** Rules between the settings of one stack and the organization. */
export const relations: readonly Relation[] = [
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
