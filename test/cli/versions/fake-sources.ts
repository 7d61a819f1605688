import type { Sources } from "../../../cli/versions/sources";
import type { VersionMatrix } from "../../../components/shared/version-matrix";
import table from "./matrix.json";

/** A matrix whose versions stay as they are, that of 2026-11-29. */
export const matrix: VersionMatrix = table;

/** Answer of a fake: a value, or the message of an error. */
type Reply = { readonly value: unknown } | { readonly error: string };

/** Every answer of AWS and of the chart's repository, by the words of the question that identify it. */
export function currentAnswers(): Map<string, Reply> {
  const { minors } = matrix.kubernetes;
  const answers = new Map<string, Reply>();
  const set = (question: string, value: unknown): void => {
    answers.set(question, { value });
  };
  set("eks describe-cluster-versions", {
    clusterVersions: Object.entries(minors).map(([clusterVersion, { standardSupportEnds }]) => ({
      clusterVersion,
      endOfStandardSupportDate: `${standardSupportEnds}T00:00:00+00:00`,
      versionStatus: "STANDARD_SUPPORT",
    })),
  });
  for (const [minor, { addOns, images }] of Object.entries(minors)) {
    for (const [name, pin] of Object.entries(addOns)) {
      const version = pin?.version ?? "v9.9.9-eksbuild.9";
      set(`--kubernetes-version ${minor} --addon-name ${name}`, offers(minor, [[version, true]]));
    }
    for (const [processor, pin] of Object.entries(images)) {
      set(`/${minor}/amazon-linux-2023/${processor}/`, release(pin?.version ?? ""));
    }
  }
  const { chart, version } = matrix.charts.loadBalancerController;
  set("index.yaml", { entries: { [chart]: [{ version, created: "2026-08-03T10:00:00Z" }] } });
  set("rds describe-db-major-engine-versions", {
    DBMajorEngineVersions: Object.entries(matrix.engines.postgres).map(
      ([MajorEngineVersion, { standardSupportEnds }]) => ({
        MajorEngineVersion,
        SupportedEngineLifecycles: [
          lifecycle("standard", String(standardSupportEnds)),
          lifecycle("extended", "2040-01-01"),
        ],
      }),
    ),
  });
  set("elasticache describe-cache-engine-versions", {
    CacheEngineVersions: Object.keys(matrix.engines.valkey).map((EngineVersion) => ({
      EngineVersion,
    })),
  });
  return answers;
}

/** Versions of an add-on that EKS offers for a minor, each with true for the one that it recommends. */
export function offers(minor: string, versions: readonly (readonly [string, boolean])[]): unknown {
  return {
    addons: [
      {
        addonVersions: versions.map(([addonVersion, defaultVersion]) => ({
          addonVersion,
          compatibilities: [
            { clusterVersion: "1.33", defaultVersion: !defaultVersion },
            { clusterVersion: minor, defaultVersion },
          ],
        })),
      },
    ],
  };
}

/** The parameter of an image's release. */
export function release(version: string): unknown {
  return { Parameter: { Value: JSON.stringify({ release_version: version }) } };
}

export function lifecycle(kind: "extended" | "standard", ends: string): unknown {
  return {
    LifecycleSupportName: `open-source-rds-${kind}-support`,
    LifecycleSupportEndDate: `${ends}T23:59:59.999000+00:00`,
  };
}

/** Sources that answer from a map; a question without an answer is a fault of the test. */
export function fakeSources(answers: ReadonlyMap<string, Reply>): Sources {
  const replyTo = (question: string): Promise<unknown> => {
    const [, reply] =
      [...answers].find(([key]) => question === key || question.includes(key)) ?? [];
    if (reply === undefined) {
      return Promise.reject(new Error(`no answer is prepared for: ${question}`));
    }
    return "error" in reply ? Promise.reject(new Error(reply.error)) : Promise.resolve(reply.value);
  };
  return {
    aws: (words) => replyTo(words.join(" ")),
    text: async (address) => JSON.stringify(await replyTo(address)),
  };
}
