import { known } from "../support/readings";
import type { ResourceView } from "../types/preview-rule";
import { textsUnder } from "./nested";

/** Resources that copy to other Regions or reach into them, and the input that says where. */
const destinations: Readonly<Record<string, string>> = {
  "aws:dynamodb/globalTable:GlobalTable": "replicas",
  "aws:dynamodb/table:Table": "replicas",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "peerRegion",
  "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": "peerRegion",
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": "replicationConfiguration",
  "aws:efs/replicationConfiguration:ReplicationConfiguration": "destination",
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": "destinationRegion",
  "aws:rds/snapshotCopy:SnapshotCopy": "destinationRegion",
  "aws:redshift/snapshotCopy:SnapshotCopy": "destinationRegion",
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": "details",
  "aws:secretsmanager/secret:Secret": "replicas",
};

/** Type tokens of what may copy to other Regions. */
export const copiers: readonly string[] = Object.keys(destinations);

/** Regions that a resource surely copies to or reaches into. */
export function copyRegions(resource: ResourceView): string[] {
  const property = destinations[resource.type] ?? "";
  return [
    ...new Set(
      textsUnder(
        ["destinationRegion", "peerRegion", "region", "regionName"],
        property,
        known(resource, property),
      ),
    ),
  ].sort();
}

/** The Region that a resource is made in, where it is known. */
export function regionOf(resource: ResourceView): string | undefined {
  const own = resource.read("region");
  const place = own.state === "absent" ? resource.readProvider("region") : own;
  return place.state === "known" && typeof place.value === "string" ? place.value : undefined;
}
