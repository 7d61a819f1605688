import { parse } from "yaml";
import * as z from "zod";
import { addOnVersion } from "../../components/shared/add-on-names";
import type { Pin, VersionMatrix } from "../../components/shared/version-matrix";
import { compareVersions } from "../../components/shared/versions";
import type { Sources } from "./sources";

/** Answer of a source about one place of the matrix, such as `add-ons/1.36/coredns`. */
export type Answer = { readonly place: string } & (
  | {
      /** Version that is current. */
      readonly version: string;
      /** Day of its release, where the source has one. */
      readonly released?: string;
      readonly source: string;
    }
  | { readonly ends: string; readonly source: string }
  | { readonly failure: string }
);

/** Answers about the places of the matrix, and what sources offer that the matrix does not have. */
export interface LookUp {
  readonly answers: readonly Answer[];
  readonly notes: readonly string[];
}

/** A day, as text or, by version 1 of the AWS CLI, in seconds since 1970. */
const day = z
  .union([z.string(), z.number().transform((seconds) => seconds * 1000)])
  .transform((time) => new Date(time).toISOString().slice(0, 10));

const clusterVersions = z.object({
  clusterVersions: z.array(
    z.object({
      clusterVersion: z.string(),
      endOfStandardSupportDate: day,
      versionStatus: z.string().optional(),
    }),
  ),
});

const addOnVersions = z.object({
  addons: z.array(
    z.object({
      addonVersions: z.array(
        z.object({
          addonVersion: z.string().refine((text) => addOnVersion.pattern.test(text)),
          compatibilities: z.array(
            z.object({ clusterVersion: z.string(), defaultVersion: z.boolean() }),
          ),
        }),
      ),
    }),
  ),
});

const parameter = z.object({ Parameter: z.object({ Value: z.string() }) });
const image = z.object({ release_version: z.string() });

const majorVersions = z.object({
  DBMajorEngineVersions: z.array(
    z.object({
      MajorEngineVersion: z.string(),
      SupportedEngineLifecycles: z.array(
        z.object({ LifecycleSupportName: z.string(), LifecycleSupportEndDate: day }),
      ),
    }),
  ),
});

const cacheVersions = z.object({
  CacheEngineVersions: z.array(z.object({ EngineVersion: z.string() })),
});

const chartIndex = z.object({
  entries: z.record(z.string(), z.array(z.object({ version: z.string(), created: day }))),
});

/** Looks up every place of the matrix. A failure is an answer with its reason, and stops no other look-up. */
export async function lookUp(matrix: VersionMatrix, sources: Sources): Promise<LookUp> {
  const parts = await Promise.all([
    kubernetesSupport(matrix, sources),
    ...Object.entries(matrix.kubernetes.minors).flatMap(([minor, { addOns, images }]) => [
      ...Object.entries(addOns).map(([name, pin]) => addOn(minor, name, pin, sources)),
      ...Object.keys(images).map((processor) => nodeImage(minor, processor, sources)),
    ]),
    ...Object.entries(matrix.charts).map(([key, chart]) => newestChart(key, chart, sources)),
    postgresSupport(matrix, sources),
    valkeyOffer(matrix, sources),
  ]);
  return {
    answers: parts.flatMap(({ answers }) => answers),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_ClusterVersionInformation.html */
function kubernetesSupport({ kubernetes }: VersionMatrix, sources: Sources): Promise<LookUp> {
  const places = Object.keys(kubernetes.minors).map((minor) => `kubernetes/${minor}`);
  return asked(places, async () => {
    const source = "aws eks describe-cluster-versions";
    const found = clusterVersions.parse(await sources.aws(wordsOf(source))).clusterVersions;
    const newer = found.filter(
      ({ clusterVersion, versionStatus }) =>
        !(clusterVersion in kubernetes.minors) && versionStatus === "STANDARD_SUPPORT",
    );
    return {
      answers: found.map(({ clusterVersion, endOfStandardSupportDate }) => ({
        place: `kubernetes/${clusterVersion}`,
        ends: endOfStandardSupportDate,
        source,
      })),
      notes: newer.map(
        ({ clusterVersion }) =>
          `EKS supports Kubernetes ${clusterVersion}, which the matrix does not have: read the charts' release notes before you add it`,
      ),
    };
  });
}

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html */
function addOn(minor: string, name: string, pin: Pin | null, sources: Sources): Promise<LookUp> {
  const place = `add-ons/${minor}/${name}`;
  return asked([place], async () => {
    const source = "aws eks describe-addon-versions";
    const answer = await sources.aws([
      ...wordsOf(source),
      ...["--kubernetes-version", minor, "--addon-name", name],
    ]);
    const offered = addOnVersions.parse(answer).addons.flatMap(({ addonVersions }) =>
      addonVersions.flatMap(({ addonVersion, compatibilities }) => {
        const here = compatibilities.find(({ clusterVersion }) => clusterVersion === minor);
        return here ? [{ version: addonVersion, isDefault: here.defaultVersion }] : [];
      }),
    );
    const recommended = offered.find(({ isDefault }) => isDefault)?.version;
    const isOffered = offered.some(({ version }) => version === pin?.version);
    if (recommended !== undefined && pin !== null && !isOffered) {
      if (compareVersions(recommended, pin.version) < 0) {
        return unanswered(
          place,
          `EKS no longer offers ${pin.version}, with which a new cluster fails, and recommends the lower ${recommended}: write one that it offers`,
        );
      }
    }
    // A pin that is newer than the recommendation, and still offered, stays: EKS would take the add-on back.
    const version = [recommended, isOffered ? pin?.version : undefined]
      .filter((one) => one !== undefined)
      .sort(compareVersions)
      .at(-1);
    return version === undefined
      ? unanswered(place, `EKS recommends no version of ${name}`)
      : { answers: [{ place, version, source }], notes: [] };
  });
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-eks.html */
function nodeImage(minor: string, processor: string, sources: Sources): Promise<LookUp> {
  const place = `images/${minor}/${processor}`;
  return asked([place], async () => {
    const source = "aws ssm get-parameter";
    const name = `/aws/service/eks/optimized-ami/${minor}/amazon-linux-2023/${processor}/standard/recommended`;
    const { Parameter } = parameter.parse(await sources.aws([...wordsOf(source), "--name", name]));
    const { release_version: version } = image.parse(JSON.parse(Parameter.Value));
    const [, year, month, date] = /^\d+\.\d+\.\d+-(\d{4})(\d\d)(\d\d)$/.exec(version) ?? [];
    return year === undefined || !version.startsWith(`${minor}.`)
      ? unanswered(place, `${version} is no release of an image for Kubernetes ${minor}`)
      : {
          answers: [{ place, version, released: `${year}-${month}-${date}`, source }],
          notes: [],
        };
  });
}

/** Newest release of the same major version: a higher one changes values and needs a person. */
function newestChart(
  key: string,
  { chart, repository, version }: VersionMatrix["charts"]["loadBalancerController"],
  sources: Sources,
): Promise<LookUp> {
  const place = `charts/${key}`;
  return asked([place], async () => {
    const source = `${repository}/index.yaml`;
    const { entries } = chartIndex.parse(parse(await sources.text(source)));
    const releases = (entries[chart] ?? [])
      .filter((release) => /^\d+\.\d+\.\d+$/.test(release.version))
      .sort((left, right) => compareVersions(left.version, right.version));
    const major = (text: string): string | undefined => text.split(".")[0];
    const newest = releases.filter((release) => major(release.version) === major(version)).at(-1);
    const last = releases.at(-1);
    return {
      answers: [
        newest === undefined
          ? { place, failure: `${source} has no release of ${chart}` }
          : { place, version: newest.version, released: newest.created, source },
      ],
      notes:
        last === undefined || major(last.version) === major(version)
          ? []
          : [`chart ${chart} ${last.version} is a new major version: read its release notes`],
    };
  });
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-viewing-support-dates.html */
function postgresSupport({ engines }: VersionMatrix, sources: Sources): Promise<LookUp> {
  const places = Object.keys(engines.postgres).map((version) => `postgres/${version}`);
  return asked(places, async () => {
    const source = "aws rds describe-db-major-engine-versions";
    const answer = await sources.aws([...wordsOf(source), "--engine", "postgres"]);
    const found = majorVersions.parse(answer).DBMajorEngineVersions;
    return {
      answers: found.flatMap(({ MajorEngineVersion, SupportedEngineLifecycles }) =>
        SupportedEngineLifecycles.filter(
          ({ LifecycleSupportName }) => LifecycleSupportName === "open-source-rds-standard-support",
        ).map(({ LifecycleSupportEndDate: ends }) => ({
          place: `postgres/${MajorEngineVersion}`,
          ends,
          source,
        })),
      ),
      notes: found
        .map(({ MajorEngineVersion: version }) => version)
        .filter(
          (version) => Number(version) > Math.max(...Object.keys(engines.postgres).map(Number)),
        )
        .map((version) => `RDS offers PostgreSQL ${version}: npm run aws-tables, then the matrix`),
    };
  });
}

/** ElastiCache publishes no end of support of Valkey: new versions are all that can be found. */
function valkeyOffer({ engines }: VersionMatrix, sources: Sources): Promise<LookUp> {
  return asked(["valkey"], async () => {
    const words = wordsOf("aws elasticache describe-cache-engine-versions");
    const found = cacheVersions.parse(await sources.aws([...words, "--engine", "valkey"]));
    const offered = found.CacheEngineVersions.map(({ EngineVersion }) =>
      EngineVersion.split(".").slice(0, 2).join("."),
    );
    return {
      answers: [],
      notes: [...new Set(offered)]
        .filter((version) => !(version in engines.valkey))
        .map(
          (version) => `ElastiCache offers Valkey ${version}: npm run aws-tables, then the matrix`,
        ),
    };
  });
}

/** The words of a command after `aws`. */
function wordsOf(command: string): string[] {
  return command.split(" ").slice(1);
}

function unanswered(place: string, failure: string): LookUp {
  return { answers: [{ place, failure }], notes: [] };
}

/** Runs a question about places; for those that have no answer afterwards, the reason is one. */
async function asked(places: readonly string[], question: () => Promise<LookUp>): Promise<LookUp> {
  try {
    const { answers, notes } = await question();
    const missing = places.filter(
      (place) => place.includes("/") && !answers.some((answer) => answer.place === place),
    );
    return {
      answers: [
        ...answers,
        ...missing.map((place) => ({ place, failure: "the answer does not contain it" })),
      ],
      notes,
    };
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? `the answer has another form: ${error.issues.map(({ path }) => path.join(".")).join(", ")}`
        : error instanceof Error
          ? error.message
          : String(error);
    return { answers: places.map((place) => ({ place, failure: reason })), notes: [] };
  }
}
