import { servicesOf } from "./service-prefixes";

/**
 * Actions of global services, which a Region deny must exclude: the list of Control Tower's Region deny control,
 * landing zone 4.0.
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html
 */
export const controlTowerGlobalActions: readonly string[] = `
a4b:* access-analyzer:* account:* acm:* activate:* artifact:* aws-marketplace-management:* aws-marketplace:*
aws-portal:* billing:* billingconductor:* budgets:* ce:* chatbot:* chime:* cloudfront:* cloudtrail:LookupEvents
compute-optimizer:* config:* consoleapp:* consolidatedbilling:* cur:* datapipeline:GetAccountLimits devicefarm:*
directconnect:* ec2:DescribeRegions ec2:DescribeTransitGateways ec2:DescribeVpnGateways ecr-public:* fms:*
freetier:* globalaccelerator:* health:* iam:* importexport:* invoicing:* iq:* kms:*
license-manager:ListReceivedLicenses lightsail:Get* mobileanalytics:* networkmanager:* notifications-contacts:*
notifications:* organizations:* payments:* pricing:* quicksight:DescribeAccountSubscription resource-explorer-2:*
route53-recovery-cluster:* route53-recovery-control-config:* route53-recovery-readiness:* route53:*
route53domains:* s3:CreateMultiRegionAccessPoint s3:DeleteMultiRegionAccessPoint
s3:DescribeMultiRegionAccessPointOperation s3:GetAccountPublicAccessBlock s3:GetBucketLocation
s3:GetBucketPolicyStatus s3:GetBucketPublicAccessBlock s3:GetMultiRegionAccessPoint
s3:GetMultiRegionAccessPointPolicy s3:GetMultiRegionAccessPointPolicyStatus s3:GetStorageLensConfiguration
s3:GetStorageLensDashboard s3:ListAllMyBuckets s3:ListMultiRegionAccessPoints s3:ListStorageLensConfigurations
s3:PutAccountPublicAccessBlock s3:PutMultiRegionAccessPointPolicy savingsplans:* shield:* sso:* sts:* support:*
supportapp:* supportplans:* sustainability:* tag:GetResources tax:* trustedadvisor:*
vendor-insights:ListEntitledSecurityProfiles waf-regional:* waf:* wafv2:*
`
  .trim()
  .split(/\s+/);

/**
 * Further global actions that this program and the console use: costs, sign-in, the directory of Identity Center, chat,
 * and the quotas and metrics of global services, which exist in us-east-1 only.
 */
export const ownGlobalActions: readonly string[] = [
  "bcm-dashboards:*",
  "bcm-data-exports:*",
  "bcm-pricing-calculator:*",
  "bcm-recommended-actions:*",
  "cloudwatch:Describe*",
  "cloudwatch:Get*",
  "cloudwatch:List*",
  "cost-optimization-hub:*",
  "identitystore:*",
  "q:*",
  "servicequotas:*",
  "signin:*",
  "sso-directory:*",
  "uxc:*",
];

/**
 * Services of these lists that have an endpoint in every Region: their resources are in the Region of their provider.
 */
const regional = [
  "access-analyzer",
  "acm",
  "config",
  "directconnect",
  "fms",
  "kms",
  "resource-explorer-2",
  "waf-regional",
  "wafv2",
];

/** Services with certificates and web ACLs for CloudFront, which reads them from one Region only, and this Region. */
const forDistributions = ["acm", "wafv2"];
const DISTRIBUTIONS = "us-east-1";

/**
 * True for a type without a Region, or in the one Region that CloudFront reads, by the open actions of a Region deny.
 */
export function isMadeAnywhere(type: string, region: string, open: readonly string[]): boolean {
  return servicesOf(type).every(
    (service) =>
      open.includes(`${service}:*`) &&
      (!regional.includes(service) ||
        (region === DISTRIBUTIONS && forDistributions.includes(service))),
  );
}
