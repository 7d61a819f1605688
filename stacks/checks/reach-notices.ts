import { listOf } from "../company/problems";
import type { Company, Notice } from "./notice";

/** Accounts with a stack that no group has access to: no person can read there what happens. */
export function accountsWithoutPeople({ stacks }: Company): Notice[] {
  return stacks.flatMap((identity): Notice[] => {
    if (identity.role !== "identity") {
      return [];
    }
    const { assignments } = identity.settings;
    const reached = new Set(
      Object.values(assignments).flatMap((sets) => Object.values(sets).flat()),
    );
    const others = stacks
      .map(({ account }) => account)
      .filter((account) => account !== "management" && !reached.has(account));
    return others.length === 0
      ? []
      : [
          {
            kind: "unreached",
            text: `no group has access to ${listOf([...new Set(others)])}: name each account in identity.assignments, at least with readOnly or securityAudit`,
            paths: [`Pulumi.${identity.stack}.yaml: identity.assignments`],
          },
        ];
  });
}

/** Reports about the domain's mail without an address: those of receivers, and bounces and complaints. */
export function unreadMail({ stacks }: Company): Notice[] {
  return stacks.flatMap((stack): Notice[] => {
    if (stack.role !== "network") {
      return [];
    }
    const at = `Pulumi.${stack.stack}.yaml: network.mail`;
    const { senders, feedbackEmails, dmarcPolicy, dmarcReports } = stack.settings.mail;
    const isUsed = senders.length > 0 || dmarcPolicy === "none";
    return [
      ...(isUsed && dmarcReports === undefined
        ? [
            {
              kind: "unreached" as const,
              text: "no mailbox receives the reports of DMARC, which show mail that others send in the name of the domain: set network.mail.dmarcReports",
              paths: [`${at}.dmarcReports`],
            },
          ]
        : []),
      ...(senders.length > 0 && feedbackEmails.length === 0
        ? [
            {
              kind: "unreached" as const,
              text: `no address receives bounces and complaints about mail of ${listOf(senders)}: set network.mail.feedbackEmails, or subscribe a queue to the output mailFeedbackTopicArn`,
              paths: [`${at}.feedbackEmails`],
            },
          ]
        : []),
    ];
  });
}
