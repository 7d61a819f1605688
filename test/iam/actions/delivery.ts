import { type ActionTable, regional, serviceLinkedRole } from "./table";

const balancing = (...resources: string[]): string[] =>
  regional("elasticloadbalancing", ...resources);
const tagging = "AddTags DescribeTags RemoveTags";
/** IAM's reference lists the tags of load balancers only, not those of their listeners and rules. */
const tagged = balancing("loadbalancer/any");

/** Names, certificates, load balancers and mail. */
export const delivery: ActionTable = {
  "aws:route53/zone:Zone": {
    resources: ["{arn}", "arn:{partition}:route53:::change/C1"],
    actions: {
      route53: `ChangeTagsForResource CreateHostedZone GetChange GetHostedZone ListResourceRecordSets
        ListTagsForResource UpdateHostedZoneComment`,
    },
  },
  "aws:route53/record:Record": {
    resources: [
      "arn:{partition}:route53:::hostedzone/{zoneId}",
      "arn:{partition}:route53:::change/C1",
    ],
    actions: { route53: "ChangeResourceRecordSets GetChange GetHostedZone ListResourceRecordSets" },
  },
  "aws:acm/certificate:Certificate": {
    resources: ["{arn}"],
    actions: {
      acm: `AddTagsToCertificate DeleteCertificate DescribeCertificate GetCertificate ListTagsForCertificate
        RemoveTagsFromCertificate RequestCertificate UpdateCertificateOptions`,
    },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    resources: ["{certificateArn}"],
    actions: { acm: "DescribeCertificate" },
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    resources: [
      "{arn}",
      serviceLinkedRole("elasticloadbalancing", "AWSServiceRoleForElasticLoadBalancing"),
    ],
    actions: {
      elasticloadbalancing: `${tagging} CreateLoadBalancer DeleteLoadBalancer DescribeCapacityReservation
        DescribeLoadBalancerAttributes DescribeLoadBalancers ModifyLoadBalancerAttributes SetIpAddressType
        SetSecurityGroups SetSubnets`,
      iam: "CreateServiceLinkedRole",
    },
  },
  "aws:lb/listener:Listener": {
    resources: ["{arn}", "{loadBalancerArn}", ...tagged],
    actions: {
      elasticloadbalancing: `${tagging} CreateListener DeleteListener DescribeListenerAttributes
        DescribeListeners ModifyListener ModifyListenerAttributes`,
    },
  },
  "aws:lb/listenerCertificate:ListenerCertificate": {
    resources: ["{listenerArn}"],
    actions: {
      elasticloadbalancing: `AddListenerCertificates DescribeListenerCertificates
        RemoveListenerCertificates`,
    },
  },
  "aws:lb/targetGroup:TargetGroup": {
    resources: ["{arn}", ...tagged],
    actions: {
      elasticloadbalancing: `${tagging} CreateTargetGroup DeleteTargetGroup DescribeTargetGroupAttributes
        DescribeTargetGroups ModifyTargetGroup ModifyTargetGroupAttributes`,
    },
  },
  "aws:wafv2/webAcl:WebAcl": {
    resources: ["{arn}"],
    actions: {
      wafv2: `CreateWebACL DeleteWebACL GetWebACL ListTagsForResource TagResource UntagResource
        UpdateWebACL`,
    },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    resources: ["{webAclArn}", "{resourceArn}"],
    actions: {
      elasticloadbalancing: "SetWebACL",
      wafv2: "AssociateWebACL DisassociateWebACL GetWebACLForResource",
    },
  },
  "aws:sesv2/configurationSet:ConfigurationSet": {
    resources: ["{arn}"],
    actions: {
      ses: `CreateConfigurationSet DeleteConfigurationSet GetConfigurationSet ListTagsForResource
        PutConfigurationSetDeliveryOptions PutConfigurationSetReputationOptions
        PutConfigurationSetSendingOptions PutConfigurationSetSuppressionOptions TagResource UntagResource`,
    },
  },
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": {
    resources: regional("ses", "configuration-set/{configurationSetName}"),
    actions: {
      ses: `CreateConfigurationSetEventDestination DeleteConfigurationSetEventDestination
        GetConfigurationSetEventDestinations UpdateConfigurationSetEventDestination`,
    },
  },
  "aws:sesv2/emailIdentity:EmailIdentity": {
    resources: ["{arn}"],
    actions: {
      ses: `CreateEmailIdentity DeleteEmailIdentity GetEmailIdentity ListTagsForResource
        PutEmailIdentityConfigurationSetAttributes PutEmailIdentityDkimSigningAttributes TagResource
        UntagResource`,
    },
  },
  "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes": {
    resources: regional("ses", "identity/{emailIdentity}"),
    actions: { ses: "GetEmailIdentity PutEmailIdentityMailFromAttributes" },
  },
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": {
    resources: regional("ses", "identity/{emailIdentity}"),
    actions: {
      ses: `CreateEmailIdentityPolicy DeleteEmailIdentityPolicy GetEmailIdentityPolicies
        UpdateEmailIdentityPolicy`,
    },
  },
  "aws:ses/identityNotificationTopic:IdentityNotificationTopic": {
    actions: {
      ses: `GetIdentityNotificationAttributes SetIdentityFeedbackForwardingEnabled
        SetIdentityHeadersInNotificationsEnabled SetIdentityNotificationTopic`,
    },
  },
};
