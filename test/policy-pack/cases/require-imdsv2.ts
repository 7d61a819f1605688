import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const open = /leaves version 1 of the metadata service open/;
const required = { metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" } };

export const cases: PolicyCases = {
  // The stage report: no policy sets the defaults of the accounts.
  parameters: { accountDefaults: false },
  violating: [
    { title: "an instance without the setting", type: INSTANCE, message: open },
    {
      title: "an instance that allows both versions, against its launch template",
      type: INSTANCE,
      inputs: { launchTemplate: { id: "lt-0a" }, metadataOptions: { httpTokens: "optional" } },
      message: open,
    },
    {
      title: "an instance that allows both versions",
      type: INSTANCE,
      inputs: { metadataOptions: { httpTokens: "optional" } },
      message: /set metadataOptions\.httpTokens to required/,
    },
    {
      title: "a launch template that sets another option alone",
      type: TEMPLATE,
      inputs: { metadataOptions: { httpPutResponseHopLimit: 2 } },
      message: open,
    },
    {
      title: "a launch configuration",
      type: "aws:ec2/launchConfiguration:LaunchConfiguration",
      message:
        /starts instances with version 1, and AWS refuses it; use an aws\.ec2\.LaunchTemplate/,
    },
    {
      title: "a spot request that allows both versions",
      type: "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
      inputs: { metadataOptions: { httpEndpoint: "enabled", httpTokens: "optional" } },
      message: open,
    },
    {
      title: "an account default of both versions",
      type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
      inputs: { httpTokens: "optional" },
      message: /set httpTokens to required/,
    },
    {
      title: "an image built over version 1",
      type: "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration",
      inputs: { instanceMetadataOptions: { httpPutResponseHopLimit: 1 } },
      message: /set instanceMetadataOptions\.httpTokens/,
    },
    {
      title: "a notebook of version 1",
      type: "aws:sagemaker/notebookInstance:NotebookInstance",
      inputs: {
        instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "1" },
      },
      message: /minimumInstanceMetadataServiceVersion to 2/,
    },
  ],
  compliant: [
    ...[INSTANCE, "aws:ec2/spotInstanceRequest:SpotInstanceRequest"].map((type) => ({
      type,
      inputs: { launchTemplate: { id: "lt-0a", version: "$Latest" } },
    })),
    { type: INSTANCE, inputs: required },
    { type: INSTANCE, inputs: { metadataOptions: { httpEndpoint: "disabled" } } },
    { type: INSTANCE, inputs: { metadataOptions: UNKNOWN } },
    { type: TEMPLATE, inputs: required },
    { type: "aws:ec2/spotInstanceRequest:SpotInstanceRequest", inputs: required },
    {
      type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
      inputs: { httpTokens: "required", httpEndpoint: "enabled" },
    },
    {
      type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
      inputs: { httpEndpoint: "disabled" },
    },
    {
      type: "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration",
      inputs: { instanceMetadataOptions: { httpTokens: "required" } },
    },
    {
      type: "aws:sagemaker/notebookInstance:NotebookInstance",
      inputs: {
        instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
      },
    },
  ],
  remedied: [
    { type: INSTANCE, inputs: { launchTemplate: { id: "lt-0a" } }, becomes: {} },
    { type: INSTANCE, becomes: { metadataOptions: { httpTokens: "required" } } },
    { type: TEMPLATE, becomes: { metadataOptions: { httpTokens: "required" } } },
  ],
};
