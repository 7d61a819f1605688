import { known, objects } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const restrictImages: Guardrail = {
  id: "restrict-images",
  deny: [
    {
      policyType: "DECLARATIVE_POLICY_EC2",
      owns: ["allowed-images"],
      content: (_context, { providers, auditOnly }) => ({
        ec2_attributes: {
          allowed_images_settings: {
            state: { "@@assign": auditOnly === true ? "audit_mode" : "enabled" },
            image_criteria: {
              criteria_1: { allowed_image_providers: { "@@append": providers } },
            },
          },
        },
      }),
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2/allowedImagesSettings:AllowedImagesSettings"],
        check: settingsAreNarrow,
      },
    ],
  },
  detect: {
    none: "AWS Config finds images by id or tag, not by publisher; the account status report of the declarative policy does",
  },
  calls: [
    "ec2:DisableAllowedImagesSettings",
    "ec2:EnableAllowedImagesSettings",
    "ec2:ReplaceImageCriteriaInAllowedImagesSettings",
    "ec2:RunInstances",
  ],
  parameters: {
    providers: {
      type: "strings",
      of: "publisher",
      description:
        "Publishers whose images may be started: account ids, amazon, aws_marketplace, aws_backup_vault; images of the account itself are always allowed",
    },
    auditOnly: {
      type: "boolean",
      description: "Only mark images of other publishers, without denying them",
      default: false,
    },
  },
  optIn: "only the company knows the publishers that it trusts",
  about: {
    title: "Start instances only from images of trusted publishers",
    why: "every AWS account can publish an image under a vendor's name, and scripts often start the newest image of a name",
    comply: "Choose an image of a listed publisher or of your own account",
    severity: "high",
    frameworks: [wellArchitected("SEC06-BP02")],
    requirements: [],
    peers: [],
  },
};

function settingsAreNarrow(settings: ResourceView, parameters: ParameterValues): Finding[] {
  const allowed = parameters["providers"] as readonly string[];
  const others = objects(known(settings, "imageCriterions"))
    .flatMap(({ imageProviders }) =>
      Array.isArray(imageProviders) ? (imageProviders as unknown[]) : [],
    )
    // The account's setting has a dash where the organization policy has an underscore.
    .filter(
      (provider) =>
        typeof provider === "string" &&
        provider !== "none" &&
        !allowed.includes(provider.replaceAll("-", "_")),
    );
  return [
    ...(known(settings, "state") === "disabled"
      ? [{ message: "allows images of every publisher; set state to enabled" }]
      : []),
    ...others.map((provider) => ({
      message: `allows images of ${String(provider)}, which is not a listed publisher; use ${allowed.join(", ")}`,
    })),
  ];
}
