import type { Row, RowContext } from "../core/types";
import { uuid } from "./uuid";

const GLOBAL = { region: "", account: "" };

/** Name servers of a zone: four under four top-level domains, as in Route 53. */
function nameServers(resource: RowContext): string[] {
  return ["com", "net", "org", "co.uk"].map((domain, index) => {
    const seed = parseInt(resource.hex(4 * (index + 1)).slice(-3), 16);
    return `ns-${index * 512 + (seed % 512)}.awsdns-${String(seed % 64).padStart(2, "0")}.${domain}`;
  });
}

/** Id of an EC2 resource, with or without an ARN. */
function ec2(prefix: string, kind?: string): Row {
  return (resource) => {
    const id = `${prefix}-0${resource.hex(16)}`;
    return { id, outputs: kind ? { arn: resource.arn("ec2", `${kind}/${id}`) } : {} };
  };
}

/** Id that the provider joins from inputs. */
function joined(separator: string, ...inputs: readonly string[]): Row {
  return (resource) => ({
    id: inputs.map((input) => resource.text(input, "")).join(separator),
    outputs: {},
  });
}

/** Domains, the transit hub, shares and mail. */
export const networkRows: Readonly<Record<string, Row>> = {
  "aws:route53/zone:Zone": (resource) => {
    const zoneId = `Z0${resource.hex(18).toUpperCase()}`;
    const servers = nameServers(resource);
    return {
      id: zoneId,
      outputs: {
        zoneId,
        arn: resource.arn("route53", `hostedzone/${zoneId}`, GLOBAL),
        nameServers: servers,
        primaryNameServer: servers[0] ?? "",
      },
    };
  },
  "aws:route53/record:Record": (resource) => {
    const name = resource.text("name");
    return {
      id: `${resource.text("zoneId")}_${name}_${resource.text("type")}`,
      outputs: { fqdn: name },
    };
  },
  "aws:ec2transitgateway/transitGateway:TransitGateway": (resource) => {
    const { id, outputs } = ec2("tgw", "transit-gateway")(resource);
    return { id, outputs: { ...outputs, ownerId: resource.site.account } };
  },
  "aws:ec2transitgateway/routeTable:RouteTable": ec2("tgw-rtb", "transit-gateway-route-table"),
  "aws:ec2transitgateway/route:Route": joined(
    "_",
    "transitGatewayRouteTableId",
    "destinationCidrBlock",
  ),
  "aws:ec2/flowLog:FlowLog": ec2("fl", "vpc-flow-log"),
  "aws:ram/resourceShare:ResourceShare": (resource) => {
    const arn = resource.arn("ram", `resource-share/${uuid(resource)}`);
    return { id: arn, outputs: { arn } };
  },
  "aws:ram/resourceAssociation:ResourceAssociation": joined(",", "resourceShareArn", "resourceArn"),
  "aws:ram/principalAssociation:PrincipalAssociation": joined(",", "resourceShareArn", "principal"),
  "aws:sns/topic:Topic": (resource) => {
    const name = resource.named("name");
    const arn = resource.arn("sns", name);
    return { id: arn, outputs: { name, arn, owner: resource.site.account } };
  },
  "aws:sns/topicPolicy:TopicPolicy": joined("", "arn"),
  "aws:sesv2/emailIdentity:EmailIdentity": (resource) => {
    const domain = resource.text("emailIdentity");
    const digits = BigInt(`0x${resource.hex(64)}`).toString(36);
    return {
      id: domain,
      outputs: {
        arn: resource.arn("ses", `identity/${domain}`),
        identityType: "DOMAIN",
        verifiedForSendingStatus: false,
        verificationStatus: "PENDING",
        dkimSigningAttributes: {
          currentSigningKeyLength: "RSA_2048_BIT",
          nextSigningKeyLength: "RSA_2048_BIT",
          signingAttributesOrigin: "AWS_SES",
          status: "NOT_STARTED",
          tokens: ["a", "b", "c"].map((letter) => letter + digits.slice(0, 31)),
        },
      },
    };
  },
  "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes": joined(
    "",
    "emailIdentity",
  ),
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": joined("|", "emailIdentity", "policyName"),
  "aws:sesv2/configurationSet:ConfigurationSet": (resource) => {
    const name = resource.text("configurationSetName");
    return { id: name, outputs: { arn: resource.arn("ses", `configuration-set/${name}`) } };
  },
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": joined(
    "|",
    "configurationSetName",
    "eventDestinationName",
  ),
  "aws:ses/identityNotificationTopic:IdentityNotificationTopic": joined(
    "|",
    "identity",
    "notificationType",
  ),
};
