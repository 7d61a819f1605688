import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

/** Resources that copy data to the given Region, by type. */
export const copiesTo = (region: string) => [
  { type: "aws:dynamodb/globalTable:GlobalTable", inputs: { replicas: [{ regionName: region }] } },
  { type: "aws:dynamodb/table:Table", inputs: { replicas: [{ regionName: region }] } },
  { type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection", inputs: { peerRegion: region } },
  {
    type: "aws:ec2transitgateway/peeringAttachment:PeeringAttachment",
    inputs: { peerRegion: region },
  },
  {
    type: "aws:ecr/replicationConfiguration:ReplicationConfiguration",
    inputs: {
      replicationConfiguration: { rules: [{ destinations: [{ region, registryId: "1" }] }] },
    },
  },
  {
    type: "aws:efs/replicationConfiguration:ReplicationConfiguration",
    inputs: { destination: { region } },
  },
  {
    type: "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    inputs: { destinationRegion: region },
  },
  { type: "aws:rds/snapshotCopy:SnapshotCopy", inputs: { destinationRegion: region } },
  { type: "aws:redshift/snapshotCopy:SnapshotCopy", inputs: { destinationRegion: region } },
  {
    type: "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
    inputs: {
      details: {
        regions: [
          { bucket: "data", region: "us-east-1" },
          { bucket: "copy", region },
        ],
      },
    },
  },
  { type: "aws:secretsmanager/secret:Secret", inputs: { replicas: [{ region }] } },
];

export const cases: PolicyCases = {
  parameters: { regions: ["us-east-1", "us-west-2"] },
  violating: [
    {
      title: "a resource of a provider in another Region",
      type: "aws:sqs/queue:Queue",
      provider: { region: "eu-west-1" },
      message: /is created in eu-west-1, which is not approved; use one of us-east-1, us-west-2/,
    },
    {
      title: "a resource that names another Region itself",
      type: "aws:sqs/queue:Queue",
      inputs: { region: "ap-south-1" },
      message: /is created in ap-south-1/,
    },
    ...[
      "aws:acm/certificate:Certificate",
      "aws:kms/key:Key",
      "aws:wafregional/webAcl:WebAcl",
      "aws:wafv2/webAcl:WebAcl",
    ].map((type) => ({
      title: `a ${type}, whose service is in every Region`,
      type,
      provider: { region: "eu-west-1" },
      message: /is created in eu-west-1/,
    })),
    {
      title: "a bucket, though some actions of S3 have no Region",
      type: "aws:s3/bucket:Bucket",
      provider: { region: "eu-west-1" },
      message: /is created in eu-west-1/,
    },
    ...copiesTo("eu-west-1").map((resource) => ({
      ...resource,
      title: `a copy in another Region by ${resource.type}`,
      message: /copies data to or connects to eu-west-1, which is not approved/,
    })),
  ],
  compliant: [
    { type: "aws:sqs/queue:Queue", inputs: { region: "us-west-2" } },
    { type: "aws:sqs/queue:Queue" },
    ...[
      "aws:cloudfront/distribution:Distribution",
      "aws:iam/role:Role",
      "aws:identitystore/group:Group",
      "aws:route53/record:Record",
    ].map((type) => ({ type, provider: { region: "eu-west-1" } })),
    { type: "aws:sqs/queue:Queue", inputs: { region: UNKNOWN }, provider: { region: "eu-west-1" } },
    { type: "aws:sqs/queue:Queue", provider: { region: UNKNOWN } },
    ...copiesTo("us-west-2"),
  ],
};
