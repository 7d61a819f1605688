import { isNot, readPath } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireImdsv2: Guardrail = {
  id: "require-imdsv2",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // A launch that says nothing takes the default below, so only one that asks for version 1 is refused.
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
          // Launch configurations are retired, and what they ask for is launched by a role that no policy binds.
          Action: ["autoscaling:CreateLaunchConfiguration", "ec2:ModifyInstanceMetadataDefaults"],
          Resource: ["*"],
        }),
        // Credentials that version 1 has given out are good for nothing, however old the instance.
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
            // One hop more than the instance itself: containers on it ask for its Region.
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
    resource: [{ types: Object.keys(tokenSettings()), check: tokenIsRequired }],
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
        "Refuse launches with version 1 by AWS services as well, whose roles no policy of statements binds",
      default: false,
    },
  },
  about: {
    title: "Require version 2 of the instance metadata service",
    why: "one request that a web application can be tricked into sending brings its role's credentials out of version 1",
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

/** Where each type says that the metadata service wants a token, and the value that says so. */
function tokenSettings(): Readonly<Record<string, readonly [path: string, value: string]>> {
  return {
    "aws:ec2/instance:Instance": ["metadataOptions.httpTokens", "required"],
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": ["httpTokens", "required"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["metadataOptions.httpTokens", "required"],
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

/** What may be started from a launch template. */
const templated = ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"];

/** What names a launch template takes its options, and the template is judged where it is made. */
function takesTemplatesOptions(resource: ResourceView): boolean {
  return (
    templated.includes(resource.type) &&
    resource.read("launchTemplate").state !== "absent" &&
    resource.read("metadataOptions").state === "absent"
  );
}

/** A metadata service that is switched off gives nothing out. */
function tokenIsRequired(resource: ResourceView): Finding[] {
  if (takesTemplatesOptions(resource)) {
    return [];
  }
  const [path = "", value = ""] = tokenSettings()[resource.type] ?? [];
  const reading = readPath(resource, path);
  const endpoint = readPath(resource, path.replace("httpTokens", "httpEndpoint"));
  const off =
    path.includes("httpTokens") &&
    (endpoint.state === "unknown" || (endpoint.state === "known" && endpoint.value === "disabled"));
  return isNot(reading, value) && !off
    ? [{ message: `leaves version 1 of the metadata service open; set ${path} to ${value}` }]
    : [];
}
