import { urnOf } from "../../support/cases/made-up-resource";
import { arnOf, OWN, policyOf, reportedByConfig, type WellMade } from "./well-made";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const VPC = "aws:ec2/vpc:Vpc";

const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
const entry = {
  internal: false,
  loadBalancerType: "application",
  subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
  securityGroups: ["sg-0a1b2c3d4e5f60718"],
  dropInvalidHeaderFields: true,
  enableDeletionProtection: true,
  accessLogs: { bucket: "acme-load-balancer-111122223333-us-east-1", enabled: true },
};
const organization = {
  "aws:PrincipalOrgID": "o-example1234",
  "aws:ResourceOrgID": "o-example1234",
};

/** Networks, rules, load balancers, certificates and APIs. */
export const network: readonly WellMade[] = [
  {
    title: "a network with its flow log",
    type: VPC,
    inputs: { cidrBlock: "10.64.0.0/16", enableDnsHostnames: true },
    with: [
      {
        type: "aws:ec2/flowLog:FlowLog",
        inputs: {
          trafficType: "ALL",
          logDestinationType: "s3",
          logDestination: "arn:aws:s3:::acme-flow-logs-111122223333",
        },
        references: { vpcId: urnOf(VPC) },
      },
      {
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        inputs: {},
        references: { vpcId: urnOf(VPC) },
      },
    ],
  },
  {
    title: "a rule that admits the internet to an entry on 443",
    type: INGRESS,
    inputs: { securityGroupId: "sg-0a1b2c3d4e5f60718", ...tcp(443), cidrIpv4: "0.0.0.0/0" },
  },
  {
    // guardrails C3
    title: "a rule that admits the internet to a network load balancer on 8443",
    type: INGRESS,
    inputs: { securityGroupId: "sg-0a1b2c3d4e5f60718", ...tcp(8443), cidrIpv4: "0.0.0.0/0" },
    fires: [
      {
        guardrail: "restrict-open-ingress",
        because:
          "control EC2.18 reports every port except 80 and 443 by default; a company lists more in ports: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
      },
    ],
  },
  {
    title: "a rule from the application to its database",
    type: INGRESS,
    inputs: {
      securityGroupId: "sg-0a1b2c3d4e5f60718",
      ...tcp(5432),
      referencedSecurityGroupId: "sg-1a1b2c3d4e5f60718",
    },
  },
  {
    // guardrails C3
    title: "a rule from another network of the company to a database",
    type: INGRESS,
    inputs: { securityGroupId: "sg-0a1b2c3d4e5f60718", ...tcp(5432), cidrIpv4: "10.32.0.0/16" },
  },
  {
    title: "a group with inline rules for the office and the entry",
    type: "aws:ec2/securityGroup:SecurityGroup",
    inputs: {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      ingress: [
        { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: ["sg-1a1b2c3d4e5f60718"] },
        { protocol: "tcp", fromPort: 9090, toPort: 9090, cidrBlocks: ["203.0.113.0/24"] },
      ],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    },
  },
  {
    title: "a public entry with a web ACL and access logs",
    type: BALANCER,
    inputs: entry,
    with: [
      {
        type: ASSOCIATION,
        inputs: { webAclArn: arnOf("wafv2", "regional/webacl/shop/1a2b3c") },
        references: { resourceArn: urnOf(BALANCER) },
      },
    ],
  },
  {
    // guardrails C3
    title: "a public entry without a web ACL",
    type: BALANCER,
    inputs: entry,
    fires: [reportedByConfig("require-web-firewall", "ALB_WAF_ENABLED")],
  },
  {
    title: "an internal load balancer of connections",
    type: BALANCER,
    inputs: {
      internal: true,
      loadBalancerType: "network",
      subnets: ["subnet-0a1b2c3d4e5f60718"],
      securityGroups: ["sg-0a1b2c3d4e5f60718"],
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      accessLogs: { bucket: "acme-load-balancer-111122223333-us-east-1", enabled: true },
    },
  },
  {
    title: "a listener with a policy of TLS 1.3",
    type: LISTENER,
    inputs: {
      loadBalancerArn: arnOf("elasticloadbalancing", "loadbalancer/app/shop/50dc6c495c0c9188"),
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: arnOf("acm", "certificate/1234abcd"),
      defaultActions: [{ type: "forward", targetGroupArn: arnOf("elasticloadbalancing", "t") }],
    },
  },
  {
    title: "a listener that redirects to HTTPS",
    type: LISTENER,
    inputs: {
      loadBalancerArn: arnOf("elasticloadbalancing", "loadbalancer/app/shop/50dc6c495c0c9188"),
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        {
          type: "redirect",
          redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
        },
      ],
    },
  },
  {
    title: "an endpoint of S3 for the company's principals and buckets",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    inputs: {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: ["rtb-0a1b2c3d4e5f60718"],
      policy: policyOf({
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: organization },
      }),
    },
  },
  {
    title: "an endpoint of Secrets Manager with the policy of AWS",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    inputs: {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      serviceName: "com.amazonaws.us-east-1.secretsmanager",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
    },
    fires: [
      {
        guardrail: "restrict-endpoint-policies",
        advice: true,
        because: "through it, a stranger's credentials carry data to a stranger's account",
      },
    ],
  },
  {
    title: "a certificate that DNS validates",
    type: "aws:acm/certificate:Certificate",
    inputs: { domainName: "shop.example.com", validationMethod: "DNS" },
  },
  {
    title: "a record of the team's zone",
    type: "aws:route53/record:Record",
    inputs: {
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: "shop",
      type: "CNAME",
      ttl: 300,
      records: ["entry.example.com"],
    },
  },
  {
    title: "a stage of an HTTP API with access logs",
    type: "aws:apigatewayv2/stage:Stage",
    inputs: {
      apiId: "a1b2c3d4e5",
      name: "$default",
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: arnOf("logs", "log-group:/shop/api"),
        format: "$context.requestId $context.status",
      },
      defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
    },
  },
  {
    title: "a distribution in front of a bucket, with a web ACL",
    type: "aws:cloudfront/distribution:Distribution",
    inputs: {
      enabled: true,
      httpVersion: "http2and3",
      defaultRootObject: "index.html",
      webAclId: `arn:aws:wafv2:us-east-1:${OWN}:global/webacl/shop/1a2b3c`,
      loggingConfig: { bucket: "acme-shop-logs.s3.amazonaws.com" },
      origins: [
        {
          originId: "web",
          domainName: "acme-shop-web.s3.us-east-1.amazonaws.com",
          originAccessControlId: "E2QWRUHAPOMQZL",
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "web",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: `arn:aws:acm:us-east-1:${OWN}:certificate/1234abcd`,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    },
  },
  {
    title: "a web ACL with the common rules of AWS",
    type: "aws:wafv2/webAcl:WebAcl",
    inputs: {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        metricName: "shop",
        sampledRequestsEnabled: true,
      },
      rules: [
        {
          name: "common",
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" },
          },
        },
      ],
    },
  },
  {
    title: "a share of a subnet inside of the organization",
    type: "aws:ram/resourceShare:ResourceShare",
    inputs: { name: "subnets", allowExternalPrincipals: false },
  },
];
