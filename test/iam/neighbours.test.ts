import assert from "node:assert/strict";
import { matches } from "../../policy-pack/guardrails/support/wildcards";
import type { Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { assertNone } from "../support/assert-none";
import { type Whole, wholeOrganization } from "./whole";

/** Workload accounts of the default company. */
const accounts = ["prod", "sandbox"];

/** Words that teams name their things with. */
const words = ["shop", "service-prod", "web", "orders-viewer-dev"];

/** Beginnings of names that AWS keeps for its own services. */
const reserved = /(?:awsbackup:|aws-controltower\/|aws-reserved\/)/;

/** Services whose ARNs end in an id that AWS gives, behind the name. */
const withId = new Set(["config", "elasticloadbalancing", "wafv2"]);

/** Settings of an account that have one name in AWS. */
const kept = new Set(["servicesetting/ssm/documents/console/public-sharing-permission"]);

/** Keys of tags that no team writes: of the platform, of AWS, and of the sessions that EKS gives to pods. */
const keptTags = /^(?:platform:|aws:|eks-cluster-|kubernetes-(?:namespace|pod-|service-account))/;

interface Denied {
  readonly account: string;
  readonly statement: Statement;
}

function denied({ policiesOf }: Whole): Denied[] {
  return accounts.flatMap((account) =>
    policiesOf(account).flatMap((level) =>
      (["serviceControl", "resourceControl"] as const).flatMap((kind) =>
        level[kind].flatMap((content) =>
          (JSON.parse(content) as { Statement: Statement[] }).Statement.filter(
            ({ Effect }) => Effect === "Deny",
          ).map((statement) => ({ account, statement })),
        ),
      ),
    ),
  );
}

/**
 * Names that a team could choose near a pattern, as ARNs of this account: words in place of its wildcards and of the ids of
 * other accounts, and words behind a whole name. None for a whole kind such as `instance/*`, whose conditions select some
 * of it, and under a beginning that AWS keeps.
 */
function neighbours(pattern: string, id: string): string[] {
  const [, partition = "", service = "", region = "", account = "", ...rest] = pattern.split(":");
  const ends = withId.has(service) && rest.join(":").endsWith("/*");
  const named = ends ? rest.join(":").slice(0, -2) : rest.join(":");
  const isKind =
    /^(?:|\*|[\w-]+(?:\/(?:app|webacl))?[/:]\*)$/.test(named) ||
    /^[\w-]+\/(?:app|webacl)$/.test(named);
  if (isKind || kept.has(named) || reserved.test(named)) {
    return [];
  }
  const place = [region === "*" ? "us-east-1" : region, account === "" ? "" : id];
  return words.map((word) => {
    const chosen = /[*?]|\d{12}/.test(named)
      ? named
          .replace(/\?+/, word)
          .replace(/\d{12}/, word)
          .replaceAll("*", word)
      : `${named}-${word}`;
    return ["arn", partition, service, ...place, ends ? `${chosen}/0a1b2c3d4e5f6071` : chosen].join(
      ":",
    );
  });
}

// guardrails B1, B12; organization-evidence 3
describe("Names that a team chooses in a workload account", () => {
  it("are under no pattern that a guardrail has for the platform", async () => {
    const whole = await wholeOrganization();
    const refused: string[] = [];
    let tried = 0;
    for (const one of denied(whole)) {
      const id = whole.ids.accounts[one.account] ?? "";
      const patterns = [one.statement.Resource ?? []].flat();
      for (const pattern of patterns) {
        for (const resource of neighbours(pattern, id)) {
          tried += 1;
          if (patterns.some((other) => matches(other, resource))) {
            refused.push(`${one.statement.Sid ?? ""}: ${resource}`);
          }
        }
      }
    }
    assertNone([...new Set(refused)], "tie the pattern to its account, or write the whole name");
    assert.notEqual(tried, 0, "nothing is tried");
    console.log(`      ${tried} neighbours of patterns tried`);
  });

  it("are found near patterns of every form", () => {
    const id = "111122223333";
    const first = (pattern: string): string | undefined => neighbours(pattern, id)[1];
    for (const [pattern, neighbour] of [
      ["arn:aws:sns:*:*:platform-*", `arn:aws:sns:us-east-1:${id}:platform-service-prod`],
      ["arn:aws:s3:::acme-config-*", "arn:aws:s3:::acme-config-service-prod"],
      [
        "arn:aws:s3:::acme-config-222233334444-*",
        "arn:aws:s3:::acme-config-service-prod-service-prod",
      ],
      ["arn:aws:sns:*:222233334444:alarms", `arn:aws:sns:us-east-1:${id}:alarms-service-prod`],
      [
        "arn:aws:logs:*:*:log-group:/aws/eks/*",
        `arn:aws:logs:us-east-1:${id}:log-group:/aws/eks/service-prod`,
      ],
      [
        "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*-web-*/*",
        `arn:aws:elasticloadbalancing:us-east-1:${id}:loadbalancer/app/service-prod-web-service-prod/0a1b2c3d4e5f6071`,
      ],
      [
        "arn:aws:iam::*:role/platform-backup",
        `arn:aws:iam::${id}:role/platform-backup-service-prod`,
      ],
      ["arn:aws:ec2:*:*:instance/*", undefined],
      ["arn:aws:rds:*:*:snapshot:awsbackup:*", undefined],
    ] as const) {
      assert.equal(first(pattern), neighbour);
    }
  });

  it("have no tags that a guardrail takes for the platform's", async () => {
    const conditions = denied(await wholeOrganization()).flatMap(({ statement }) =>
      Object.values(statement.Condition ?? {}).flatMap((values) =>
        Object.entries(values).flatMap(([key, value]) => {
          const tag = /^[\w-]+:(?:ResourceTag|RequestTag|PrincipalTag)\/(.+)$/.exec(key)?.[1];
          const keys = key === "aws:TagKeys" ? [value].flat() : [tag ?? []].flat();
          // The keys that the platform keeps on its own resources stand beside the tag of the platform.
          return statement.Sid === "ProtectPlatformTags" && key === "aws:TagKeys" ? [] : keys;
        }),
      ),
    );
    assert.notEqual(conditions.length, 0, "no condition has a tag");
    assertNone(
      [...new Set(conditions)].filter((key) => !keptTags.test(key)),
      "others write this tag too",
    );
  });
});
