import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

/** Resources of a stack: its name and the types of all that it registers. */
export interface CountedStack {
  readonly stack: string;
  readonly resources: readonly {
    readonly type: string;
    readonly inputs: Record<string, unknown>;
  }[];
}

/** A resource that AWS bills by the hour or the month as long as it exists, with the page of its price. */
interface Priced {
  readonly name: string;
  readonly prices: string;
  /** Number of these in a stack. */
  readonly count: (stack: CountedStack) => number;
}

const repository = join(__dirname, "..");
const page = join(repository, "docs/resources.md");

/** Resources that cost money without being used. Usage (requests, findings, stored bytes, traffic) has a price as well. */
const priced: readonly Priced[] = [
  {
    name: "NAT gateways",
    prices: "https://aws.amazon.com/vpc/pricing/",
    count: (stack) => sum(stack, "awsx:ec2:Vpc", natGateways),
  },
  {
    name: "attachments of a transit gateway",
    prices: "https://aws.amazon.com/transit-gateway/pricing/",
    count: (stack) => sum(stack, "aws:ec2transitgateway/vpcAttachment:VpcAttachment"),
  },
  {
    name: "interface endpoints, in zones",
    prices: "https://aws.amazon.com/privatelink/pricing/",
    count: (stack) =>
      sum(stack, "aws:ec2/vpcEndpoint:VpcEndpoint", ({ vpcEndpointType, subnetIds }) =>
        vpcEndpointType === "Interface" && Array.isArray(subnetIds) ? subnetIds.length : 0,
      ),
  },
  {
    name: "application load balancers",
    prices: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    count: (stack) => sum(stack, "aws:lb/loadBalancer:LoadBalancer"),
  },
  {
    name: "web ACLs",
    prices: "https://aws.amazon.com/waf/pricing/",
    count: (stack) => sum(stack, "aws:wafv2/webAcl:WebAcl"),
  },
  {
    name: "EKS control planes",
    prices: "https://aws.amazon.com/eks/pricing/",
    count: (stack) => sum(stack, "eks:index:Cluster"),
  },
  {
    name: "EC2 instances of node groups, at least",
    prices: "https://aws.amazon.com/ec2/pricing/",
    count: (stack) =>
      sum(
        stack,
        "aws:eks/nodeGroup:NodeGroup",
        ({ scalingConfig }) => (scalingConfig as { minSize: number }).minSize,
      ),
  },
  {
    name: "RDS instances, a standby included",
    prices: "https://aws.amazon.com/rds/postgresql/pricing/",
    count: (stack) => sum(stack, "aws:rds/instance:Instance", ({ multiAz }) => (multiAz ? 2 : 1)),
  },
  {
    name: "cache nodes",
    prices: "https://aws.amazon.com/elasticache/pricing/",
    count: (stack) =>
      sum(stack, "aws:elasticache/replicationGroup:ReplicationGroup", ({ numCacheClusters }) =>
        Number(numCacheClusters),
      ),
  },
  {
    name: "KMS keys",
    prices: "https://aws.amazon.com/kms/pricing/",
    count: (stack) => sum(stack, "aws:kms/key:Key"),
  },
  {
    name: "hosted zones",
    prices: "https://aws.amazon.com/route53/pricing/",
    count: (stack) => sum(stack, "aws:route53/zone:Zone"),
  },
  {
    name: "CloudWatch alarms",
    prices: "https://aws.amazon.com/cloudwatch/pricing/",
    count: (stack) => sum(stack, "aws:cloudwatch/metricAlarm:MetricAlarm"),
  },
];

function natGateways({
  natGateways: nat,
  availabilityZoneNames: zones,
}: Record<string, unknown>): number {
  const { strategy } = nat as { strategy: string };
  return strategy === "OnePerAz" ? (zones as unknown[]).length : strategy === "Single" ? 1 : 0;
}

function sum(
  { resources }: CountedStack,
  type: string,
  numberOf: (inputs: Record<string, unknown>) => number = () => 1,
): number {
  return resources
    .filter((resource) => resource.type === type)
    .reduce((total, { inputs }) => total + numberOf(inputs), 0);
}

/** Page with the number of resources of each type in each stack, and of those that cost money without being used. */
export async function resourcesPage(stacks: readonly CountedStack[]): Promise<string> {
  const names = stacks.map(({ stack }) => stack);
  const types = [...new Set(stacks.flatMap(({ resources }) => resources.map(({ type }) => type)))]
    .filter((type) => !/^(?:platform|pulumi):/.test(type))
    .sort();
  const text = [
    "# What each stack creates",
    "",
    "Written by `npm run transcripts` from the plan of the template's company; do not edit it. A company with other settings has other",
    "numbers: `npm run plan -- --tree <stack>` shows its own.",
    "",
    "## What costs money without being used",
    "",
    "AWS bills these by the hour or the month as long as they exist. The links show the prices of each Region. Usage has a price as well:",
    "requests, traffic, stored bytes, log files, findings, and what AWS Config records and evaluates in every account. GuardDuty and",
    "Security Hub are priced by use; `aws:cfg` and `aws:guardduty` below show where they run.",
    "",
    table(
      ["in the plan", ...names],
      priced.map(({ name, prices, count }) => [`[${name}](${prices})`, ...stacks.map(count)]),
    ),
    "",
    "Every workload account has the full set. There is no smaller role: a personal account with a workload stack costs the same.",
    "",
    "## Every type",
    "",
    "Without components, providers and stack references. The children of `awsx:ec2:Vpc` and `eks:index:Cluster` appear in",
    "`pulumi preview` only.",
    "",
    table(
      ["type", ...names],
      types.map((type) => [
        `\`${type}\``,
        ...stacks.map(({ resources }) => resources.filter((one) => one.type === type).length),
      ]),
    ),
  ].join("\n");
  return format(text, { ...(await resolveConfig(page)), filepath: page });
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, index) => (index === 0 ? "---" : "---:"))),
    ...rows.map((row) => line(row.map((cell) => (cell === 0 ? "" : cell)))),
  ].join("\n");
}

/** Stacks of the template's company, planned in another process. */
function plannedStacks(): CountedStack[] {
  const folder = mkdtempSync(join(tmpdir(), "platform-resources-"));
  try {
    const file = join(folder, "plan.json");
    execFileSync(process.execPath, ["--import", "tsx", "cli/main.ts", "plan", "--json", file], {
      cwd: repository,
      stdio: "ignore",
    });
    return (JSON.parse(readFileSync(file, "utf8")) as { stacks: CountedStack[] }).stacks;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) {
  void resourcesPage(plannedStacks()).then((text) => {
    writeFileSync(page, text);
  });
}
