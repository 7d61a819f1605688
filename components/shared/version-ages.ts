import type { Pin, VersionMatrix } from "./version-matrix";

/** Days before the end of standard support from which a version is reported. */
export const SUPPORT_DAYS = 60;

/** Days after which a pin is reported. */
export const PIN_DAYS = 180;

/** One version of the matrix that is to be raised or pinned. */
export interface AgeingVersion {
  /** Place in the matrix, such as `kubernetes/1.36`, `add-ons/1.36/coredns`, `images/1.36/arm64` or `postgres/17`. */
  readonly place: string;
  /** One sentence without a full stop. */
  readonly text: string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Versions whose standard support ends within 60 days or has ended, whose pin is older than 180 days, or that are not pinned.
 *
 * @param day The present day, such as `2026-11-29`.
 */
export function ageingVersions(
  { kubernetes, charts, engines }: VersionMatrix,
  day: string,
): AgeingVersion[] {
  const found = [
    ...Object.entries(kubernetes.minors).flatMap(([minor, { addOns, images, ...support }]) => [
      supported(
        `kubernetes/${minor}`,
        `Kubernetes ${minor}`,
        support.standardSupportEnds,
        day,
        upgraded,
      ),
      ...Object.entries(addOns).map(([name, pin]) =>
        pinned(`add-ons/${minor}/${name}`, `add-on ${name} of Kubernetes ${minor}`, pin, day),
      ),
      ...Object.entries(images).map(([processor, pin]) =>
        pinned(
          `images/${minor}/${processor}`,
          `node image ${processor} of Kubernetes ${minor}`,
          pin,
          day,
        ),
      ),
    ]),
    ...Object.entries(charts).map(([key, chart]) =>
      pinned(`charts/${key}`, `chart ${chart.chart}`, chart, day),
    ),
    ...Object.entries(engines).flatMap(([engine, versions]) =>
      Object.entries(versions).map(([version, { standardSupportEnds }]) =>
        supported(
          `${engine}/${version}`,
          `${engine} ${version}`,
          standardSupportEnds,
          day,
          charged,
        ),
      ),
    ),
  ];
  return found.filter((finding) => finding !== undefined);
}

/** Remedies before and after the end of standard support. */
interface Remedies {
  readonly before: string;
  readonly after: string;
}

/**
 * Of a cluster: its support type is STANDARD, so it gets no extended support.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
 */
const upgraded: Remedies = {
  before: "move to the next version before EKS upgrades the control plane automatically",
  after:
    "EKS upgrades the control plane automatically, and then cluster.version must name what runs (docs/roles/workload.md)",
};

/** Of a database, which goes on in extended support. @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html */
const charged: Remedies = {
  before: "move to a newer version, because extended support costs more",
  after: "move to a newer version, because extended support costs more",
};

function supported(
  place: string,
  name: string,
  ends: string | null,
  day: string,
  { before, after }: Remedies,
): AgeingVersion | undefined {
  if (ends === null || daysBetween(day, ends) > SUPPORT_DAYS) {
    return undefined;
  }
  const hasEnded = daysBetween(day, ends) < 0;
  return {
    place,
    text: `${name}: standard support ${hasEnded ? "ended" : "ends"} on ${ends}; ${hasEnded ? after : before}`,
  };
}

function pinned(
  place: string,
  name: string,
  pin: Pin | null,
  day: string,
): AgeingVersion | undefined {
  if (pin === null) {
    return {
      place,
      text: `${name}: not pinned, EKS chooses the version at creation and nothing raises it; npm run versions -- --write pins it`,
    };
  }
  return daysBetween(pin.pinned, day) <= PIN_DAYS
    ? undefined
    : {
        place,
        text: `${name}: ${pin.version} was pinned on ${pin.pinned}, more than ${PIN_DAYS} days ago; npm run versions -- --write raises it`,
      };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
