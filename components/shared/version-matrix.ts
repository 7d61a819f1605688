import type { AddOnName } from "./add-on-names";
import type { Processor } from "./processor";
import table from "./version-matrix.json";

/** A version that the program installs, with the day and the address where it was read. */
export interface Pin {
  readonly version: string;
  /** Day on which the version was released, or was last found to be the current one, such as `2026-08-14`. */
  readonly pinned: string;
  /** Address where the version was read. */
  readonly source: string;
}

/** End of the support of a version. */
export interface Support {
  /** Last day of standard support; null where AWS publishes none. */
  readonly standardSupportEnds: string | null;
  /** Address where the day was read. */
  readonly source: string;
}

/** Versions that belong to one Kubernetes minor. A null is not pinned: EKS chooses when the resource is created. */
export interface KubernetesMinor extends Support {
  readonly standardSupportEnds: string;
  readonly addOns: Readonly<Record<AddOnName, Pin | null>>;
  /** Releases of the nodes' image, such as `1.36.3-20260903`. */
  readonly images: Readonly<Record<Processor, Pin | null>>;
}

/** A Helm chart, pinned. */
export interface PinnedChart extends Pin {
  readonly chart: string;
  readonly repository: string;
  /** Kubernetes minors that the chart's version is known to run on. */
  readonly kubernetes: readonly string[];
}

/** Every version that the platform runs. `npm run versions` proposes changes of it; nothing is looked up by a deployment. */
export interface VersionMatrix {
  readonly kubernetes: {
    /** Minor of a cluster whose settings name none. */
    readonly default: string;
    readonly minors: Readonly<Record<string, KubernetesMinor>>;
  };
  readonly charts: Readonly<Record<"loadBalancerController", PinnedChart>>;
  readonly engines: Readonly<Record<"postgres" | "valkey", Readonly<Record<string, Support>>>>;
}

/** The matrix of this program, in version-matrix.json beside this file. */
export const versionMatrix: VersionMatrix = table;

/** Versions of a Kubernetes minor's add-ons; an add-on that is not pinned is left out, and of an unknown minor all are. */
export function addOnVersionsOf(
  minor: string,
  { kubernetes }: VersionMatrix = versionMatrix,
): Partial<Record<AddOnName, string>> {
  const pins = Object.entries(kubernetes.minors[minor]?.addOns ?? {});
  return Object.fromEntries(pins.flatMap(([name, pin]) => (pin ? [[name, pin.version]] : [])));
}

/** Release of the nodes' image; `undefined` when it is not pinned, and for an unknown minor. */
export function imageReleaseOf(
  minor: string,
  processor: Processor,
  { kubernetes }: VersionMatrix = versionMatrix,
): string | undefined {
  return kubernetes.minors[minor]?.images[processor]?.version;
}

/** Charts that are not known to run on a Kubernetes minor. */
export function incompatibleCharts(
  minor: string,
  pinned: readonly PinnedChart[] = Object.values(versionMatrix.charts),
): string[] {
  return pinned
    .filter(({ kubernetes }) => !kubernetes.includes(minor))
    .map((chart) => `${chart.chart} ${chart.version}`);
}
