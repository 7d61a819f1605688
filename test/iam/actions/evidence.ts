import { type ActionTable, regional, serviceLinkedRole } from "./table";

const detector = regional("guardduty", "detector/{detectorId}");
const hub = regional("securityhub", "hub/default");
const tagging = "ListTagsForResource TagResource UntagResource";

/** Records, detection and notifications. */
export const evidence: ActionTable = {
  "aws:cfg/recorder:Recorder": {
    resources: ["{roleArn}", ...regional("config", "configuration-recorder/{name}/1a2b")],
    actions: {
      config: "DescribeConfigurationRecorders PutConfigurationRecorder",
      iam: "PassRole",
    },
  },
  "aws:cfg/recorderStatus:RecorderStatus": {
    resources: regional("config", "configuration-recorder/{name}/1a2b"),
    actions: {
      config:
        "DescribeConfigurationRecorderStatus StartConfigurationRecorder StopConfigurationRecorder",
    },
  },
  "aws:cfg/deliveryChannel:DeliveryChannel": {
    actions: { config: "DeleteDeliveryChannel DescribeDeliveryChannels PutDeliveryChannel" },
  },
  "aws:cfg/configurationAggregator:ConfigurationAggregator": {
    resources: ["{arn}", "{organizationAggregationSource.roleArn}"],
    actions: {
      config: `${tagging} DeleteConfigurationAggregator DescribeConfigurationAggregators
        PutConfigurationAggregator`,
      iam: "PassRole",
    },
  },
  "aws:cfg/organizationConformancePack:OrganizationConformancePack": {
    resources: [
      "{arn}",
      serviceLinkedRole("config-multiaccountsetup", "AWSServiceRoleForConfigMultiAccountSetup"),
    ],
    actions: {
      config: `DeleteOrganizationConformancePack DescribeOrganizationConformancePacks
        DescribeOrganizationConformancePackStatuses GetOrganizationConformancePackDetailedStatus
        PutOrganizationConformancePack`,
      iam: "CreateServiceLinkedRole",
      organizations: "DescribeOrganization ListDelegatedAdministrators",
    },
  },
  "aws:accessanalyzer/analyzer:Analyzer": {
    resources: ["{arn}", serviceLinkedRole("access-analyzer", "AWSServiceRoleForAccessAnalyzer")],
    actions: {
      "access-analyzer": `${tagging} CreateAnalyzer DeleteAnalyzer GetAnalyzer UpdateAnalyzer`,
      iam: "CreateServiceLinkedRole",
    },
  },
  "aws:guardduty/detector:Detector": {
    resources: ["{arn}", serviceLinkedRole("guardduty", "AWSServiceRoleForAmazonGuardDuty")],
    actions: {
      guardduty: `${tagging} CreateDetector GetDetector UpdateDetector`,
      iam: "CreateServiceLinkedRole",
    },
  },
  "aws:guardduty/detectorFeature:DetectorFeature": {
    resources: detector,
    actions: { guardduty: "GetDetector UpdateDetector" },
  },
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration": {
    actions: { guardduty: "DescribeOrganizationConfiguration UpdateOrganizationConfiguration" },
  },
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": {
    actions: { guardduty: "DescribeOrganizationConfiguration UpdateOrganizationConfiguration" },
  },
  "aws:securityhub/account:Account": {
    resources: [...hub, serviceLinkedRole("securityhub", "AWSServiceRoleForSecurityHub")],
    actions: {
      iam: "CreateServiceLinkedRole",
      securityhub:
        "DescribeHub EnableSecurityHub GetEnabledStandards UpdateSecurityHubConfiguration",
    },
  },
  "aws:securityhub/findingAggregator:FindingAggregator": {
    resources: ["{arn}"],
    actions: {
      securityhub: `CreateFindingAggregator DeleteFindingAggregator GetFindingAggregator
        UpdateFindingAggregator`,
    },
  },
  "aws:securityhub/organizationConfiguration:OrganizationConfiguration": {
    resources: hub,
    actions: { securityhub: "DescribeOrganizationConfiguration UpdateOrganizationConfiguration" },
  },
  "aws:securityhub/configurationPolicy:ConfigurationPolicy": {
    resources: ["{arn}"],
    actions: {
      securityhub: `CreateConfigurationPolicy DeleteConfigurationPolicy GetConfigurationPolicy
        UpdateConfigurationPolicy`,
    },
  },
  "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": {
    resources: hub,
    actions: {
      securityhub: `GetConfigurationPolicyAssociation StartConfigurationPolicyAssociation
        StartConfigurationPolicyDisassociation`,
    },
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    resources: ["{arn}"],
    actions: {
      logs: `${tagging} CreateLogGroup DescribeLogGroups PutRetentionPolicy`,
    },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    resources: ["{arn}"],
    actions: { cloudwatch: `${tagging} DeleteAlarms DescribeAlarms PutMetricAlarm` },
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    resources: regional("events", "event-bus/{eventBusName}"),
    actions: { events: "DescribeEventBus PutPermission RemovePermission" },
  },
  "aws:cloudwatch/eventRule:EventRule": {
    resources: ["{arn}"],
    actions: {
      events: `${tagging} DeleteRule DescribeRule DisableRule EnableRule PutRule`,
    },
  },
  // Not every target takes a role.
  "aws:cloudwatch/eventTarget:EventTarget": {
    resources: [...regional("events", "rule/{rule}"), "arn:{partition}:iam::{account}:role/a-role"],
    actions: { events: "ListTargetsByRule PutTargets RemoveTargets", iam: "PassRole" },
  },
  "aws:sns/topic:Topic": {
    resources: ["{arn}"],
    actions: { sns: `${tagging} CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes` },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    resources: ["{arn}"],
    actions: { sns: "GetTopicAttributes SetTopicAttributes" },
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    resources: ["{topic}"],
    actions: { sns: "GetSubscriptionAttributes SetSubscriptionAttributes Subscribe Unsubscribe" },
  },
  "aws:athena/workgroup:Workgroup": {
    resources: ["{arn}"],
    actions: { athena: `${tagging} CreateWorkGroup DeleteWorkGroup GetWorkGroup UpdateWorkGroup` },
  },
  "aws:athena/namedQuery:NamedQuery": {
    resources: regional("athena", "workgroup/{workgroup}"),
    actions: { athena: "CreateNamedQuery DeleteNamedQuery GetNamedQuery UpdateNamedQuery" },
  },
  "aws:glue/catalogDatabase:CatalogDatabase": {
    resources: ["{arn}", ...regional("glue", "catalog")],
    actions: {
      glue: "CreateDatabase DeleteDatabase GetDatabase GetTags TagResource UntagResource UpdateDatabase",
    },
  },
  "aws:glue/catalogTable:CatalogTable": {
    resources: ["{arn}", ...regional("glue", "catalog", "database/{databaseName}")],
    actions: { glue: "CreateTable DeleteTable GetPartitionIndexes GetTable UpdateTable" },
  },
};
