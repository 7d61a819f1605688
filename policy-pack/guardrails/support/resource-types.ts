/** Type tokens that several rules name, or one rule more than once. Some types have a deprecated twin. */
export const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
export const BUCKET_ACLS = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"];
export const BUCKET_LOGGINGS = [
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketLoggingV2:BucketLoggingV2",
];
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const BUCKET_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

/** Application, network and gateway load balancers. */
export const BALANCERS = ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"];
export const CLASSIC_BALANCER = "aws:elb/loadBalancer:LoadBalancer";
export const LISTENERS = ["aws:alb/listener:Listener", "aws:lb/listener:Listener"];
export const WEB_ACL_ASSOCIATIONS = [
  "aws:wafregional/webAclAssociation:WebAclAssociation",
  "aws:wafv2/webAclAssociation:WebAclAssociation",
];
export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
export const LOG_DELIVERY_SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const ROUTE = "aws:ec2/route:Route";
export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

export const IMAGE_REPOSITORY = "aws:ecr/repository:Repository";
export const REGISTRY_SCANNING =
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
