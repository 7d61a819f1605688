import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyInternetGateways: Guardrail = {
  id: "deny-internet-gateways",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyInternetGateways",
          Action: [
            "ec2:AssociateNatGatewayAddress",
            "ec2:AttachInternetGateway",
            "ec2:CreateCarrierGateway",
            "ec2:CreateEgressOnlyInternetGateway",
            "ec2:CreateInternetGateway",
            "ec2:CreateNatGateway",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    stack: [
      { types: [...Object.keys(gateways()), ...networkTypes()], check: everyNetworkIsItsStacks },
    ],
  },
  detect: {
    none: "the Config rule INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY needs the ids of the networks, which are known only after deployment",
  },
  parameters: {},
  about: {
    title: "Connect a network to the internet only as planned",
    why: "one gateway connects a private network to the internet, in both directions",
    comply: "Create the gateway together with its network, in the stack of the network",
    severity: "high",
    frameworks: [
      controlTower("AWS-GR_DISALLOW_VPC_INTERNET_ACCESS"),
      wellArchitected("SEC05-BP01"),
    ],
    requirements: ["r2.15"],
    peers: ["Control Tower", "Cloud Posse", "Landing Zone Accelerator"],
  },
};

/** Property of a gateway that names its network or subnet, by type. */
function gateways(): Readonly<Record<string, (gateway: ResourceView) => string>> {
  return {
    "aws:ec2/carrierGateway:CarrierGateway": () => "vpcId",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": () => "vpcId",
    "aws:ec2/internetGateway:InternetGateway": () => "vpcId",
    "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": () => "vpcId",
    "aws:ec2/natGateway:NatGateway": (gateway) =>
      known(gateway, "availabilityMode") === "regional" ? "vpcId" : "subnetId",
  };
}

/** Types of the network or subnet of a gateway. */
function networkTypes(): string[] {
  return ["aws:ec2/subnet:Subnet", "aws:ec2/vpc:Vpc", "awsx:ec2:Vpc"];
}

/**
 * True for a gateway to the internet. A private NAT gateway leads only to the company's other networks; other gateways
 * have no such property.
 */
function leadsOut(gateway: ResourceView): boolean {
  const connectivity = gateway.read("connectivityType");
  return (
    connectivity.state === "absent" ||
    (connectivity.state === "known" && connectivity.value === "public")
  );
}

function everyNetworkIsItsStacks(resources: readonly ResourceView[]): Finding[] {
  const own = new Set(
    resources.filter(({ type }) => networkTypes().includes(type)).map(({ urn }) => urn),
  );
  const attached = new Set(
    resources
      .filter(({ type }) => type === "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment")
      .flatMap((attachment) => attachment.references("internetGatewayId")),
  );
  return (
    resources
      // A gateway with a separate attachment gets its network from it: the attachment is checked instead.
      .filter(({ urn }) => !attached.has(urn))
      .filter((gateway) => {
        const property = gateways()[gateway.type]?.(gateway);
        return (
          property !== undefined &&
          leadsOut(gateway) &&
          gateway.read(property).state === "known" &&
          !gateway.references(property).some((urn) => own.has(urn))
        );
      })
      .map(({ urn }) => ({
        urn,
        message:
          "opens a network of another stack to the internet; create it in the stack of the network",
      }))
  );
}
