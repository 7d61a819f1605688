import { known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyDedicatedCapacity: Guardrail = {
  id: "deny-dedicated-capacity",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyDedicatedCapacity",
          Action: [
            "acm-pca:CreateCertificateAuthority",
            "athena:CreateCapacityReservation",
            "bedrock:CreateProvisionedModelThroughput",
            "cloudhsm:CreateHsm",
            "ec2:AllocateHosts",
            "ec2:CreateCapacityReservation",
            "ec2:CreateCapacityReservationFleet",
          ],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "DenyDedicatedCapacityTenancy",
          Action: ["ec2:RunInstances"],
          Resource: [`arn:${context.partition}:ec2:*:*:instance/*`],
          Condition: { StringEquals: { "ec2:Tenancy": dedicated } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:acmpca/certificateAuthority:CertificateAuthority",
          "aws:athena/capacityReservation:CapacityReservation",
          "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
          "aws:cloudhsmv2/hsm:Hsm",
          "aws:ec2/capacityReservation:CapacityReservation",
          "aws:ec2/dedicatedHost:DedicatedHost",
        ],
        check: () => [
          { message: "costs money every hour, used or unused; use shared capacity on demand" },
        ],
      },
      { types: Object.keys(tenancies()), check: tenancyIsShared },
    ],
  },
  detect: [{ configRule: "DESIRED_INSTANCE_TENANCY", inputParameters: { tenancy: "DEFAULT" } }],
  calls: [
    "autoscaling:CreateLaunchConfiguration",
    "ec2:CreateLaunchTemplate",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:CreateVpc",
    "ec2:RequestSpotInstances",
  ],
  parameters: {},
  about: {
    title: "Use no dedicated hardware and no reserved capacity",
    why: "hosts, capacity reservations, model units and private certificate authorities cost money every hour, used or unused",
    comply: "Use shared tenancy and capacity on demand",
    severity: "medium",
    frameworks: [wellArchitected("COST02-BP05"), wellArchitected("COST07-BP04")],
    requirements: [],
    peers: ["DataChef"],
  },
};

const dedicated = ["dedicated", "host"];

/** Tenancy of the instances of a resource, by type. */
function tenancies(): Readonly<Record<string, (resource: ResourceView) => unknown>> {
  return {
    "aws:ec2/instance:Instance": (instance) => known(instance, "tenancy"),
    "aws:ec2/launchConfiguration:LaunchConfiguration": (configuration) =>
      known(configuration, "placementTenancy"),
    "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
      objects(known(template, "placement"))[0]?.["tenancy"],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => known(request, "tenancy"),
    "aws:ec2/vpc:Vpc": (vpc) => known(vpc, "instanceTenancy"),
  };
}

function tenancyIsShared(resource: ResourceView): Finding[] {
  const tenancy = tenancies()[resource.type]?.(resource);
  return typeof tenancy === "string" && dedicated.includes(tenancy)
    ? [{ message: `sets the tenancy ${tenancy}; remove it, shared hardware is the default` }]
    : [];
}
