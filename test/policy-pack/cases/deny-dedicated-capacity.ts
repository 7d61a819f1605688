import type { PolicyCases } from "../cases";

/** Resources with the given tenancy. */
const placed = (tenancy: string) => [
  { type: "aws:ec2/instance:Instance", inputs: { tenancy } },
  {
    type: "aws:ec2/launchConfiguration:LaunchConfiguration",
    inputs: { placementTenancy: tenancy },
  },
  { type: "aws:ec2/launchTemplate:LaunchTemplate", inputs: { placement: { tenancy } } },
  { type: "aws:ec2/spotInstanceRequest:SpotInstanceRequest", inputs: { tenancy } },
  { type: "aws:ec2/vpc:Vpc", inputs: { instanceTenancy: tenancy } },
];

export const cases: PolicyCases = {
  violating: [
    ...[
      "aws:acmpca/certificateAuthority:CertificateAuthority",
      "aws:athena/capacityReservation:CapacityReservation",
      "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
      "aws:cloudhsmv2/hsm:Hsm",
      "aws:ec2/capacityReservation:CapacityReservation",
      "aws:ec2/dedicatedHost:DedicatedHost",
    ].map((type) => ({
      title: `capacity of one's own by ${type}`,
      type,
      message: /costs money every hour, used or unused/,
    })),
    ...placed("dedicated").map((resource) => ({
      ...resource,
      title: `hardware of one's own by ${resource.type}`,
      message: /sets the tenancy dedicated/,
    })),
    {
      title: "an instance on a dedicated host",
      type: "aws:ec2/instance:Instance",
      inputs: { tenancy: "host" },
      message: /sets the tenancy host/,
    },
  ],
  compliant: [...placed("default"), { type: "aws:ec2/instance:Instance" }],
};
