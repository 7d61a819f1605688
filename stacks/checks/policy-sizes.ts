import {
  applicationRuns,
  policyCharacters,
  TRUST_CHARACTERS,
  trustCharacters,
} from "../../components/delivery/github-trust";
import { imagePush } from "../../components/delivery/image-policies";
import { imageRepositoryArn, roleArn } from "../../components/shared/naming";
import { placeOf } from "../../components/shared/place";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";

/** Characters of the inline policies of a role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const ROLE_POLICY_CHARACTERS = 10_240;

/** Characters of a bucket policy. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html */
export const BUCKET_POLICY_CHARACTERS = 20 * 1024;

/** Statements of the same policy that do not depend on images or readers: a number that none exceeds. */
const OTHER_STATEMENTS = { role: 300, bucket: 4000 } as const;

/** Example of an account id: only its length counts. */
const EXAMPLE_ACCOUNT = "123456789012";

/** Compares the policies of the roles of delivery, which list repositories and images, with IAM's limits. */
export function deliveryPoliciesFit(
  { github, images }: Settings<"operations">,
  { homeRegion }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  if (github === undefined) {
    return;
  }
  const place = placeOf(homeRegion, EXAMPLE_ACCOUNT);
  // Another rule refuses a repository without the id that its format needs.
  const complete = github.applications.filter(
    ({ subjectFormat, organizationId }) =>
      subjectFormat === "legacy" || organizationId !== undefined,
  );
  const trust = applicationRuns(github.environment).map((run) =>
    trustCharacters(place, complete, run),
  );
  refuseAbove(TRUST_CHARACTERS, Math.max(...trust), problems, {
    path: at("operations.github.applications"),
    what: "a trust policy",
    found: `${github.applications.length} repositories`,
    remedy:
      "list fewer repositories, or remove subjectFormat: both from those that have changed to one format",
  });
  const push = imagePush(images.map((image) => imageRepositoryArn(place, image)));
  refuseAbove(ROLE_POLICY_CHARACTERS, policyCharacters(push) + OTHER_STATEMENTS.role, problems, {
    path: at("operations.images"),
    what: "the policy of a role",
    found: `${images.length} images`,
    remedy: "list fewer images, or choose shorter names",
  });
}

/** Compares the policy of a log bucket, which names each reader in two accounts and two statements, with the limit of S3. */
export function readersFit(
  { readers }: Settings<"log-archive">,
  { homeRegion }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const { partition } = placeOf(homeRegion, EXAMPLE_ACCOUNT);
  const arns = readers.map((reader) => roleArn(partition, EXAMPLE_ACCOUNT, reader));
  refuseAbove(
    BUCKET_POLICY_CHARACTERS,
    JSON.stringify(arns).length * 4 + OTHER_STATEMENTS.bucket,
    problems,
    {
      path: at("logArchive.readers"),
      what: "a bucket policy",
      found: show(readers),
      remedy: "name fewer roles, or several by one name with *",
    },
  );
}

/** Adds a problem when a text is longer than AWS allows. */
function refuseAbove(
  limit: number,
  characters: number,
  problems: Problem[],
  { what, ...problem }: Omit<Problem, "rule"> & { readonly what: string },
): void {
  if (characters > limit) {
    problems.push({
      ...problem,
      rule: `results in ${what} of ${characters} characters: AWS allows at most ${limit}`,
    });
  }
}
