import type { DetectedByGuardrail } from "./detected";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const CLUSTER = "aws:eks/cluster:Cluster";
const FIREWALL = "aws:networkfirewall/firewall:Firewall";
const FIREWALL_POLICY = "aws:networkfirewall/firewallPolicy:FirewallPolicy";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const variable = (name: string): string =>
  JSON.stringify([{ name: "api", environment: [{ name, value: "value" }] }]);

/** Rules for instances, containers and networks. */
export const compute: DetectedByGuardrail = {
  "deny-public-documents": {
    "SSM.4": {
      type: "aws:ssm/document:Document",
      inputs: { permissions: { type: "Share", account_ids: "All" } },
    },
    "SSM.7": {
      type: "aws:ssm/serviceSetting:ServiceSetting",
      inputs: {
        settingId: "/ssm/documents/console/public-sharing-permission",
        settingValue: "Enable",
      },
    },
  },
  "deny-public-snapshots": {
    EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK: {
      unseen: "the provider shares a snapshot with single accounts alone",
    },
  },
  "deny-ssh-keys": { EC2_NO_AMAZON_KEY_PAIR: { type: INSTANCE, inputs: { keyName: "ops" } } },
  "require-imdsv2": {
    "EC2.8": { type: INSTANCE, inputs: { metadataOptions: { httpTokens: "optional" } } },
    // The control also reports a template without the option, which takes the default of the account.
    "EC2.170": { type: TEMPLATE, inputs: { metadataOptions: { httpTokens: "optional" } } },
    "AutoScaling.3": { type: CONFIGURATION, inputs: {} },
  },
  "restrict-notebooks": {
    "SageMaker.1": { type: NOTEBOOK, inputs: { subnetId: "subnet-1", rootAccess: "Disabled" } },
    "SageMaker.2": {
      type: NOTEBOOK,
      inputs: { directInternetAccess: "Disabled", rootAccess: "Disabled" },
    },
    "SageMaker.3": {
      type: NOTEBOOK,
      inputs: { subnetId: "subnet-1", directInternetAccess: "Disabled", rootAccess: "Enabled" },
    },
  },
  "deny-plain-secrets": {
    // The names that the control looks for are these three.
    "ECS.8": {
      type: TASK,
      inputs: { containerDefinitions: variable("ECS_ENGINE_AUTH_DATA") },
      with: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map((name) => ({
        type: TASK,
        name,
        inputs: { containerDefinitions: variable(name) },
      })),
    },
    "CodeBuild.2": {
      type: "aws:codebuild/project:Project",
      inputs: {
        environment: { environmentVariables: [{ name: "AWS_SECRET_ACCESS_KEY", value: "a" }] },
      },
    },
  },
  "deny-privileged-tasks": {
    "ECS.3": { type: TASK, inputs: { pidMode: "host" } },
    "ECS.4": {
      type: TASK,
      inputs: { containerDefinitions: JSON.stringify([{ name: "api", privileged: true }]) },
    },
  },
  "deny-public-clusters": {
    // The control also reports an endpoint that is open to named ranges alone.
    "EKS.1": { type: CLUSTER, inputs: { vpcConfig: { endpointPublicAccess: true } } },
  },
  "encrypt-cluster-secrets": { "EKS.3": { type: CLUSTER, inputs: { name: "shop" } } },
  "require-cluster-logs": {
    "EKS.8": { type: CLUSTER, inputs: { enabledClusterLogTypes: ["api", "authenticator"] } },
  },
  "require-image-scans": {
    "ECR.1": { type: "aws:ecr/repository:Repository", inputs: { name: "shop" } },
  },
  "require-immutable-images": {
    "ECR.2": {
      type: "aws:ecr/repository:Repository",
      inputs: { imageTagMutability: "MUTABLE" },
    },
  },
  "require-standard-support": {
    "EKS.2": {
      unseen:
        "the control reports versions whose support has ended on the day it runs; the preview demands the policy by which AWS leaves them",
    },
  },
  "require-functions-in-vpc": {
    LAMBDA_INSIDE_VPC: { type: "aws:lambda/function:Function", inputs: { runtime: "nodejs22.x" } },
  },
  "deny-dedicated-capacity": {
    DESIRED_INSTANCE_TENANCY: { type: INSTANCE, inputs: { tenancy: "dedicated" } },
  },
  "block-public-vpc-access": {
    "EC2.172": {
      type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
      inputs: { internetGatewayBlockMode: "off" },
    },
  },
  "close-default-security-groups": {
    "EC2.2": {
      type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      inputs: { ingress: [{ protocol: "-1", self: true, fromPort: 0, toPort: 0 }] },
    },
  },
  "deny-public-addresses": {
    "EC2.9": { type: INSTANCE, inputs: { associatePublicIpAddress: true } },
    "EC2.25": {
      type: TEMPLATE,
      inputs: { networkInterfaces: [{ associatePublicIpAddress: "true" }] },
    },
    "AutoScaling.5": { type: CONFIGURATION, inputs: { associatePublicIpAddress: true } },
    "ECS.2": {
      type: "aws:ecs/service:Service",
      inputs: { networkConfiguration: { assignPublicIp: true } },
    },
  },
  "deny-vpn-connections": {
    EC2_CLIENT_VPN_NOT_AUTHORIZE_ALL: {
      type: "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
      inputs: { authorizeAllGroups: true },
    },
  },
  "protect-firewalls": {
    "NetworkFirewall.4": {
      type: FIREWALL_POLICY,
      inputs: { firewallPolicy: { statelessDefaultActions: ["aws:pass"] } },
    },
    "NetworkFirewall.5": {
      type: FIREWALL_POLICY,
      inputs: { firewallPolicy: { statelessFragmentDefaultActions: ["aws:pass"] } },
    },
    "NetworkFirewall.9": { type: FIREWALL, inputs: { subnetChangeProtection: true } },
    "NetworkFirewall.10": { type: FIREWALL, inputs: { deleteProtection: true } },
  },
  "protect-network-hub": {
    "EC2.23": {
      type: "aws:ec2transitgateway/transitGateway:TransitGateway",
      inputs: {
        autoAcceptSharedAttachments: "enable",
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
      },
    },
  },
  "require-web-firewall": {
    ALB_WAF_ENABLED: { type: "aws:lb/loadBalancer:LoadBalancer", inputs: { internal: false } },
    "CloudFront.6": { type: "aws:cloudfront/distribution:Distribution", inputs: {} },
    "APIGateway.4": {
      unseen:
        "a stage does not show whether its API is private: the kind of endpoint is an input of the API, often in another stack",
    },
  },
  "restrict-open-ingress": {
    "EC2.18": {
      type: INGRESS,
      inputs: { ipProtocol: "tcp", fromPort: 8443, toPort: 8443, cidrIpv4: "0.0.0.0/0" },
    },
    "EC2.19": {
      type: INGRESS,
      inputs: { ipProtocol: "tcp", fromPort: 3389, toPort: 3389, cidrIpv6: "::/0" },
    },
    "EC2.21": {
      type: "aws:ec2/networkAclRule:NetworkAclRule",
      inputs: {
        ruleAction: "allow",
        protocol: "6",
        fromPort: 22,
        toPort: 22,
        cidrBlock: "0.0.0.0/0",
      },
    },
  },
};
