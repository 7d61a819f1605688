import { type EnvironmentClass, classOfEnvironment } from "../shared/environments";
import { subdomain } from "../shared/naming";
import type { PolicyStatement } from "../shared/policy-documents";

/** An account that may send mail. */
export interface MailSender {
  /** First key of the account, which is the name of its subdomain. */
  readonly account: string;
  readonly accountId: string;
  readonly environment: string;
}

/** One sending authorization policy. */
export interface SenderPolicy {
  readonly name: string;
  /** Minified JSON. */
  readonly document: string;
}

/** Limits of one identity. @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentityPolicy.html */
const LIMITS = { documentCharacters: 4096, policies: 20 } as const;

/**
 * Policies that let workload accounts send in the name of the domain. Each sends from its own subdomain; only production
 * accounts also send from the domain itself. Accounts of one class share a document, split where it outgrows the limit.
 *
 * @throws RangeError when the accounts need more policies than an identity can have.
 */
export function senderPolicies(
  senders: readonly MailSender[],
  identity: { readonly arn: string; readonly domain: string; readonly organizationId: string },
): SenderPolicy[] {
  const policies: SenderPolicy[] = [];
  for (const environments of ["production", "nonproduction", "shared"] as const) {
    const members = senders.filter(
      ({ environment }) => classOfEnvironment(environment) === environments,
    );
    let chunk: MailSender[] = [];
    const chunks = members.length > 0 ? [chunk] : [];
    for (const sender of members) {
      if (
        chunk.length > 0 &&
        document(environments, [...chunk, sender], identity).length > LIMITS.documentCharacters
      ) {
        chunk = [];
        chunks.push(chunk);
      }
      chunk.push(sender);
    }
    chunks.forEach((accounts, index) => {
      policies.push({
        name: index === 0 ? environments : `${environments}-${index + 1}`,
        document: document(environments, accounts, identity),
      });
    });
  }
  if (policies.length > LIMITS.policies) {
    throw new RangeError(
      `mail: ${senders.length} accounts need ${policies.length} sending policies, an identity of Amazon SES has at most ${LIMITS.policies}; list the accounts that really send in network.mail.senders`,
    );
  }
  return policies;
}

function document(
  environments: EnvironmentClass,
  senders: readonly MailSender[],
  identity: { readonly arn: string; readonly domain: string; readonly organizationId: string },
): string {
  const own = senders.map(({ account }) => `*@${subdomain(account, identity.domain)}`);
  const statement: PolicyStatement = {
    Sid: "WorkloadsSend",
    Effect: "Allow",
    Principal: { AWS: senders.map(({ accountId }) => accountId) },
    Action: ["ses:SendEmail", "ses:SendRawEmail"],
    Resource: identity.arn,
    Condition: {
      StringEquals: { "aws:PrincipalOrgID": identity.organizationId },
      StringLike: {
        "ses:FromAddress": environments === "production" ? [`*@${identity.domain}`, ...own] : own,
      },
    },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
