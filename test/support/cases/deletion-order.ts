import type { Deletion } from "../engine/steps";
import type { StateResource } from "../../engine/parity";

/** The part of a resource that pairs look at. */
type Kind = Pick<Deletion, "type" | "inputs">;

/** Resources that may wait for another one while they are deleted, and the one that they wait for. */
export interface Pair {
  readonly title: string;
  readonly served: (resource: Kind) => boolean;
  readonly server: (resource: Kind) => boolean;
}

const RELEASE = "kubernetes:helm.sh/v3:Release";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const ADD_ON = "aws:eks/addon:Addon";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const is =
  (...types: readonly string[]): Pair["served"] =>
  ({ type }) =>
    types.includes(type);
const inCluster: Pair["served"] = ({ type }) => /^kubernetes:(?!yaml:)/.test(type);
const object: Pair["served"] = (resource) => inCluster(resource) && resource.type !== RELEASE;
const addOn =
  (...names: readonly string[]): Pair["served"] =>
  ({ type, inputs }) =>
    type === ADD_ON && names.includes(String(inputs["addonName"]));
const identityOf =
  (serviceAccount: string): Pair["served"] =>
  ({ type, inputs }) =>
    type === ASSOCIATION && inputs["serviceAccount"] === serviceAccount;
const ofDeployer: Pair["served"] = ({ type, inputs }) =>
  /^aws:eks\/access(?:Entry|PolicyAssociation):/.test(type) &&
  /role\/platform-deployment$/.test(String(inputs["principalArn"]));

/**
 * Pairs of a cluster. Objects in it may have finalizers: of the load balancer controller (TargetGroupBinding, Ingress,
 * Service) and of the storage driver (volumes). Without the controller they stay, and their namespace with them.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2014
 */
export const pairs: readonly Pair[] = [
  {
    title: "objects in the cluster before the controllers that charts install",
    served: object,
    server: is(RELEASE),
  },
  {
    title: "objects and charts before volumes' driver and DNS",
    served: inCluster,
    server: addOn("aws-ebs-csi-driver", "coredns"),
  },
  {
    title: "objects and charts before the nodes that their controllers run on",
    served: inCluster,
    server: is(NODES),
  },
  {
    title: "objects and charts before the deployer's access",
    served: inCluster,
    server: ofDeployer,
  },
  {
    title: "objects and charts before the cluster",
    served: inCluster,
    server: is("aws:eks/cluster:Cluster"),
  },
  {
    title: "objects before the load balancer controller's right to remove targets",
    served: inCluster,
    server: identityOf("aws-load-balancer-controller"),
  },
  {
    title: "volumes' driver before its right to delete volumes",
    served: addOn("aws-ebs-csi-driver"),
    server: identityOf("ebs-csi-controller-sa"),
  },
  {
    title: "rights of pods before the agent that gives them",
    served: inCluster,
    server: addOn("eks-pod-identity-agent"),
  },
  {
    title: "software on nodes before the nodes",
    served: addOn("coredns", "metrics-server", "aws-ebs-csi-driver"),
    server: is(NODES),
  },
  {
    title: "nodes before their network plug-in",
    served: is(NODES),
    server: addOn("vpc-cni", "kube-proxy"),
  },
  {
    title: "nodes before their rights",
    served: is(NODES),
    server: ({ type, inputs }) =>
      /^aws:iam\/rolePolicy/.test(type) &&
      /^workload-flightdeck-node-/.test(String(inputs["role"])),
  },
  {
    title: "nodes before their way to AWS",
    served: is(NODES),
    server: ({ type, inputs }) =>
      /^aws:ec2\/(?:natGateway|routeTableAssociation|internetGateway):/.test(type) ||
      (type === "aws:ec2/route:Route" && inputs["destinationCidrBlock"] === "0.0.0.0/0"),
  },
];

/** Name of a resource for a message: type and name. */
function nameOf({ urn }: Pick<Deletion, "urn">): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name}`;
}

/** Deletions of a pair that did not wait: each with the server that was gone, or about to be. */
export function outOfOrder(deletions: readonly Deletion[], { served, server }: Pair): string[] {
  return deletions
    .filter(server)
    .flatMap((gone) =>
      deletions
        .filter((waiting) => served(waiting) && !waiting.retained && waiting.ended > gone.began)
        .map((late) => `${nameOf(late)} was not deleted before ${nameOf(gone)}`),
    );
}

/**
 * Resources of a pair that the state does not put in order: the engine deletes them side by side, and one run in which
 * they happened to end in order proves nothing.
 */
export function unordered(resources: readonly StateResource[], { served, server }: Pair): string[] {
  const custom = resources.flatMap((resource) =>
    resource.custom ? [{ ...resource, inputs: resource.inputs ?? {} }] : [],
  );
  return custom.filter(served).flatMap((user) => {
    const before = neededBy(user, resources);
    return custom
      .filter((other) => server(other) && !before.has(other.urn))
      .map((other) => `${nameOf(user)} does not depend on ${nameOf(other)}`);
  });
}

/** URNs that a resource depends on, directly or not. */
function neededBy(
  resource: StateResource,
  resources: readonly StateResource[],
): ReadonlySet<string> {
  const byUrn = new Map(resources.map((found) => [found.urn, found]));
  const needed = new Set<string>();
  const waiting = [resource];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { dependencies = [], parent = "", provider = "" } = next;
    for (const urn of [...dependencies, parent, provider.slice(0, provider.lastIndexOf("::"))]) {
      const found = byUrn.get(urn);
      if (found !== undefined && !needed.has(urn)) {
        needed.add(urn);
        waiting.push(found);
      }
    }
  }
  return needed;
}

/** Account and role that a provider works with. */
export interface Credentials {
  readonly account: string;
  /** Name of the role. */
  readonly role: string;
}

/** Credentials of an AWS provider; `undefined` without a role. Its inputs that are lists are JSON text. */
export function credentialsOf(inputs: Kind["inputs"]): Credentials | undefined {
  const [assumed] = listOf(inputs["assumeRoles"]) as { roleArn: string }[];
  const role = assumed?.roleArn.split("/").at(-1);
  const [account = ""] = listOf(inputs["allowedAccountIds"]) as string[];
  return role === undefined ? undefined : { account, role };
}

function listOf(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : (value ?? []);
}

/** Resources that a role consists of: itself, and everything that gives it permissions. */
export function makesRole({ role }: Credentials, type: string, inputs: Kind["inputs"]): boolean {
  return type === "aws:iam/role:Role"
    ? inputs["name"] === role
    : /^aws:iam\/role[A-Z]/.test(type) && inputs["role"] === role;
}

/**
 * Deletions by a provider whose role, or a permission of it, is already deleted or deleted at the same time. A role
 * that deletes itself is one: no session deletes the role that it comes from.
 *
 * @param providers Credentials of each provider with a role, by its URN.
 */
export function withoutRights(
  deletions: readonly Deletion[],
  providers: ReadonlyMap<string, Credentials>,
): string[] {
  const credentialsOf = ({ provider }: Deletion): Credentials | undefined =>
    providers.get(provider.slice(0, provider.lastIndexOf("::")));
  return deletions
    .filter(({ retained }) => !retained)
    .flatMap((grant) => {
      const account = credentialsOf(grant)?.account;
      return deletions
        .filter(({ retained }) => !retained)
        .filter((late) => {
          const own = credentialsOf(late);
          return (
            own !== undefined &&
            own.account === account &&
            makesRole(own, grant.type, grant.inputs) &&
            late.ended > grant.began &&
            (late !== grant || grant.type === "aws:iam/role:Role")
          );
        })
        .map((late) => `${nameOf(late)} was deleted by a role that had lost ${nameOf(grant)}`);
    });
}
