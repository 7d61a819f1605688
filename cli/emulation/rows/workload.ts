import { CloudError } from "../core/errors";
import type {
  ExistingResource,
  FunctionContext,
  FunctionRow,
  Row,
  RowContext,
} from "../core/types";
import { zonesOf } from "../core/zones";
import { uuid } from "./uuid";

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Workload accounts: network, entry, data stores. */
export const workloadRows: Readonly<Record<string, Row>> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (resource) => {
    // The default group exists since its network was created; the resource adopts it.
    const id = `sg-0${resource.hex(16)}`;
    return {
      id,
      outputs: {
        name: "default",
        arn: resource.arn("ec2", `security-group/${id}`),
        ownerId: resource.site.account,
      },
    };
  },
  "aws:ec2/securityGroup:SecurityGroup": (resource) => {
    const id = `sg-${resource.hex(17)}`;
    return {
      id,
      outputs: {
        name: resource.named("name"),
        arn: resource.arn("ec2", `security-group/${id}`),
        ownerId: resource.site.account,
      },
    };
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/vpcEndpoint:VpcEndpoint": (resource) => {
    const id = `vpce-${resource.hex(17)}`;
    return { id, outputs: { arn: resource.arn("ec2", `vpc-endpoint/${id}`), state: "available" } };
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": (resource) => {
    const id = `tgw-attach-0${resource.hex(16)}`;
    return { id, outputs: { arn: resource.arn("ec2", `transit-gateway-attachment/${id}`) } };
  },
  "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": (resource) => ({
    id: resource.text("transitGatewayAttachmentId"),
    outputs: {},
  }),
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": inTransitTable,
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": inTransitTable,
  "aws:ec2/route:Route": (resource) => ({ id: `r-${resource.hex(17)}`, outputs: {} }),
  "aws:ec2/launchTemplate:LaunchTemplate": (resource) => {
    const id = `lt-${resource.hex(17)}`;
    return {
      id,
      outputs: {
        arn: resource.arn("ec2", `launch-template/${id}`),
        name: resource.named("name"),
        latestVersion: 1 + (resource.revision ?? 0),
        defaultVersion: 1,
      },
    };
  },
  "aws:wafv2/webAcl:WebAcl": (resource) => {
    const id = uuid(resource);
    const scope = resource.text("scope") === "CLOUDFRONT" ? "global" : "regional";
    return {
      id,
      outputs: {
        arn: resource.arn("wafv2", `${scope}/webacl/${resource.named("name")}/${id}`),
        capacity: 0,
        lockToken: uuid(resource),
      },
    };
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": (resource) => ({
    id: `${resource.text("webAclArn")},${resource.text("resourceArn")}`,
    outputs: {},
  }),
  "aws:lb/loadBalancer:LoadBalancer": (resource) => {
    const name = resource.named("name");
    const suffix = `app/${name}/${resource.hex(16)}`;
    const arn = resource.arn("elasticloadbalancing", `loadbalancer/${suffix}`);
    return {
      id: arn,
      outputs: {
        arn,
        name,
        arnSuffix: suffix,
        dnsName: `${name}-${resource.digits(10)}.${resource.site.region}.elb.amazonaws.com`,
        zoneId: `Z${resource.hex(13).toUpperCase()}`,
      },
    };
  },
  "aws:lb/targetGroup:TargetGroup": (resource) => {
    const name = resource.named("name");
    const suffix = `targetgroup/${name}/${resource.hex(16)}`;
    const arn = resource.arn("elasticloadbalancing", suffix);
    return { id: arn, outputs: { arn, name, arnSuffix: suffix } };
  },
  "aws:lb/listener:Listener": (resource) => {
    const balancer = resource.text("loadBalancerArn").replace(":loadbalancer/", ":listener/");
    const arn = `${balancer}/${resource.hex(16)}`;
    return { id: arn, outputs: { arn } };
  },
  "aws:acm/certificate:Certificate": (resource) => {
    const id = uuid(resource);
    const domains = [
      resource.text("domainName"),
      ...strings(resource.inputs["subjectAlternativeNames"]),
    ];
    const arn = resource.arn("acm", `certificate/${id}`);
    return {
      id: arn,
      outputs: {
        arn,
        // A name and its wildcard are validated by the same record.
        domainValidationOptions: domains.map((domainName) => ({
          domainName,
          resourceRecordName: `_${resource.hex(32)}.${domainName.replace(/^\*\./, "")}.`,
          resourceRecordType: "CNAME",
          resourceRecordValue: `_${resource.hex(31)}0.jkddzztszm.acm-validations.aws.`,
        })),
      },
    };
  },
  "aws:acm/certificateValidation:CertificateValidation": (resource) => ({
    id: resource.text("certificateArn"),
    outputs: {},
  }),
  "aws:rds/instance:Instance": (resource) => {
    const identifier = resource.named("identifier");
    const address = `${identifier}.${resource.hex(12)}.${resource.site.region}.rds.amazonaws.com`;
    return {
      id: `db-${resource.hex(26).toUpperCase()}`,
      outputs: {
        identifier,
        engineVersionActual: runningVersion(resource),
        arn: resource.arn("rds", `db:${identifier}`),
        address,
        port: 5432,
        endpoint: `${address}:5432`,
        hostedZoneId: `Z${resource.hex(13).toUpperCase()}`,
        resourceId: `db-${resource.hex(26).toUpperCase()}`,
        masterUserSecrets: [
          {
            secretArn: resource.arn(
              "secretsmanager",
              `secret:rds!db-${uuid(resource)}-${resource.hex(6)}`,
            ),
            secretStatus: "active",
            kmsKeyId: resource.text("masterUserSecretKmsKeyId", ""),
          },
        ],
      },
    };
  },
  "aws:rds/subnetGroup:SubnetGroup": (resource) => {
    const name = resource.named("name");
    return { id: name, outputs: { name, arn: resource.arn("rds", `subgrp:${name}`) } };
  },
  "aws:rds/parameterGroup:ParameterGroup": (resource) => {
    const name = resource.named("name");
    return { id: name, outputs: { name, arn: resource.arn("rds", `pg:${name}`) } };
  },
  "aws:elasticache/subnetGroup:SubnetGroup": (resource) => {
    const name = resource.named("name");
    return { id: name, outputs: { name, arn: resource.arn("elasticache", `subnetgroup:${name}`) } };
  },
  "aws:elasticache/user:User": (resource) => {
    const id = resource.text("userId");
    return { id, outputs: { arn: resource.arn("elasticache", `user:${id}`) } };
  },
  "aws:elasticache/userGroup:UserGroup": (resource) => {
    const id = resource.text("userGroupId");
    return { id, outputs: { arn: resource.arn("elasticache", `usergroup:${id}`) } };
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": (resource) => {
    const id = resource.named("replicationGroupId");
    const domain = `${id}.${resource.hex(6)}.${resource.site.region}.cache.amazonaws.com`;
    return {
      id,
      outputs: {
        arn: resource.arn("elasticache", `replicationgroup:${id}`),
        engineVersionActual: runningVersion(resource),
        primaryEndpointAddress: `master.${domain}`,
        readerEndpointAddress: `replica.${domain}`,
      },
    };
  },
  "aws:cloudwatch/logGroup:LogGroup": (resource) => {
    const name = resource.named("name");
    return { id: name, outputs: { name, arn: resource.arn("logs", `log-group:${name}`) } };
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": (resource) => {
    const name = resource.named("name");
    return { id: name, outputs: { name, arn: resource.arn("cloudwatch", `alarm:${name}`) } };
  },
};

/** Version with the last number, which AWS chooses and raises. */
function runningVersion(resource: RowContext): string {
  return `${resource.text("engineVersion", "")}.${1 + (resource.revision ?? 0)}`;
}

function inTransitTable(resource: RowContext): ReturnType<Row> {
  const parts = ["transitGatewayRouteTableId", "transitGatewayAttachmentId"];
  return { id: parts.map((part) => resource.text(part)).join("_"), outputs: {} };
}

function securityGroupRule(resource: RowContext): ReturnType<Row> {
  const id = `sgr-${resource.hex(17)}`;
  return {
    id,
    outputs: { securityGroupRuleId: id, arn: resource.arn("ec2", `security-group-rule/${id}`) },
  };
}

function clustersOf({ site, existing }: FunctionContext): readonly ExistingResource[] {
  return existing("aws:eks/cluster:Cluster").filter(
    (cluster) => cluster.site.account === site.account && cluster.site.region === site.region,
  );
}

export const workloadFunctions: Readonly<Record<string, FunctionRow>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ site }) => {
    const zones = zonesOf(site);
    return {
      id: site.region,
      names: zones.map(({ name }) => name),
      zoneIds: zones.map(({ id }) => id),
    };
  },
  "aws:eks/getClusters:getClusters": (call) => ({
    id: call.site.region,
    names: clustersOf(call).map(({ inputs }) => String(inputs["name"])),
  }),
  "aws:eks/getCluster:getCluster": (call) => {
    const name = call.text("name");
    const cluster = clustersOf(call).find(({ inputs }) => inputs["name"] === name);
    if (cluster === undefined) {
      throw new CloudError("ResourceNotFoundException", `No cluster found for name: ${name}.`);
    }
    return { ...cluster.outputs, ...cluster.inputs, id: name };
  },
};
