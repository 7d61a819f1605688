import type { Refusal } from "./refusal";

/**
 * Wrong values of parameters: guardrail, parameter, value, index in the list, and a part of the rule. AWS would accept
 * most of them, and the policy would deny nothing or everything.
 */
const values: readonly (readonly [string, string, unknown, string, string])[] = [
  ["allow-services", "services", ["*"], "[0]", "service prefix of IAM actions"],
  ["deny-services", "services", ["ec2:RunInstances"], "[0]", "service prefix of IAM actions"],
  ["deny-services", "services", ["S3"], "[0]", "service prefix of IAM actions"],
  ["deny-services", "services", ["s3", "nonsense"], "[1]", "prefix of an AWS service"],
  ["quarantine-principals", "principals", ["compromised-role"], "[0]", "ARN of roles or users"],
  ["quarantine-principals", "principals", ["*"], "[0]", "ARN of roles or users"],
  ["revoke-sessions", "issuedBefore", ["yesterday"], "[0]", "point in time in ISO 8601"],
  ["revoke-sessions", "issuedBefore", ["2026-01-31T12:00:00"], "[0]", "point in time in ISO 8601"],
  ["require-expected-networks", "addresses", ["foo"], "[0]", "range of IP addresses"],
  ["require-expected-networks", "addresses", ["198.51.100.256/32"], "[0]", "range of IP addresses"],
  ["require-expected-networks", "addresses", ["0.0.0.0/0"], "[0]", "not all addresses"],
  ["require-expected-networks", "addresses", [], "", "at least one"],
  ["require-expected-networks", "vpcs", ["prod"], "[0]", "id of a VPC"],
  ["deny-large-instances", "instanceTypes", [], "", "at least one"],
  ["approved-regions", "regions", [], "", "at least one"],
  ["approved-regions", "regions", ["virginia"], "[0]", "code of an AWS Region"],
  ["approved-regions", "additionalGlobalActions", ["s3"], "[0]", "action in the form of IAM"],
  ["approved-regions", "inferenceProfiles", ["us.*"], "[0]", "ARN of six parts"],
  ["require-deletion-window", "days", -5, "", "whole number from 7 to 30"],
  ["require-deletion-window", "days", 31.5, "", "whole number from 7 to 30"],
  ["limit-presigned-urls", "minutes", -1, "", "whole number from 0 to 10080"],
  ["protect-named-buckets", "buckets", ["arn:aws:s3:::x"], "[0]", "name of a bucket"],
  ["deny-outside-principals", "trustedAccounts", ["prod"], "[0]", "12-digit AWS account id"],
  ["deny-customer-provided-keys", "algorithms", ["aws-kms"], "[0]", "one of AES256, aws:fsx"],
  ["restrict-images", "providers", ["aws-marketplace"], "[0]", "aws_marketplace"],
  ["restrict-federation", "issuers", ["https://example.com"], "[0]", "host name of an issuer"],
  ["restrict-open-ingress", "ports", ["70000"], "[0]", "port from 1 to 65535"],
  ["restrict-mail-subscriptions", "domains", ["@example.com"], "[0]", "lower-case DNS domain name"],
  ["require-tags", "values", ["CostCenter"], "[0]", "tag as Key=Value"],
  ["deny-untagged-resources", "keys", ["aws:createdBy"], "[0]", "not begin with aws:"],
  ["deny-untagged-resources", "keys", Array(51).fill("Owner"), "", "at most 50"],
  ["deny-vpn-connections", "gateways", ["vpn.example.com"], "[0]", "IP address"],
  ["deny-iam-users", "users", ["arn:aws:iam::*:user/mail"], "[0]", "name without wildcards"],
  ["protect-log-groups", "logGroups", ["all logs"], "[0]", "name without spaces"],
];

/** Settings of guardrails that must be refused. */
export const guardrailRefusals: readonly Refusal[] = [
  {
    title: "an address for bounces in a domain that subscriptions may not use",
    organization: {
      "guardrails.restrict-mail-subscriptions": { enabled: true, domains: ["example.com"] },
    },
    stacks: {
      network: { role: "network", network: { mail: { feedbackEmails: ["x@example.org"] } } },
    },
    expected: {
      path: "organization.guardrails.restrict-mail-subscriptions.domains",
      rule: "must contain example.org, because of network.mail.feedbackEmails",
      found: '["example.com"]',
      remedy: "change the parameter or network.mail.feedbackEmails",
    },
  },
  ...values.map(([id, parameter, value, at, rule]) => ({
    title: `${JSON.stringify(value).slice(0, 40)} for ${parameter} of ${id}`,
    organization: { [`guardrails.${id}.${parameter}`]: value },
    expected: {
      path: `organization.guardrails.${id}.${parameter}${at}`,
      rule,
      found: at === "" ? JSON.stringify(value).slice(0, 40) : '"',
      remedy: "",
    },
  })),
  {
    title: "two exceptions for one account",
    organization: {
      "guardrails.deny-root-user.exceptions": [
        { account: "prod", reason: "one", expires: "2026-12-31" },
        { account: "prod", reason: "two", expires: "2026-12-31" },
      ],
    },
    expected: {
      path: "organization.guardrails.deny-root-user.exceptions[1].account",
      rule: "must appear only once: exceptions[0] names it too",
      found: '"prod"',
      remedy: "remove one of the two",
    },
  },
  {
    title: "an exception for an account that the guardrail does not apply to",
    organization: {
      "guardrails.require-backup-copies.exceptions": [
        { account: "sandbox", reason: "none", expires: "2026-12-31" },
      ],
    },
    expected: {
      path: "organization.guardrails.require-backup-copies.exceptions[0].account",
      rule: "must be an account that the guardrail applies to",
      found: '"sandbox"',
      remedy: "remove it",
    },
  },
  {
    title: "a level of previews for a guardrail that no preview checks",
    organization: { "guardrails.deny-root-user.preview": "advise" },
    expected: {
      path: "organization.guardrails.deny-root-user.preview",
      rule: "has no effect, because no preview checks this guardrail: ",
      found: '"advise"',
      remedy: "remove the key",
    },
  },
  {
    title: "a guardrail for an environment that no account has",
    organization: { "guardrails.deny-root-user.environments": ["staging"] },
    expected: {
      path: "organization.guardrails.deny-root-user.environments",
      rule: "must match an account: no account has one of these environments",
      found: '["staging"]',
      remedy: "name another environment",
    },
  },
  {
    title: "a guardrail for an environment that no account of its OUs has",
    organization: {
      "guardrails.deny-root-user.environments": ["production"],
      "guardrails.deny-root-user.organizationalUnits": ["Security", "Suspended"],
    },
    expected: {
      path: "organization.guardrails.deny-root-user.environments",
      rule: "must match an account: no account in Security, Suspended has one of these environments",
      found: '["production"]',
      remedy: "name another environment",
    },
  },
  {
    title: "a guardrail of some environments for OUs that have none of them",
    organization: { "guardrails.require-backup-copies.organizationalUnits": ["Security"] },
    expected: {
      path: "organization.guardrails.require-backup-copies.organizationalUnits",
      rule: "must contain an account of environment production: the guardrail applies to no other",
      found: '["Security"]',
      remedy: "set environments as well",
    },
  },
  {
    title: "a guardrail whose default OU is missing",
    organization: {
      "organizationalUnits.Quarantine": undefined,
      "guardrails.quarantine-accounts.stage": "enforce",
    },
    expected: {
      path: "organization.guardrails.quarantine-accounts",
      rule: "applies to Quarantine, which is missing in organization.organizationalUnits",
      found: '"Security"',
      remedy: "add the organizational unit",
    },
  },
  ...(
    [
      ["switched off", "enabled", false, "false"],
      ["in stage report", "stage", "report", '"report"'],
      ["limited to some OUs", "organizationalUnits", ["Workloads"], '["Workloads"]'],
      ["limited to some environments", "environments", ["production"], '["production"]'],
      [
        "not applied to one account",
        "exceptions",
        [{ account: "prod", reason: "none", expires: "2026-12-31" }],
        '"account":"prod"',
      ],
    ] as const
  ).map(([title, key, value, found]) => ({
    title: `the protection of the platform's roles when it is ${title}`,
    organization: { [`guardrails.protect-platform-roles.${key}`]: value },
    expected: {
      path: `organization.guardrails.protect-platform-roles.${key}`,
      rule: "must be enforced everywhere: the other guardrails exempt the platform's roles by name",
      found,
      remedy: "remove the key",
    },
  })),
  {
    title: "no required tags",
    organization: { "tags.required": [] },
    expected: {
      path: "organization.tags.required",
      rule: "must list 1 to 50 keys",
      found: "[]",
      remedy: "set guardrails.require-tags.enabled: false",
    },
  },
  {
    title: "more required tags than a resource may have",
    organization: { "tags.required": Array.from({ length: 51 }, (_, index) => `Tag${index}`) },
    expected: {
      path: "organization.tags.required",
      rule: "must list 1 to 50 keys",
      found: '"Tag0"',
      remedy: "AWS allows 50 tags on a resource",
    },
  },
];
