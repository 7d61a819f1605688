import { objects, switchedOff } from "../support/readings";
import { IMAGE_REPOSITORY, REGISTRY_SCANNING } from "../support/resource-types";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireImageScans: Guardrail = {
  id: "require-image-scans",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireImageScans",
          Action: ["ecr:PutImageScanningConfiguration", "ecr:PutRegistryScanningConfiguration"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [IMAGE_REPOSITORY],
        // @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageScanningConfiguration.html
        advises:
          "ECR deprecates the setting of a repository in favour of the registry's configuration, which scans the repository as well",
        check: (repository) =>
          isLeftToRegistry(repository) ? [] : switchedOff(repository, `${SCANNING}.scanOnPush`),
      },
      { types: [REGISTRY_SCANNING], check: everyRepositoryIsScanned },
    ],
    stack: [
      {
        types: [IMAGE_REPOSITORY, REGISTRY_SCANNING],
        advises:
          "the configuration of the registry is in another stack of the account, where this stack does not see it",
        check: registryScansTheRest,
      },
    ],
    remedies: [
      {
        types: [IMAGE_REPOSITORY],
        inputs: (repository) =>
          isLeftToRegistry(repository) ? { [SCANNING]: { scanOnPush: true } } : {},
      },
    ],
  },
  detect: [{ securityHubControl: "ECR.1" }],
  calls: ["ecr:CreateRepository"],
  parameters: {
    registries: {
      type: "boolean",
      description:
        "True where the registry of every account scans all repositories: then a repository needs no setting of its own",
      default: false,
    },
  },
  about: {
    title: "Scan every image for known vulnerabilities",
    why: "without a scan a known vulnerability stays in an image unnoticed",
    comply:
      "Scan every repository on push by the configuration of the registry, or set scanOnPush of the repository",
    severity: "medium",
    frameworks: [fsbp("ECR.1")],
    requirements: [],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

const SCANNING = "imageScanningConfiguration";

/**
 * True for a repository without the setting, which AWS is deprecating: the configuration of its registry decides.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageScanningConfiguration.html
 */
function isLeftToRegistry(repository: ResourceView): boolean {
  return repository.read(SCANNING).state === "absent";
}

function registryScansTheRest(
  resources: readonly ResourceView[],
  { registries }: ParameterValues,
): Finding[] {
  const isScanned =
    registries === true ||
    resources.some(
      (resource) =>
        resource.type === REGISTRY_SCANNING && everyRepositoryIsScanned(resource).length === 0,
    );
  return isScanned
    ? []
    : resources
        .filter((resource) => resource.type === IMAGE_REPOSITORY && isLeftToRegistry(resource))
        .map(({ urn }) => ({
          urn,
          message:
            "is scanned neither by its own setting nor by a registry of its stack; set imageScanningConfiguration.scanOnPush to true",
        }));
}

function everyRepositoryIsScanned(registry: ResourceView): Finding[] {
  const rules = registry.read("rules");
  const list: readonly unknown[] =
    rules.state === "known" && Array.isArray(rules.value) ? rules.value : [];
  return rules.state === "unknown" || list.some(coversEverything)
    ? []
    : [
        {
          message:
            'does not scan all repositories; add to rules one on push whose repositoryFilters has the filter "*"',
        },
      ];
}

/** True when a rule scans every repository. An unknown part counts as the required value. */
function coversEverything(rule: unknown): boolean {
  const [{ scanFrequency, repositoryFilters } = {}] = objects(rule);
  const filters: readonly unknown[] = Array.isArray(repositoryFilters) ? repositoryFilters : [];
  return (
    rule === undefined ||
    (scanFrequency !== "MANUAL" &&
      (repositoryFilters === undefined ||
        filters.some((filter) => {
          const [parts] = objects(filter);
          return parts === undefined || parts["filter"] === undefined || parts["filter"] === "*";
        })))
  );
}
