import type { Role } from "../../company/roles";
import { type Problem, show } from "../../company/problems";
import {
  type Deployed,
  mustStay,
  ofType,
  partsOfArn,
  SETTLED_PAGE,
  textOf,
  type Wanted,
} from "./deployed";

const BUCKET = "aws:s3/bucket:Bucket";
const ZONE = "aws:route53/zone:Zone";
const DETECTOR = "aws:guardduty/detector:Detector";

/** Type of a resource by role, whose ARN contains the home Region and the stack's account. */
const located: Readonly<Partial<Record<Role, string>>> = {
  audit: "aws:sns/topic:Topic",
  network: "aws:sns/topic:Topic",
  operations: "aws:amp/workspace:Workspace",
  backup: "aws:backup/vault:Vault",
  workload: "aws:ec2/vpc:Vpc",
};

/** Reasons why facts of the company stay. */
export const COMPANY_NAMES = {
  name: "the names of log buckets, trail, clusters and databases contain it, and AWS renames none of them",
  domain:
    "the root zone and the sender of mail have it, and name servers outside the company lead to this zone",
  homeRegion: "logs, backups, databases and clusters are there, and AWS moves none of them",
};

/** Compares name, domain and Regions of the company with the buckets and the zone that have them in their names. */
export function companyHasStayed(
  { organization, stack }: Wanted,
  { own, others }: Deployed,
  problems: Problem[],
): void {
  const of = (role: Role) => (stack.role === role ? own : (others[role] ?? []));
  const buckets = ofType(of("log-archive"), BUCKET).map(({ outputs }) => String(outputs["bucket"]));
  const [, name, homeRegion] =
    buckets.map((bucket) => /^(.+)-config-\d{12}-([a-z0-9-]+)$/.exec(bucket)).find(Boolean) ?? [];
  const domain = textOf(of("network"), ZONE, "name");
  for (const [key, deployed] of Object.entries({ name, homeRegion, domain })) {
    const wanted = organization[key as keyof typeof COMPANY_NAMES];
    if (deployed !== undefined && deployed !== wanted) {
      const reason = COMPANY_NAMES[key as keyof typeof COMPANY_NAMES];
      problems.push(mustStay({ path: `organization.${key}`, deployed, wanted, because: reason }));
    }
  }
  const regions = new Set([
    ...buckets.flatMap((bucket) => /-flow-logs-\d{12}-([a-z0-9-]+)$/.exec(bucket)?.[1] ?? []),
    ...ofType(own, DETECTOR).map(({ outputs }) => partsOfArn(outputs["arn"]).region),
  ]);
  const { governedRegions } = organization;
  const lost = [...regions].filter((region) => !governedRegions.includes(region)).sort();
  if (lost.length > 0) {
    problems.push({
      path: "organization.governedRegions",
      rule: `must still contain ${lost.join(", ")}: log buckets and findings of the company are there`,
      found: show(governedRegions),
      remedy: `add ${lost.join(", ")} again (${SETTLED_PAGE})`,
    });
  }
}

/** Compares home Region and account with a resource of the stack: in another one, every resource would be created again. */
export function placeHasStayed(
  { organization, stack, accountId }: Wanted,
  { own }: Deployed,
  problems: Problem[],
): void {
  const type = located[stack.role];
  const arn = type === undefined ? undefined : textOf(own, type, "arn");
  if (arn === undefined) {
    return;
  }
  const { region, account } = partsOfArn(arn);
  if (region !== organization.homeRegion) {
    problems.push(
      mustStay({
        path: "organization.homeRegion",
        deployed: region,
        wanted: organization.homeRegion,
        because: COMPANY_NAMES.homeRegion,
      }),
    );
  }
  if (accountId !== undefined && account !== accountId) {
    problems.push({
      path: `Pulumi.${stack.stack}.yaml: account`,
      rule: `must stay the account ${account}: the resources of this stack are there`,
      found: `${show(stack.account)} with the id ${accountId}`,
      remedy: `write the key of account ${account} again; another account needs another stack (${SETTLED_PAGE})`,
    });
  }
}
