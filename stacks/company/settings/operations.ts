import * as z from "zod";
import { must } from "../problems";
import { days, slug, unique } from "../values";

const numericId = must(
  z.string(),
  (id) => /^\d{1,20}$/.test(id),
  "must be a numeric id in quotes",
  "copy it from `gh api repos/ORG/REPO --jq '.owner.id, .id'` and quote it",
);

/** Name in the subject of a GitHub token. A wildcard is refused, because the trust policy would not match it. */
const githubName = must(
  z.string(),
  (name) => /^[\w.-]{1,100}$/.test(name),
  "must be a name on GitHub: letters, digits, - _ .",
  "write organization and name in two keys, such as nimbus and cloud, without github.com, slashes and wildcards",
);

/** A repository whose workflows may assume roles. */
const repository = must(
  z.strictObject({
    /** User or organization that owns the repository. */
    organization: githubName,
    name: githubName,
    /** Numeric id of the owner. Required for the immutable subject format. */
    organizationId: numericId.optional(),
    /** Numeric id of the repository. Another repository that takes the name later has another id, and is refused. */
    repositoryId: numericId,
    /**
     * `immutable` for repositories that were created, renamed or transferred since 2026-07-15, or that opted in. `both`
     * while a repository changes from one format to the other.
     */
    subjectFormat: z.enum(["legacy", "immutable", "both"]).default("legacy"),
  }),
  ({ subjectFormat, organizationId }) => subjectFormat === "legacy" || organizationId !== undefined,
  "must have an organizationId for the subject formats immutable and both",
  "copy it from `gh api repos/ORG/REPO --jq .owner.id`",
);

const image = must(
  slug(60),
  (name) => name.length >= 2,
  "must have at least 2 characters",
  "choose a longer name: ECR allows no shorter repository name",
);

const settings = z.strictObject({
  /** Image repositories. */
  images: must(
    z.array(image),
    (images) => new Set(images).size === images.length,
    "must list each image only once",
    "remove the repeated name",
  ).default([]),
  /** Keys that images had before, by the keys in `images`. */
  renamedImages: z
    .record(
      image,
      z.strictObject({
        /** Keys that the image had before, the oldest first: its repository has the name of the first one. */
        formerly: unique(image).min(1),
      }),
    )
    .default({}),
  /** Days that an image with a `build-` tag is kept when it is not promoted to a `release-` tag. */
  buildRetentionDays: days(14, 3650).default(90),
  /** Days that metrics are kept. @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html */
  metricsRetentionDays: days(1, 1095).default(150),
  /**
   * Repositories whose workflows deploy.
   * @default - none: GitHub is not trusted, no role of delivery exists, and people deploy
   */
  github: z
    .strictObject({
      /** Repository of this program. */
      platform: repository,
      /** Repositories of applications: their main branches push images and deploy outside production. */
      applications: must(
        unique(repository),
        ({ length }) => length > 0,
        "must list at least one repository",
        "list the platform's repository again when it contains the applications",
      ),
      /** GitHub environment whose reviewers approve a deployment. */
      environment: must(
        z.string(),
        (name) => /^[\w .-]{1,100}$/.test(name),
        "must be the name of a GitHub environment: letters, digits, spaces, - _ .",
        "copy the name of the environment from the settings of the repository, such as production",
      ).default("production"),
    })
    .optional(),
});

export const operationsSettings = must(
  settings,
  ({ images, github }) => images.length === 0 || github !== undefined,
  "must have github when it lists images: only the roles of delivery may push an image",
  "add github with the repository that builds them, or remove images",
);
