import { type ActionTable, regional, serviceLinkedRole } from "./table";

const ec2 = (...resources: string[]): string[] => regional("ec2", ...resources);

const rules = {
  resources: ec2("security-group/{securityGroupId}", "security-group-rule/{id}"),
  tagging: "CreateTags DeleteTags DescribeSecurityGroupRules ModifySecurityGroupRules",
};

/** Networks, and the hub that connects them. */
export const network: ActionTable = {
  "aws:ec2/vpc:Vpc": {
    resources: ec2("vpc/{id}"),
    actions: {
      ec2: `CreateTags CreateVpc DeleteTags DeleteVpc DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups
        DescribeVpcAttribute DescribeVpcs ModifyVpcAttribute`,
    },
  },
  "aws:ec2/subnet:Subnet": {
    resources: ec2("subnet/{id}", "vpc/{vpcId}"),
    actions: {
      ec2: `CreateSubnet CreateTags DeleteSubnet DeleteTags DescribeNetworkInterfaces DescribeSubnets
        ModifySubnetAttribute`,
    },
  },
  "aws:ec2/internetGateway:InternetGateway": {
    resources: ec2("internet-gateway/{id}", "vpc/{vpcId}"),
    actions: {
      ec2: `AttachInternetGateway CreateInternetGateway CreateTags DeleteInternetGateway DeleteTags
        DescribeInternetGateways DetachInternetGateway`,
    },
  },
  "aws:ec2/eip:Eip": {
    resources: ec2("elastic-ip/{id}"),
    actions: {
      ec2: `AllocateAddress CreateTags DeleteTags DescribeAddresses DescribeAddressesAttribute
        DisassociateAddress ReleaseAddress`,
    },
  },
  "aws:ec2/natGateway:NatGateway": {
    resources: ec2("natgateway/{id}", "subnet/{subnetId}", "elastic-ip/{allocationId}"),
    actions: { ec2: "CreateNatGateway CreateTags DeleteNatGateway DeleteTags DescribeNatGateways" },
  },
  "aws:ec2/routeTable:RouteTable": {
    resources: ec2("route-table/{id}", "vpc/{vpcId}"),
    actions: { ec2: "CreateRouteTable CreateTags DeleteRouteTable DeleteTags DescribeRouteTables" },
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    resources: ec2("route-table/{routeTableId}", "subnet/{subnetId}"),
    actions: {
      ec2: "AssociateRouteTable DescribeRouteTables DisassociateRouteTable ReplaceRouteTableAssociation",
    },
  },
  "aws:ec2/route:Route": {
    resources: ec2("route-table/{routeTableId}"),
    actions: { ec2: "CreateRoute DeleteRoute DescribeRouteTables ReplaceRoute" },
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    resources: ec2("vpc-endpoint/{id}", "vpc/{vpcId}"),
    actions: {
      ec2: `CreateTags CreateVpcEndpoint DeleteTags DeleteVpcEndpoints DescribePrefixLists
        DescribeVpcEndpoints ModifyVpcEndpoint`,
    },
  },
  "aws:ec2/flowLog:FlowLog": {
    resources: [
      ...ec2("vpc-flow-log/{id}"),
      serviceLinkedRole("delivery.logs", "AWSServiceRoleForLogDelivery"),
    ],
    actions: {
      ec2: "CreateFlowLogs CreateTags DeleteFlowLogs DeleteTags DescribeFlowLogs",
      logs: "CreateLogDelivery DeleteLogDelivery",
      iam: "CreateServiceLinkedRole",
    },
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    resources: ec2("security-group/{id}"),
    actions: {
      ec2: `CreateTags DeleteTags DescribeSecurityGroups RevokeSecurityGroupEgress
        RevokeSecurityGroupIngress`,
    },
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    resources: ec2("security-group/{id}", "vpc/{vpcId}"),
    actions: {
      ec2: `CreateSecurityGroup CreateTags DeleteSecurityGroup DeleteTags DescribeNetworkInterfaces
        DescribeSecurityGroups RevokeSecurityGroupEgress`,
    },
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    resources: rules.resources,
    actions: { ec2: `${rules.tagging} AuthorizeSecurityGroupEgress RevokeSecurityGroupEgress` },
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    resources: rules.resources,
    actions: { ec2: `${rules.tagging} AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress` },
  },
  "aws:ec2transitgateway/transitGateway:TransitGateway": {
    resources: ec2("transit-gateway/{id}"),
    actions: {
      ec2: `CreateTags CreateTransitGateway DeleteTags DescribeTransitGateways ModifyTransitGateway`,
    },
  },
  "aws:ec2transitgateway/routeTable:RouteTable": {
    resources: ec2("transit-gateway-route-table/{id}", "transit-gateway/{transitGatewayId}"),
    actions: {
      ec2: `CreateTags CreateTransitGatewayRouteTable DeleteTags DeleteTransitGatewayRouteTable
        DescribeTransitGatewayRouteTables`,
    },
  },
  "aws:ec2transitgateway/route:Route": {
    resources: ec2("transit-gateway-route-table/{transitGatewayRouteTableId}"),
    actions: {
      ec2: "CreateTransitGatewayRoute DeleteTransitGatewayRoute SearchTransitGatewayRoutes",
    },
  },
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": {
    resources: ec2(
      "transit-gateway-route-table/{transitGatewayRouteTableId}",
      "transit-gateway-attachment/{transitGatewayAttachmentId}",
    ),
    actions: {
      ec2: `AssociateTransitGatewayRouteTable DisassociateTransitGatewayRouteTable
        GetTransitGatewayRouteTableAssociations`,
    },
  },
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": {
    resources: ec2(
      "transit-gateway-route-table/{transitGatewayRouteTableId}",
      "transit-gateway-attachment/{transitGatewayAttachmentId}",
    ),
    actions: {
      ec2: `DisableTransitGatewayRouteTablePropagation EnableTransitGatewayRouteTablePropagation
        GetTransitGatewayRouteTablePropagations`,
    },
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    resources: [
      ...ec2("transit-gateway-attachment/{id}", "vpc/{vpcId}"),
      serviceLinkedRole("transitgateway", "AWSServiceRoleForVPCTransitGateway"),
    ],
    actions: {
      ec2: `CreateTags CreateTransitGatewayVpcAttachment DeleteTags DeleteTransitGatewayVpcAttachment
        DescribeTransitGateways DescribeTransitGatewayVpcAttachments ModifyTransitGatewayVpcAttachment`,
      iam: "CreateServiceLinkedRole",
    },
  },
  "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": {
    resources: ec2("transit-gateway-attachment/{id}"),
    actions: {
      ec2: `AcceptTransitGatewayVpcAttachment CreateTags DeleteTags DeleteTransitGatewayVpcAttachment
        DescribeTransitGatewayVpcAttachments ModifyTransitGatewayVpcAttachment`,
    },
  },
  "aws:ram/resourceShare:ResourceShare": {
    resources: ["{arn}"],
    actions: {
      ram: "CreateResourceShare DeleteResourceShare GetResourceShares TagResource UntagResource UpdateResourceShare",
    },
    context: { "ram:RequestedAllowsExternalPrincipals": "{allowExternalPrincipals}" },
  },
  "aws:ram/principalAssociation:PrincipalAssociation": {
    resources: ["{resourceShareArn}"],
    actions: {
      ram: "AssociateResourceShare DisassociateResourceShare GetResourceShareAssociations",
    },
    context: { "ram:AllowsExternalPrincipals": "false" },
  },
  "aws:ram/resourceAssociation:ResourceAssociation": {
    resources: ["{resourceShareArn}"],
    actions: {
      ram: "AssociateResourceShare DisassociateResourceShare GetResourceShareAssociations",
    },
    context: { "ram:AllowsExternalPrincipals": "false" },
  },
};
