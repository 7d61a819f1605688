import * as z from "zod";
import { slug, text } from "../rules";

/** A repository whose workflows may assume roles; both formats of GitHub's subject are told apart by `subjectFormat`. */
const repository = z.strictObject({
  organization: text,
  name: text,
  /** Numeric ids, from `gh api repos/ORG/REPO`; required for the immutable subject format. */
  organizationId: text.optional(),
  repositoryId: text.optional(),
  /** `immutable` for repositories made, renamed or transferred since 2026-07-15, and those that opted in. */
  subjectFormat: z.enum(["legacy", "immutable"]).default("legacy"),
});

export const operationsSettings = z.strictObject({
  /** Image repositories. */
  images: z.array(slug(60)).default([]),
  github: z.strictObject({
    /** Repository of this program. */
    platform: repository,
    /** Repositories of applications. */
    applications: z.array(repository).default([]),
    /** GitHub environment whose approval a deployment needs. */
    environment: text.default("production"),
  }),
});
