import { known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicImages: Guardrail = {
  id: "deny-public-images",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicImages",
          Action: ["ec2:DisableImageBlockPublicAccess"],
          Resource: ["*"],
        }),
      ],
    },
    {
      policyType: "DECLARATIVE_POLICY_EC2",
      owns: ["image-block-public-access"],
      content: () => ({
        ec2_attributes: {
          image_block_public_access: { state: { "@@assign": "block_new_sharing" } },
        },
      }),
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"],
        check: (block) => {
          const state = known(block, "state");
          return state === undefined || state === "block-new-sharing"
            ? []
            : [{ message: "allows public images; set state to block-new-sharing" }];
        },
      },
      {
        types: ["aws:ec2/amiLaunchPermission:AmiLaunchPermission"],
        check: (permission) =>
          known(permission, "group") === "all"
            ? [{ message: "publishes an image; name an accountId or organizationArn" }]
            : [],
      },
      {
        types: ["aws:imagebuilder/distributionConfiguration:DistributionConfiguration"],
        check: distributionIsPrivate,
      },
    ],
  },
  detect: {
    none: "AWS Config has no managed rule for public images; the account status report of the declarative policy lists them",
  },
  calls: [
    "ec2:EnableImageBlockPublicAccess",
    "ec2:ModifyImageAttribute",
    "imagebuilder:CreateDistributionConfiguration",
    "imagebuilder:UpdateDistributionConfiguration",
  ],
  parameters: {},
  about: {
    title: "Keep machine images private",
    why: "strangers copy a public image within hours, with the keys and source code on its disk",
    comply: "Share images with accounts, or with the organization by its ARN",
    severity: "high",
    frameworks: [controlTower("CT.EC2.PV.11"), wellArchitected("SEC03-BP07")],
    requirements: [],
    peers: ["Control Tower", "Cloud Posse", "org-kickstart", "AWS samples"],
  },
};

function distributionIsPrivate(configuration: ResourceView): Finding[] {
  return objects(known(configuration, "distributions"))
    .flatMap((distribution) => objects(distribution["amiDistributionConfiguration"]))
    .flatMap((images) => objects(images["launchPermission"]))
    .filter(({ userGroups }) => Array.isArray(userGroups) && userGroups.includes("all"))
    .map(() => ({
      message: "publishes the images that it builds; use organizationArns instead of userGroups",
    }));
}
