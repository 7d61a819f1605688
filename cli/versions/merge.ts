import type { Pin, VersionMatrix } from "../../components/shared/version-matrix";
import { compareVersions } from "../../components/shared/versions";
import { mapPins } from "./pins";
import type { Proposal, VersionChange } from "./proposal";

/**
 * A matrix with what another one has higher: pins, and Kubernetes minors above all of its own. Days of support, engines and
 * the default stay its own.
 *
 * A newer version of the program and the weekly proposals in a company's copy raise the same file. A pin below what runs
 * would take nodes to an older image, which EKS refuses.
 */
export function withHigherPins(matrix: VersionMatrix, other: VersionMatrix): Proposal {
  const theirs = new Map<string, Pin>();
  mapPins(other, (place, pin) => {
    if (pin !== null) {
      theirs.set(place, pin);
    }
    return pin;
  });
  const changes: VersionChange[] = [];
  const raised = mapPins(matrix, (place, pin) => {
    const their = theirs.get(place);
    const order =
      their === undefined ? -1 : pin === null ? 1 : compareVersions(their.version, pin.version);
    if (their === undefined || order < 0 || (order === 0 && their.pinned <= (pin?.pinned ?? ""))) {
      return pin;
    }
    const to = order === 0 ? `${their.version} (confirmed)` : their.version;
    changes.push({ place, from: pin?.version ?? "-", to, released: their.pinned });
    return their;
  });
  const { kubernetes } = raised;
  const newest = Object.keys(kubernetes.minors).sort(compareVersions).at(-1) ?? "";
  const added = Object.entries(other.kubernetes.minors).filter(
    ([minor]) => compareVersions(minor, newest) > 0,
  );
  for (const [minor, { standardSupportEnds }] of added) {
    changes.push({
      place: `kubernetes/${minor}`,
      from: "-",
      to: standardSupportEnds,
      released: "-",
    });
  }
  return {
    matrix: {
      ...raised,
      kubernetes: {
        ...kubernetes,
        minors: { ...kubernetes.minors, ...Object.fromEntries(added) },
      },
    },
    changes,
    failures: [],
    notes: [],
  };
}
