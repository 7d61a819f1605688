import type { Row } from "../core/types";
import { uuid } from "./uuid";

/** GuardDuty: settings of a detector have its id. */
const ofDetector: Row = (resource) => ({
  id: [resource.text("detectorId"), resource.text("name", "")].filter(Boolean).join("/"),
  outputs: {},
});

const appointed: Row = (resource) => ({ id: resource.text("adminAccountId"), outputs: {} });

/** Security services and the event bus of their findings. */
export const securityRows: Readonly<Record<string, Row>> = {
  "aws:guardduty/detector:Detector": (resource) => {
    const id = resource.hex(32);
    return {
      id,
      outputs: {
        arn: resource.arn("guardduty", `detector/${id}`),
        accountId: resource.site.account,
      },
    };
  },
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": appointed,
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration": ofDetector,
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": ofDetector,
  "aws:guardduty/detectorFeature:DetectorFeature": ofDetector,
  "aws:securityhub/account:Account": (resource) => ({
    id: resource.site.account,
    outputs: { arn: resource.arn("securityhub", "hub/default") },
  }),
  "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount": appointed,
  "aws:securityhub/findingAggregator:FindingAggregator": (resource) => {
    const arn = resource.arn("securityhub", `finding-aggregator/${uuid(resource)}`);
    return { id: arn, outputs: { arn } };
  },
  "aws:securityhub/organizationConfiguration:OrganizationConfiguration": (resource) => ({
    id: resource.site.account,
    outputs: {},
  }),
  "aws:securityhub/configurationPolicy:ConfigurationPolicy": (resource) => {
    const id = uuid(resource);
    return { id, outputs: { arn: resource.arn("securityhub", `configuration-policy/${id}`) } };
  },
  "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": (resource) => ({
    id: resource.text("targetId"),
    outputs: {},
  }),
  "aws:accessanalyzer/analyzer:Analyzer": (resource) => {
    const id = resource.text("analyzerName");
    return { id, outputs: { arn: resource.arn("access-analyzer", `analyzer/${id}`) } };
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": (resource) => ({
    id: resource.text("eventBusName", "default"),
    outputs: {},
  }),
};
