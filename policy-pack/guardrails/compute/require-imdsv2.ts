import { isNot, readPath } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireImdsv2: Guardrail = {
  id: "require-imdsv2",
  // Enforced from the first day: a new organization has no instance that uses version 1, and an existing one begins with the
  // stage report of the roll-out, where EC2's metric MetadataNoToken counts the calls of version 1.
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // A launch without the option takes the account's default, which the declarative policy below sets. So only a
        // launch with `optional` is denied.
        denyExcept(context, {
          Sid: "RequireImdsv2Launch",
          Action: ["ec2:RunInstances"],
          Resource: ["*"],
          Condition: { StringEquals: { "ec2:MetadataHttpTokens": ["optional"] } },
        }),
        denyExcept(context, {
          Sid: "RequireImdsv2Change",
          Action: ["ec2:ModifyInstanceMetadataOptions"],
          Resource: ["*"],
          Condition: { StringEquals: { "ec2:Attribute/HttpTokens": ["optional"] } },
        }),
        denyExcept(context, {
          Sid: "RequireImdsv2Default",
          // Launch configurations are deprecated, and AWS launches their instances by a role that no policy binds.
          Action: ["autoscaling:CreateLaunchConfiguration", "ec2:ModifyInstanceMetadataDefaults"],
          Resource: ["*"],
        }),
        // Credentials from version 1 are useless, even on an old instance.
        denyExcept(context, {
          Sid: "RequireImdsv2Credentials",
          Action: ["*"],
          Resource: ["*"],
          Condition: { NumericLessThan: { "ec2:RoleDelivery": ["2.0"] } },
        }),
      ],
    },
    {
      policyType: "DECLARATIVE_POLICY_EC2",
      owns: ["instance-metadata-defaults"],
      content: (_context, { enforceOnServices }) => ({
        ec2_attributes: {
          instance_metadata_defaults: {
            http_tokens: { "@@assign": "required" },
            // Two hops: containers on the instance query its Region.
            http_put_response_hop_limit: { "@@assign": "2" },
            http_endpoint: { "@@assign": "no_preference" },
            instance_metadata_tags: { "@@assign": "no_preference" },
            ...(enforceOnServices === true && { http_tokens_enforced: { "@@assign": "enabled" } }),
          },
        },
      }),
    },
  ],
  preview: {
    resource: [
      { types: Object.keys(tokenSettings()), check: tokenIsRequired },
      {
        types: ["aws:ec2/launchConfiguration:LaunchConfiguration"],
        check: () => [
          {
            message:
              "starts instances with version 1, and AWS refuses it; use an aws.ec2.LaunchTemplate in an aws.autoscaling.Group",
          },
        ],
      },
    ],
    remedies: [
      {
        types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
        inputs: (resource) =>
          resource.read("metadataOptions").state === "absent" && !takesTemplatesOptions(resource)
            ? { metadataOptions: { httpTokens: "required" } }
            : {},
      },
    ],
  },
  detect: [
    { securityHubControl: "EC2.8" },
    { securityHubControl: "EC2.170" },
    { securityHubControl: "AutoScaling.3" },
  ],
  calls: [
    "autoscaling:CreateLaunchConfiguration",
    "ec2:CreateLaunchTemplate",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:RequestSpotInstances",
    "imagebuilder:CreateInfrastructureConfiguration",
    "imagebuilder:UpdateInfrastructureConfiguration",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:UpdateNotebookInstance",
  ],
  parameters: {
    enforceOnServices: {
      type: "boolean",
      description:
        "Deny launches with version 1 by AWS services too: service control policies do not bind the roles of these services",
      default: false,
    },
    accountDefaults: {
      type: "boolean",
      description:
        "True when version 2 is the default of every account: then an instance or a launch template without the option is accepted. In the program's accounts it is, by the declarative policy or by the baseline",
      default: false,
    },
  },
  about: {
    title: "Require version 2 of the instance metadata service",
    why: "an attacker who tricks a web application into one request gets the credentials of its role from version 1",
    comply: "Set metadataOptions.httpTokens to required",
    severity: "high",
    frameworks: [
      cis("5.6"),
      fsbp("EC2.8"),
      fsbp("EC2.170"),
      fsbp("AutoScaling.3"),
      controlTower("CT.EC2.PR.1"),
    ],
    requirements: [],
    peers: ["Control Tower", "Cloud Posse", "MCAF", "org-kickstart", "AWS samples"],
  },
};

/** Path of the metadata option by type, and the value that requires a token. */
function tokenSettings(): Readonly<Record<string, readonly [path: string, value: string]>> {
  return {
    "aws:ec2/instance:Instance": ["metadataOptions.httpTokens", "required"],
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": ["httpTokens", "required"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["metadataOptions.httpTokens", "required"],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["metadataOptions.httpTokens", "required"],
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": [
      "instanceMetadataOptions.httpTokens",
      "required",
    ],
    "aws:sagemaker/notebookInstance:NotebookInstance": [
      "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion",
      "2",
    ],
  };
}

/** Types that may use a launch template. */
const templated = ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"];

/** True for an instance that takes its metadata options from a launch template: the template is checked instead. */
function takesTemplatesOptions(resource: ResourceView): boolean {
  return (
    templated.includes(resource.type) &&
    resource.read("launchTemplate").state !== "absent" &&
    resource.read("metadataOptions").state === "absent"
  );
}

/**
 * Types whose option is the default of the account while it is absent: the declarative policy sets it, and AWS refuses to
 * change it. Image builds have a default of their own, version 1.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html
 */
const defaulted = [...templated, "aws:ec2/launchTemplate:LaunchTemplate"];

/** A disabled metadata service returns no credentials. */
function tokenIsRequired(resource: ResourceView, { accountDefaults }: ParameterValues): Finding[] {
  const [path = "", value = ""] = tokenSettings()[resource.type] ?? [];
  const reading = readPath(resource, path);
  const takesDefault =
    accountDefaults === true && defaulted.includes(resource.type) && reading.state === "absent";
  if (takesTemplatesOptions(resource) || takesDefault) {
    return [];
  }
  const endpoint = readPath(resource, path.replace("httpTokens", "httpEndpoint"));
  const off =
    path.includes("httpTokens") &&
    (endpoint.state === "unknown" || (endpoint.state === "known" && endpoint.value === "disabled"));
  return isNot(reading, value) && !off
    ? [{ message: `leaves version 1 of the metadata service open; set ${path} to ${value}` }]
    : [];
}
