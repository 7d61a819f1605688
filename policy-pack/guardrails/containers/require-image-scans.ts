import { objects, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
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
        types: ["aws:ecr/repository:Repository"],
        check: (repository) => switchedOff(repository, `${SCANNING}.scanOnPush`),
      },
      {
        types: ["aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"],
        check: everyRepositoryIsScanned,
      },
    ],
    remedies: [
      {
        types: ["aws:ecr/repository:Repository"],
        inputs: (repository) =>
          repository.read(SCANNING).state === "absent" ? { [SCANNING]: { scanOnPush: true } } : {},
      },
    ],
  },
  detect: [{ securityHubControl: "ECR.1" }],
  calls: ["ecr:CreateRepository"],
  parameters: {},
  about: {
    title: "Scan every image for known vulnerabilities",
    why: "without a scan a known vulnerability stays in an image unnoticed",
    comply: "Scan on push, in the repository and in the registry's configuration",
    severity: "medium",
    frameworks: [fsbp("ECR.1")],
    requirements: [],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

const SCANNING = "imageScanningConfiguration";

function everyRepositoryIsScanned(registry: ResourceView): Finding[] {
  const rules = registry.read("rules");
  const list: readonly unknown[] =
    rules.state === "known" && Array.isArray(rules.value) ? rules.value : [];
  return rules.state === "unknown" || list.some(coversEverything)
    ? []
    : [
        {
          message:
            'does not scan all repositories; add a rule on push whose repositoryFilters has the filter "*"',
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
