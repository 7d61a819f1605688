import { known } from "../support/readings";
import type { ResourceView } from "../types/preview-rule";
import { textsUnder } from "./nested";

/** Resources that copy data to other Regions or connect to them, with the input that names the Region. */
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

/** Type tokens of resources that may copy data to other Regions. */
export const copiers: readonly string[] = Object.keys(destinations);

/** Regions that a resource copies data to or connects to, as far as they are known. */
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

/** Region of a resource; undefined while it is not known. */
export function regionOf(resource: ResourceView): string | undefined {
  const own = resource.read("region");
  const place = own.state === "absent" ? resource.readProvider("region") : own;
  return place.state === "known" && typeof place.value === "string" ? place.value : undefined;
}
