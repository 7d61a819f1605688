import { MailIdentity } from "../../components/mail/mail-identity";
import type { MailSender } from "../../components/mail/mail-senders";
import { RootDomain } from "../../components/dns/root-domain";
import { TransitHub } from "../../components/network/hub/transit-hub";
import { environmentOf, keyInAws } from "../company/accounts";
import { refuseWhileAttached } from "./attached-networks";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder, StackContext } from "../wiring/context";

/** Builds the network account, which all accounts share: the company's domain, its mail and the hub of the spoke networks. */
export const networkStack: StackBuilder<"network"> = async (context) => {
  const connected = context.organization.connectivity === "transit-gateway";
  if (!connected) {
    await refuseWhileAttached(context);
  }
  await buildMemberBaseline(context);
  const { organization, place, provider, references, settings } = context;
  const { domain, homeRegion, addressPlan } = organization;
  const here = { providers: [provider] };

  const root = new RootDomain(
    "root-domain",
    { domain, certificateAuthorities: settings.certificateAuthorities },
    here,
  );
  const mail = new MailIdentity(
    "mail",
    {
      place,
      organizationId: references.management.organizationId,
      domain,
      zoneId: root.zoneId,
      ...settings.mail,
      senders: sendersOf(context),
    },
    here,
  );
  const hub = connected
    ? new TransitHub(
        "transit-hub",
        {
          organizationArn: references.management.organizationArn,
          addressPool: addressPlan.pool,
          spokes: Object.values(addressPlan.spokes),
          flowLogBucketArn: flowLogBucket(context, homeRegion),
        },
        here,
      )
    : undefined;

  return {
    rootZoneId: root.zoneId,
    rootDomain: domain,
    rootZoneNameServers: root.nameServers,
    ...(hub && { transit: { gatewayId: hub.transitGatewayId, routeTableIds: hub.routeTableIds } }),
    addressPlan: addressPlan.spokes,
    mailIdentityArn: mail.arn,
    mailFeedbackTopicArn: mail.feedbackTopicArn,
  };
};

/** Accounts that may send mail. */
function sendersOf({ organization, providers, settings }: StackContext<"network">): MailSender[] {
  return settings.mail.senders.map((account) => ({
    account: keyInAws(account, organization.accounts[account]),
    accountId: providers.accountId(account),
    environment: environmentOf(organization.accounts[account]),
  }));
}

function flowLogBucket({ references }: StackContext<"network">, region: string): string {
  const arn = references["log-archive"].flowLogBucketArns[region];
  if (arn === undefined) {
    throw new Error(`the log archive has no flow-log bucket in ${region}`);
  }
  return arn;
}
