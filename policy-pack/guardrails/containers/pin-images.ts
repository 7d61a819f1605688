import { known } from "../support/readings";
import { containersOf, DAEMON_TASK, JOB, nameOf, podTypes, TASK } from "../support/workloads";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const pinImages: Guardrail = {
  id: "pin-images",
  deny: { none: "IAM sees the task or the cluster, but not its image" },
  preview: {
    resource: [
      {
        types: [...podTypes, TASK, DAEMON_TASK, JOB],
        check: (resource, parameters) =>
          containersOf(resource).flatMap((container) =>
            unpinned(container["image"], nameOf(container), parameters),
          ),
      },
      {
        types: ["aws:lambda/function:Function"],
        check: (resource, parameters) =>
          unpinned(known(resource, "imageUri"), "the function", parameters),
      },
      {
        types: [
          "kubernetes:helm.sh/v3:Chart",
          "kubernetes:helm.sh/v3:Release",
          "kubernetes:helm.sh/v4:Chart",
        ],
        check: chartHasVersion,
      },
    ],
  },
  detect: { none: "AWS Config does not record the images of pods and tasks" },
  calls: [
    "batch:RegisterJobDefinition",
    "ecs:RegisterDaemonTaskDefinition",
    "ecs:RegisterTaskDefinition",
    "lambda:CreateFunction",
    "lambda:UpdateFunctionCode",
  ],
  parameters: {
    digests: {
      type: "boolean",
      description: "Require a digest (@sha256:), not only a tag other than latest",
      default: false,
    },
  },
  scope: { environments: ["production"] },
  about: {
    title: "Run images and charts of a fixed version in production",
    why: "each push changes the image behind the tag latest, so two pods of one deployment may run different code, and a rollback changes nothing",
    comply: "Use the tag of one build or a digest, and set the version of each chart",
    severity: "medium",
    frameworks: [wellArchitected("SEC06-BP04"), wellArchitected("REL08-BP04")],
    requirements: ["r2.17"],
    peers: ["Pulumi compliance policies"],
  },
};

function unpinned(image: unknown, what: string, { digests }: ParameterValues): Finding[] {
  if (typeof image !== "string" || image.includes("@sha256:")) {
    return [];
  }
  // A colon before the last slash is the registry's port.
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  if (digests === true) {
    return [{ message: `runs ${what} from ${image} without a digest; name the image by @sha256:` }];
  }
  return tag === undefined || tag === "" || tag === "latest"
    ? [
        {
          message: `runs ${what} from ${image}, which changes with each push; use the tag of one build or a digest`,
        },
      ]
    : [];
}

/** A chart in the program's own folder needs no version. */
function chartHasVersion(release: ResourceView): Finding[] {
  const chart = known(release, "chart");
  return typeof chart === "string" &&
    !/^[./]|\.tgz$/.test(chart) &&
    release.read("version").state === "absent"
    ? [{ message: `installs the newest version of ${chart}; set version` }]
    : [];
}
