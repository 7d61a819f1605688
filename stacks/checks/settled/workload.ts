import { clusterName, databaseIdentifier, subdomain } from "../../../components/shared/naming";
import { processorOf } from "../../../components/shared/processor";
import { imageReleaseOf } from "../../../components/shared/version-matrix";
import { isBelow, minorOf } from "../../../components/shared/versions";
import { formerAccountKeys, keyInAws } from "../../company/accounts";
import { largestStorage, smallestMaximum } from "../../company/database-storage";
import type { Organization } from "../../company/organization";
import { type Problem, show } from "../../company/problems";
import type { StackConfiguration } from "../stack-configuration";
import { COMPANY_NAMES } from "./company";
import {
  type Deployed,
  type DeployedResource,
  isDeployed,
  mustStay,
  ofType,
  SETTLED_PAGE,
  textOf,
  type Wanted,
} from "./deployed";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const DATABASE = "aws:rds/instance:Instance";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const ZONE = "aws:route53/zone:Zone";
const SUBNET = "aws:ec2/subnet:Subnet";
const VPC = "aws:ec2/vpc:Vpc";
const NAMESPACE = "kubernetes:core/v1:Namespace";

type Workload = Wanted<StackConfiguration<"workload">>;
type Rule = (wanted: Workload, deployed: Deployed, problems: Problem[]) => void;

const at = ({ stack }: Workload, key: string): string =>
  `Pulumi.${stack.stack}.yaml: workload.${key}`;

/** Compares the settings of a workload with its network, cluster, data and names. */
export function workloadHasStayed(wanted: Workload, deployed: Deployed, problems: Problem[]): void {
  for (const rule of rules) {
    rule(wanted, deployed, problems);
  }
}

const rules: readonly Rule[] = [
  function stackHasMoved({ organization, stack }, { own, others }, problems) {
    const former = formerAccountKeys(organization, stack.account).find((key) =>
      isDeployed(others[key] ?? []),
    );
    if (!isDeployed(own) && former !== undefined) {
      problems.push({
        path: `Pulumi.${stack.stack}.yaml`,
        rule: `must belong to the renamed stack ${former}, which has the resources of this account: a second stack would create them again`,
        found: `the stack ${stack.stack} without resources`,
        remedy: `run pulumi stack rm ${stack.stack} --force --yes --preserve-config, when that stack exists and has nothing in AWS, and pulumi stack rename ${stack.stack} -s ${former} (docs/runbooks/renaming.md)`,
      });
    }
  },
  /** The subdomain, the cluster, the database and the cache have the account's first key in their names. */
  function keyAndNamesHaveStayed({ organization, stack }, { own }, problems) {
    const account = organization.accounts[stack.account];
    const key = keyInAws(stack.account, account);
    const zone = textOf(own, ZONE, "name");
    const [deployedKey] =
      zone?.split(".") ??
      /^(.+)-cache$/.exec(textOf(own, CACHE, "replicationGroupId") ?? "")?.slice(1) ??
      [];
    if (deployedKey !== undefined && deployedKey !== key) {
      problems.push({
        path: `organization.accounts.${stack.account}.formerly`,
        rule: `must begin with ${show(deployedKey)}: the names of subdomain, cluster, database and cache contain this key, and AWS renames none of them`,
        found: show(account?.formerly),
        remedy: `write formerly: ${show([deployedKey])}, with the later keys behind it, or give the account the key ${deployedKey} again (docs/runbooks/renaming.md)`,
      });
      return;
    }
    const { name, domain } = organization;
    const pairs = [
      { type: CLUSTER, output: "name", setting: "name", wanted: clusterName(name, key) },
      {
        type: DATABASE,
        output: "identifier",
        setting: "name",
        wanted: databaseIdentifier(name, key),
      },
      { type: ZONE, output: "name", setting: "domain", wanted: subdomain(key, domain) },
    ] as const;
    for (const { type, output, setting, wanted } of pairs) {
      const found = textOf(own, type, output);
      if (found !== undefined && found !== wanted) {
        // The company's name is in front of the key, its domain behind it.
        const rest = wanted.length - organization[setting].length;
        problems.push(
          mustStay({
            path: `organization.${setting}`,
            deployed: setting === "name" ? found.slice(0, found.length - rest) : found.slice(rest),
            wanted: organization[setting],
            because: COMPANY_NAMES[setting],
          }),
        );
      }
    }
  },
  function rangeHasStayed({ organization, stack }, { own }, problems) {
    rangesHaveStayed(organization, { [stack.account]: own }, problems);
  },
  function zonesHaveStayed(wanted, { own, zones = [] }, problems) {
    const deployed = zonesOf(own);
    if (zones.length > 0 && zones.length < deployed.length) {
      problems.push(
        mustStay({
          path: at(wanted, "availabilityZones"),
          deployed: deployed.length,
          wanted: zones.length,
          because:
            "database and cache may be in the last zone, and AWS takes no subnet in use out of their groups",
          procedure: "zones-of-a-workload",
        }),
      );
    }
    const shared = Math.min(deployed.length, zones.length);
    if (deployed.slice(0, shared).join() !== zones.slice(0, shared).join()) {
      const ids = subnetsByZone(own).map(({ outputs }) => outputs["availabilityZoneId"]);
      problems.push({
        path: at(wanted, "zoneIds"),
        rule: `must begin with the zones of the network, ${deployed.join(", ")}, in this order: subnets, nodes and data are there, and AWS moves no subnet`,
        found: show(wanted.stack.settings.zoneIds ?? zones),
        remedy: `write the ids of these zones${ids.every((id) => typeof id === "string") ? `: zoneIds: ${show(ids)}` : ""}; a third one may follow, or follow ${SETTLED_PAGE}#zones-of-a-workload`,
      });
    }
  },
  function controlPlaneHasStayed(wanted, { own }, problems) {
    const [cluster] = ofType(own, CLUSTER);
    const { subnetIds = [] } = (cluster?.outputs["vpcConfig"] ?? {}) as { subnetIds?: unknown[] };
    const { controlPlaneZones } = wanted.stack.settings.cluster;
    if (subnetIds.length > 0 && subnetIds.length !== controlPlaneZones) {
      problems.push(
        mustStay({
          path: at(wanted, "cluster.controlPlaneZones"),
          deployed: subnetIds.length,
          wanted: controlPlaneZones,
          because: "the control plane is in so many zones, and EKS never changes them",
          procedure: "zones-of-a-workload",
        }),
      );
    }
  },
  /** @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
  function kubernetesRises(wanted, { own }, problems) {
    const deployed = minorOf(textOf(own, CLUSTER, "version") ?? "");
    const { version } = wanted.stack.settings.cluster;
    const next = minorOf(version);
    if (
      deployed === undefined ||
      next === undefined ||
      next === deployed ||
      next === deployed + 1
    ) {
      return;
    }
    problems.push({
      path: at(wanted, "cluster.version"),
      rule: `must be 1.${deployed}, which the cluster runs, or 1.${deployed + 1}: EKS goes one minor version at a time, and never back`,
      found: show(version),
      remedy: `write ${show(`1.${next < deployed ? deployed : deployed + 1}`)}`,
    });
  },
  /**
   * The nodes of a cluster that was created before the image was pinned have the newest image of that day. Nodes of other
   * types are new ones, and nodes of another minor are no update of these.
   *
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html
   */
  function imageRises(wanted, { own }, problems) {
    const { version, nodes } = wanted.stack.settings.cluster;
    const [processor = "arm64"] = nodes.instanceTypes.map(processorOf);
    const pin = imageReleaseOf(version, processor);
    const [group] = ofType(own, NODES);
    const { instanceTypes = [], releaseVersion: deployed } = (group?.outputs ?? {}) as {
      instanceTypes?: readonly string[];
      releaseVersion?: unknown;
    };
    if (
      pin !== undefined &&
      typeof deployed === "string" &&
      instanceTypes.join() === nodes.instanceTypes.join() &&
      minorOf(deployed) === minorOf(version) &&
      isBelow(pin, deployed)
    ) {
      problems.push({
        path: `components/shared/version-matrix.json: the image ${processor} of ${version}`,
        rule: `must not be older than ${deployed}, which the nodes of ${wanted.stack.stack} run: EKS takes nodes back to no older image`,
        found: show(pin),
        remedy: "run npm run versions -- --write, or write the version that runs",
      });
    }
  },
  /** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html */
  function databaseDoesNotFall(wanted, { own }, problems) {
    const { engineVersion } = wanted.stack.settings.database;
    refuseLower(at(wanted, "database.engineVersion"), engineVersion, DATABASE, own, problems);
  },
  /**
   * The storage of a database may have grown: a new maximum is a tenth above what it has.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
   */
  function databaseKeepsItsStorage(wanted, { own }, problems) {
    const maximumStorage = largestStorage(wanted.stack.settings.database);
    const { allocatedStorage = 0, maxAllocatedStorage } = ofType(own, DATABASE)[0]?.outputs ?? {};
    const deployed = Number(allocatedStorage);
    const least = smallestMaximum(deployed);
    if (maximumStorage !== maxAllocatedStorage && maximumStorage < least) {
      problems.push({
        path: at(wanted, "database.maximumStorage"),
        rule: `must be at least ${least}: the database has ${deployed} GiB, which AWS never takes back`,
        found: show(maximumStorage),
        remedy: `write ${least} or more`,
      });
    }
  },
  /** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html */
  function cacheDoesNotFall(wanted, { own }, problems) {
    const { engineVersion } = wanted.stack.settings.cache;
    refuseLower(at(wanted, "cache.engineVersion"), engineVersion, CACHE, own, problems);
  },
  function namespaceHasStayed(wanted, { own }, problems) {
    const [namespace] = ofType(own, NAMESPACE);
    const { metadata } = (namespace?.outputs ?? {}) as { metadata?: { name?: string } };
    const { applicationNamespace, install } = wanted.stack.settings.cluster;
    if (metadata?.name !== undefined && metadata.name !== applicationNamespace) {
      problems.push(
        mustStay({
          path: at(wanted, "cluster.applicationNamespace"),
          deployed: metadata.name,
          wanted: applicationNamespace,
          because: "the applications are in this namespace, and Kubernetes renames none",
          procedure: "the-namespace-of-the-applications",
        }),
      );
    }
    if (namespace !== undefined && !install) {
      problems.push(
        mustStay({
          path: at(wanted, "cluster.install"),
          deployed: true,
          wanted: install,
          because: "the namespace with all applications would be deleted",
        }),
      );
    }
  },
];

/**
 * Compares ranges of the address plan with the networks that have them.
 *
 * @param deployed Resources by the key of the account.
 */
export function rangesHaveStayed(
  { addressPlan }: Organization,
  deployed: Deployed["others"],
  problems: Problem[],
): void {
  for (const [account, resources] of Object.entries(deployed)) {
    const range = textOf(resources, VPC, "cidrBlock");
    const wanted = addressPlan.spokes[account];
    if (range !== undefined && wanted !== undefined && range !== wanted) {
      problems.push(
        mustStay({
          path: `organization.addressPlan.spokes.${account}`,
          deployed: range,
          wanted,
          because: "the network has this range, and AWS changes the range of no network",
          procedure: "the-range-of-a-workload",
        }),
      );
    }
  }
}

/** Private subnets in the order of their numbers: one in each zone. */
function subnetsByZone(own: readonly DeployedResource[]): DeployedResource[] {
  return ofType(own, SUBNET)
    .filter(({ name }) => /-private-\d+$/.test(name))
    .sort((left, right) => left.name.localeCompare(right.name, "en", { numeric: true }));
}

function zonesOf(own: readonly DeployedResource[]): string[] {
  return subnetsByZone(own).map(({ outputs }) => String(outputs["availabilityZone"]));
}

/** Refuses a version below the deployed one. */
function refuseLower(
  path: string,
  wanted: string,
  type: string,
  own: readonly DeployedResource[],
  problems: Problem[],
): void {
  const deployed = textOf(own, type, "engineVersion");
  if (deployed !== undefined && isBelow(wanted, deployed)) {
    const least = deployed.split(".").slice(0, wanted.split(".").length).join(".");
    problems.push({
      path,
      rule: `must not be below ${least}, which runs now: AWS takes no engine back to a lower version`,
      found: show(wanted),
      remedy: `write ${show(least)}; to go back, restore a snapshot of the time before as another instance`,
    });
  }
}
