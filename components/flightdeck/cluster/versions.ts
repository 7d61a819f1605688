/** Facts of one Kubernetes version. */
interface KubernetesRelease {
  /** Last day of standard support; extended support costs more after it. */
  readonly standardSupportEnds: string;
}

/**
 * Kubernetes versions that the pinned charts are known to run on.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const kubernetesReleases: Readonly<Record<string, KubernetesRelease>> = {
  "1.34": { standardSupportEnds: "2026-12-02" },
  "1.35": { standardSupportEnds: "2027-03-27" },
  "1.36": { standardSupportEnds: "2027-08-02" },
};

/** A Helm chart, pinned: an upgrade is a change of this table and nothing else. */
export interface PinnedChart {
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  /** Kubernetes versions that the chart's version is known to run on. */
  readonly kubernetes: readonly string[];
}

export const charts = {
  loadBalancerController: {
    chart: "aws-load-balancer-controller",
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    kubernetes: ["1.34", "1.35", "1.36"],
  },
} as const satisfies Record<string, PinnedChart>;

/** Charts that are not known to run on a Kubernetes version. */
export function incompatibleCharts(
  version: string,
  pinned: readonly PinnedChart[] = Object.values(charts),
): string[] {
  return pinned
    .filter(({ kubernetes }) => !kubernetes.includes(version))
    .map((chart) => `${chart.chart} ${chart.version}`);
}
