import type { PolicyCases } from "../cases";

const REPOSITORY = "aws:ecr/repository:Repository";
const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const rule = (scanFrequency: string, filter: string): object => ({
  scanFrequency,
  repositoryFilters: [{ filter, filterType: "WILDCARD" }],
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a repository without the setting, and without a registry",
      type: REPOSITORY,
      message: /is scanned neither by its own setting nor by a registry of its stack/,
    },
    {
      title: "a repository without the setting, beside a registry that scans others",
      type: REPOSITORY,
      with: [{ type: REGISTRY, inputs: { rules: [rule("SCAN_ON_PUSH", "prod*")] } }],
      message: /set imageScanningConfiguration\.scanOnPush to true/,
    },
    {
      title: "a repository that is not scanned",
      type: REPOSITORY,
      inputs: { imageScanningConfiguration: { scanOnPush: false } },
      message: /scanOnPush/,
    },
    {
      title: "a registry without rules",
      type: REGISTRY,
      message: /does not scan all repositories/,
    },
    {
      title: "a registry that scans some repositories",
      type: REGISTRY,
      inputs: { rules: [rule("SCAN_ON_PUSH", "prod*")] },
      message: /does not scan all repositories/,
    },
    {
      title: "a registry that scans on request",
      type: REGISTRY,
      inputs: { rules: [rule("MANUAL", "*")] },
      message: /add to rules one on push/,
    },
  ],
  compliant: [
    {
      type: REPOSITORY,
      with: [{ type: REGISTRY, inputs: { rules: [rule("SCAN_ON_PUSH", "*")] } }],
    },
    { type: REPOSITORY, inputs: { imageScanningConfiguration: { scanOnPush: true } } },
    { type: REGISTRY, inputs: { rules: [rule("SCAN_ON_PUSH", "*")] } },
    {
      type: REGISTRY,
      inputs: { rules: [rule("CONTINUOUS_SCAN", "prod*"), rule("SCAN_ON_PUSH", "*")] },
    },
  ],
  remedied: [{ type: REPOSITORY, becomes: { imageScanningConfiguration: { scanOnPush: true } } }],
};
