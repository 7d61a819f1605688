import { isTrue, known, objects } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicAddresses: Guardrail = {
  id: "deny-public-addresses",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicAddresses",
          Action: ["ec2:RunInstances"],
          Resource: ["*"],
          Condition: { Bool: { "ec2:AssociatePublicIpAddress": ["true"] } },
        }),
        denyOutside(context, "network", {
          Sid: "DenyPublicAddressesElastic",
          Action: ["ec2:AcceptAddressTransfer", "ec2:AllocateAddress", "ec2:AssociateAddress"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: Object.keys(addressSwitches()), check: switchIsOff },
      { types: Object.keys(addressHolders()), check: addressIsNoMachines },
      { types: ["aws:ec2/subnet:Subnet"], check: subnetIsPublicByPlan },
    ],
  },
  detect: [
    { securityHubControl: "EC2.9" },
    { securityHubControl: "EC2.25" },
    { securityHubControl: "AutoScaling.5" },
    { securityHubControl: "ECS.2" },
  ],
  calls: [
    "autoscaling:CreateLaunchConfiguration",
    "ec2:CreateLaunchTemplate",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:ModifySubnetAttribute",
    "ec2:RequestSpotFleet",
    "ec2:RequestSpotInstances",
    "ecs:CreateService",
    "ecs:CreateTaskSet",
    "ecs:UpdateService",
  ],
  parameters: {},
  about: {
    title: "Give instances no public address",
    why: "scanners find an instance with a public address within minutes, and then one open port is enough",
    comply:
      "Run it in a private subnet behind a load balancer, and connect to it by Session Manager",
    severity: "high",
    frameworks: [
      fsbp("EC2.9"),
      fsbp("EC2.25"),
      fsbp("AutoScaling.5"),
      fsbp("ECS.2"),
      controlTower("AWS-GR_EC2_INSTANCE_NO_PUBLIC_IP"),
    ],
    requirements: ["r2.4"],
    peers: [
      "Control Tower",
      "Cloud Posse",
      "Landing Zone Accelerator",
      "AWSGuard",
      "Pulumi compliance policies",
    ],
  },
};

/** Values of the property that gives a public address to started instances, by type. */
function addressSwitches(): Readonly<
  Record<string, (resource: ResourceView) => readonly unknown[]>
> {
  return {
    "aws:ec2/instance:Instance": (instance) => [known(instance, "associatePublicIpAddress")],
    "aws:ec2/launchConfiguration:LaunchConfiguration": (configuration) => [
      known(configuration, "associatePublicIpAddress"),
    ],
    "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
      objects(known(template, "networkInterfaces")).map(
        (networkInterface) => networkInterface["associatePublicIpAddress"],
      ),
    "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) =>
      objects(known(fleet, "launchSpecifications")).map(
        (specification) => specification["associatePublicIpAddress"],
      ),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [
      known(request, "associatePublicIpAddress"),
    ],
    "aws:ecs/service:Service": taskAddresses,
    "aws:ecs/taskSet:TaskSet": taskAddresses,
  };
}

/** Properties that name the holder of an elastic address, by type. */
function addressHolders(): Readonly<Record<string, readonly string[]>> {
  return {
    "aws:ec2/eip:Eip": ["instance", "networkInterface"],
    "aws:ec2/eipAssociation:EipAssociation": ["instanceId", "networkInterfaceId"],
  };
}

function taskAddresses(service: ResourceView): unknown[] {
  return objects(known(service, "networkConfiguration")).map(
    (configuration) => configuration["assignPublicIp"],
  );
}

function switchIsOff(resource: ResourceView): Finding[] {
  return (addressSwitches()[resource.type]?.(resource) ?? [])
    .filter(isTrue)
    .map(() => ({ message: "requests a public address; remove it and use a private subnet" }));
}

/** An instance without a known id counts as a holder. */
function addressIsNoMachines(address: ResourceView): Finding[] {
  return (addressHolders()[address.type] ?? [])
    .filter((property) => address.read(property).state !== "absent")
    .map(() => ({
      message: "gives an instance a public address; put a load balancer in front of it instead",
    }));
}

/** awsx.ec2.Vpc writes the kind of a subnet in its tags. A subnet of the kind Public may give public addresses. */
function subnetIsPublicByPlan(subnet: ResourceView): Finding[] {
  const tags = subnet.read("tags");
  const [kinds] = tags.state === "known" ? objects(tags.value) : [{}];
  const undecided =
    tags.state === "unknown" ||
    (kinds !== undefined && "SubnetType" in kinds && kinds["SubnetType"] === undefined);
  return isTrue(known(subnet, "mapPublicIpOnLaunch")) &&
    !undecided &&
    kinds?.["SubnetType"] !== "Public"
    ? [
        {
          message:
            "gives a public address to every instance in it; remove mapPublicIpOnLaunch, or tag it SubnetType: Public if only load balancers use it",
        },
      ]
    : [];
}
