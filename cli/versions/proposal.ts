import type { Pin, Support, VersionMatrix } from "../../components/shared/version-matrix";
import { compareVersions } from "../../components/shared/versions";
import type { Answer, LookUp } from "./look-up";
import { mapped, mapPins } from "./pins";

/** One change of the matrix. */
export interface VersionChange {
  /** Place in the matrix, such as `add-ons/1.36/coredns`. */
  readonly place: string;
  /** Version, or day of the end of support; `-` when there was none. */
  readonly from: string;
  readonly to: string;
  /** Day of the release; `-` where the source has none. */
  readonly released: string;
}

export interface Proposal {
  readonly matrix: VersionMatrix;
  readonly changes: readonly VersionChange[];
  /** Places that could not be looked up, which stay as they are: `add-ons/1.36/coredns: access denied`. */
  readonly failures: readonly string[];
  readonly notes: readonly string[];
}

/** Days after which a pin that is still current gets a new day: the ages of versions would report it otherwise. */
const CONFIRM_DAYS = 90;

const DAY = 24 * 60 * 60 * 1000;

/**
 * The matrix with everything that the sources answered. No version is lowered, and what has no answer stays.
 *
 * @param day The present day, such as `2026-11-29`.
 */
export function propose(matrix: VersionMatrix, { answers, notes }: LookUp, day: string): Proposal {
  const changes: VersionChange[] = [];
  const failures = new Map<string, string[]>();

  const answerTo = (place: string): Answer | undefined => {
    const answer = answers.find((one) => one.place === place);
    if (answer !== undefined && "failure" in answer) {
      failures.set(answer.failure, [...(failures.get(answer.failure) ?? []), place]);
    }
    return answer;
  };
  const pinned = <P extends Pin>(place: string, pin: P | null): P | Pin | null => {
    const answer = answerTo(place);
    if (answer === undefined || !("version" in answer)) {
      return pin;
    }
    const { version, released, source } = answer;
    const order = pin === null ? 1 : compareVersions(version, pin.version);
    const isOld = pin !== null && Date.parse(day) - Date.parse(pin.pinned) > CONFIRM_DAYS * DAY;
    // The name of an image contains its day: a new one comes every week, so an old one is not confirmed.
    if (order < 0 || (order === 0 && (!isOld || place.startsWith("images/")))) {
      return pin;
    }
    changes.push({
      place,
      from: pin?.version ?? "-",
      to: order === 0 ? `${version} (confirmed)` : version,
      released: released ?? "-",
    });
    return { ...pin, version, pinned: order === 0 ? day : (released ?? day), source };
  };
  const supported = <S extends Support>(place: string, support: S): S => {
    const answer = answerTo(place);
    const { standardSupportEnds: ends } = support;
    if (answer === undefined || !("ends" in answer) || answer.ends === ends) {
      return support;
    }
    changes.push({ place, from: ends ?? "-", to: answer.ends, released: "-" });
    return { ...support, standardSupportEnds: answer.ends, source: answer.source };
  };

  const { kubernetes, engines } = matrix;
  const withSupport: VersionMatrix = {
    ...matrix,
    kubernetes: {
      ...kubernetes,
      minors: mapped(kubernetes.minors, (minor, one) => supported(`kubernetes/${minor}`, one)),
    },
    engines: {
      ...engines,
      postgres: mapped(engines.postgres, (major, one) => supported(`postgres/${major}`, one)),
    },
  };
  const next = mapPins(withSupport, pinned);
  answerTo("valkey");
  return {
    matrix: next,
    changes,
    failures: [...failures].map(([reason, places]) => `${places.join(", ")}: ${reason}`),
    notes,
  };
}

/** The text of the matrix's file, as prettier formats it: short lists are on one line. */
export function matrixText(matrix: VersionMatrix): string {
  const text = JSON.stringify(matrix, undefined, 2).replaceAll(
    /\[\s+((?:"[^"]*",?\s+)+)\]/g,
    (_, items: string) => `[${items.trim().replaceAll(/\s+/g, " ")}]`,
  );
  return `${text}\n`;
}
