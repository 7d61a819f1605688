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
    none: "INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY wants the ids of the networks, which are known after deployment only",
  },
  parameters: {},
  about: {
    title: "Give a network a way to the internet only by plan",
    why: "one gateway turns a network that was reviewed as private into one that the internet reaches and data leaves by",
    comply: "Make the gateway together with its network, in the stack that owns both",
    severity: "high",
    frameworks: [
      controlTower("AWS-GR_DISALLOW_VPC_INTERNET_ACCESS"),
      wellArchitected("SEC05-BP01"),
    ],
    requirements: ["r2.15"],
    peers: ["Control Tower", "Cloud Posse", "Landing Zone Accelerator"],
  },
};

/** What gives a network a way to the internet, and the property that names the network or its subnet. */
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

/** What a gateway's network is made as. */
function networkTypes(): string[] {
  return ["aws:ec2/subnet:Subnet", "aws:ec2/vpc:Vpc", "awsx:ec2:Vpc"];
}

/** A private NAT gateway leads to the company's other networks only; the other gateways have no such property. */
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
      // A gateway that is attached by itself shows its network once it is there: its attachment is judged instead.
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
          "opens a network of another stack to the internet; make it in the stack that makes the network",
      }))
  );
}
