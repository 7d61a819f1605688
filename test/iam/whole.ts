import { createResource } from "../../cli/emulation/create";
import { construct } from "../../cli/emulation/remote-components/construction";
import { constructionOf } from "../../cli/emulation/remote-components/constructions";
import { loadProject } from "../../cli/planner/project";
import { redact, reveal, type Wire } from "../../cli/emulation/protocol/values";
import { organizationWith } from "../support/plan/organization";
import { document, planOf, type PlannedResource, repository } from "../support/plan/planned";
import { managementOf, type Proved, prove, provedBy } from "./organization";
import { decide, type Request } from "./simulate";

/** A resource that the plan creates with the provider of a member account. */
export interface MemberResource {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  /** Key of the account. */
  readonly account: string;
  readonly region: string;
  /** Inputs and outputs, with its id as `id`. */
  readonly values: Wire;
}

/**
 * The default company as planned: the policies that bind its accounts, their resources, and the policies of these
 * resources.
 */
export interface Whole extends Proved {
  readonly resources: readonly MemberResource[];
  readonly ownPolicies: readonly OwnPolicy[];
}

/** The own policy of a resource. */
export interface OwnPolicy {
  readonly type: string;
  /** ARN of the resource. */
  readonly arn: string;
  readonly statements: readonly Wire[];
}

let whole: Promise<Whole> | undefined;

/** The plan of the default company, read once for all tests. */
export function wholeOrganization(): Promise<Whole> {
  whole ??= readPlan();
  return whole;
}

/** Policies of a company with changed settings, by path; the resources of its accounts are not planned. */
export function companyWith(changes: Readonly<Record<string, unknown>>): Promise<Whole> {
  const key = JSON.stringify(changes);
  const known = companies.get(key) ?? planCompany(changes);
  companies.set(key, known);
  return known;
}

const companies = new Map<string, Promise<Whole>>();

async function planCompany(changes: Readonly<Record<string, unknown>>): Promise<Whole> {
  const project = managementOf(loadProject(repository), organizationWith(changes));
  return { ...(await prove(project)), resources: [], ownPolicies: [] };
}

async function readPlan(): Promise<Whole> {
  const stacks = await planOf();
  const management = stacks.get("management");
  if (!management) {
    throw new Error("the plan has no stack management");
  }
  const proved = provedBy(loadProject(repository).organization, management);
  const planned = [...stacks.values()].flatMap((stack) => stack.resources);
  const resources = planned.flatMap((resource) => memberResources(resource, proved));
  return { ...proved, resources, ownPolicies: resources.flatMap(ownPoliciesOf) };
}

/** The resource of a member account's provider, or the children of a remote component. */
function memberResources(resource: PlannedResource, { ids }: Proved): MemberResource[] {
  const { type, name, provider, stack, remote, custom, id, urn } = resource;
  if (type === "pulumi:providers:aws") {
    const [account = ""] = JSON.parse(String(resource.inputs["allowedAccountIds"])) as string[];
    const key = keyOf(account, ids.accounts);
    const region = String(resource.inputs["region"]);
    return key === "management" ? [] : [{ stack, type, name, account: key, region, values: {} }];
  }
  const account = provider && keyOf(provider.account, ids.accounts);
  if (!provider || account === undefined || account === "management") {
    return [];
  }
  const at = { stack, account, region: provider.region };
  if (!remote) {
    const values = { ...(redact(resource.state.toJavaScript()) as Wire), id };
    return custom && type.startsWith("aws:") ? [{ ...at, type, name, values }] : [];
  }
  const construction = constructionOf(type, name, reveal(resource.inputs) as Wire);
  const made: MemberResource[] = [];
  if (construction) {
    construct(construction, (child) => {
      if (!child.custom || !child.type.startsWith("aws:")) {
        return { id: child.name };
      }
      const { id, outputs } = createResource({
        type: child.type,
        name: child.name,
        urn: `${urn} ${child.key}`,
        inputs: child.inputs,
        site: provider,
      });
      const values = { ...outputs, ...child.inputs, id };
      made.push({ ...at, type: child.type, name: child.name, values });
      return values;
    });
  }
  return made;
}

function keyOf(id: string, accounts: Readonly<Record<string, string>>): string {
  const key = Object.keys(accounts).find((name) => accounts[name] === id);
  if (key === undefined) {
    throw new Error(`a provider works in ${id}, which is no account of the plan`);
  }
  return key;
}

/** Input with the policy of a resource, and the ARN of the resource, by type. */
const policies: Readonly<
  Record<string, { policy: string; arn: (values: Wire, at: { account: string }) => string }>
> = {
  "aws:backup/vaultPolicy:VaultPolicy": {
    policy: "policy",
    arn: ({ backupVaultArn }) => String(backupVaultArn),
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    policy: "policy",
    arn: ({ policy }) => String(document(policy).Statement[0]?.["Resource"]),
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    policy: "policy",
    arn: ({ repository: name, registryId, region }) =>
      `arn:aws:ecr:${String(region)}:${String(registryId)}:repository/${String(name)}`,
  },
  "aws:iam/role:Role": { policy: "assumeRolePolicy", arn: ({ arn }) => String(arn) },
  "aws:kms/key:Key": { policy: "policy", arn: ({ arn }) => String(arn) },
  "aws:s3/bucketPolicy:BucketPolicy": {
    policy: "policy",
    arn: ({ bucket }) => `arn:aws:s3:::${String(bucket)}`,
  },
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": {
    policy: "policy",
    arn: ({ policy }) => String(document(policy).Statement[0]?.["Resource"]),
  },
  "aws:sns/topicPolicy:TopicPolicy": { policy: "policy", arn: ({ arn }) => String(arn) },
};

function ownPoliciesOf(resource: MemberResource): OwnPolicy[] {
  const own = policies[resource.type];
  const policy = own && resource.values[own.policy];
  if (!own || policy === undefined) {
    return [];
  }
  const values = { region: resource.region, ...resource.values };
  return [
    {
      type: resource.type,
      arn: own.arn(values, resource),
      statements: [document(policy).Statement].flat().map((statement) => ({
        // Policies of roles, keys and repositories do not name their own resource.
        ...(!("NotResource" in statement) && { Resource: "*" }),
        ...statement,
      })),
    },
  ];
}

/**
 * Result of a request under the planned organization policies and the own policy of the resource. A resource without a
 * policy admits its account only.
 *
 * @param governing ARN of the resource whose policy applies, as a vault's does to its recovery points.
 */
export function decideByPlan(
  { policiesOf, ownPolicies }: Whole,
  request: Request,
  governing = request.resource,
): Promise<"allowed" | "denied"> {
  const own = ownPolicies
    .filter((policy) => governs(policy, governing, request.action))
    .flatMap(({ statements }) => statements);
  const resourcePolicy =
    request.resourcePolicy ?? (own.length > 0 ? own : accountOnly(request.resourceAccountId));
  // Organization policies do not bind service-linked roles.
  const free = request.principal.includes(":role/aws-service-role/");
  const above = (account: string | undefined) =>
    free || account === undefined ? [] : policiesOf(account);
  return decide(
    { ...request, resourcePolicy },
    { principal: above(request.account), resource: above(request.resourceAccount) },
  );
}

/** Default for a resource without a policy: its account decides. */
export function accountOnly(accountId: string): object[] {
  return [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: "*",
      Resource: "*",
    },
  ];
}

/** True for the policy that applies to a request: a role's applies to assuming it, a bucket's also to its objects. */
function governs({ type, arn }: OwnPolicy, resource: string, action: string): boolean {
  return type === "aws:iam/role:Role"
    ? resource === arn && action.startsWith("sts:")
    : resource === arn || (arn.startsWith("arn:aws:s3:") && resource.startsWith(`${arn}/`));
}
