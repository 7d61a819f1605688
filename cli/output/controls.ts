import { guardrails } from "../../policy-pack/guardrails";
import type { Detection } from "../../policy-pack/guardrails/types/detection";
import type { Framework } from "../../policy-pack/guardrails/types/frameworks";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import {
  announced,
  cisOnlyControls,
  cisRequirements,
  fsbpControls,
} from "../../policy-pack/guardrails/types/security-hub-controls";
import { detectionText, previewTypes } from "./explanation";

const userGuide = "https://docs.aws.amazon.com/securityhub/latest/userguide";
const cisName = "CIS AWS Foundations Benchmark 3.0.0";
const fsbpName = "AWS Foundational Security Best Practices 1.0.0";

const titles: Readonly<Record<string, string>> = { ...fsbpControls, ...cisOnlyControls };
const requirements: Readonly<Record<string, { version5: string; controls: readonly string[] }>> =
  cisRequirements;
const announcements: Readonly<Record<string, string | undefined>> = announced;

/** A guardrail that answers a control, and the reference to the control unless only its detection names it. */
interface Answer {
  readonly control: string;
  readonly guardrail: Guardrail;
  readonly framework?: Framework;
}

/**
 * Page from the controls of published frameworks to the guardrails with the same purpose, and to what shows that each is
 * kept. The guardrails' own texts name the controls; the tables of Security Hub's pages have their titles and the rest.
 */
export function controlsMarkdown(): string {
  return [
    "# From a control to its evidence",
    "",
    "Written from `policy-pack/guardrails` by `npm run docs`; change it there.",
    "",
    "For an audit: each control of a published framework that a guardrail answers, and where its evidence is.",
    "",
    "- **AWS denies**: a policy of the organization. `npm run plan -- --tree management` shows the policies, and",
    "  `npm run explain -- --account <key> --action <service:Action>` the one that denies a call.",
    "- **preview checks**: the types of the planned resources that answer the control. `npm run plan` and `npm run up` refuse one that",
    "  does not comply before it exists, or warn where the guardrail's section shows that previews advise.",
    "- **found by**: the Config rule or the Security Hub control that lists resources which do not comply. In the audit account,",
    "  `aws configservice get-organization-conformance-pack-detailed-status --organization-conformance-pack-name platform-guardrails` shows",
    "  the packs of every account, and Security Hub's console the controls.",
    "",
    ...sources(),
    "",
    "A control without a row is in [Not covered](#not-covered). Security Hub checks the standards of `platform:audit` whether they have a row",
    "or not. There is no mapping to SOC 2, ISO 27001 or NIST 800-53.",
    "",
    ...[...answersByFramework()].flatMap(([name, answers]) => [
      `## ${name}`,
      "",
      ...table(name, answers),
      "",
    ]),
    ...notCovered(),
  ].join("\n");
}

/** Lines about the pages that state the numbers, and about those that none states. */
function sources(): string[] {
  const numbers = [...answersByFramework()]
    .filter(([name]) => name === cisName || name === fsbpName)
    .flatMap(([, answers]) => answers);
  const count = (of: readonly Answer[]): number =>
    new Set(of.map(({ control, framework }) => `${framework?.name} ${control}`)).size;
  const unconfirmed = numbers.filter(({ framework }) => framework?.unconfirmed);
  const named = numbers.filter(({ framework }) => framework);
  const stated = count(named) - count(unconfirmed);
  return [
    `Security Hub's pages of [AWS Foundational Security Best Practices](${userGuide}/fsbp-standard.html) and of the`,
    `[CIS benchmark](${userGuide}/cis-aws-foundations-benchmark.html) were read on 2026-11-29, in copies younger than 3 August and`,
    `11 September 2026. Of ${count(named)} numbers that the guardrails name in these two frameworks, the pages state ${stated}, with the titles and relations`,
    `below. ${count(unconfirmed)} numbers of CIS are **from memory**: Security Hub maps no control to these requirements. Version 5.0.0 has one requirement`,
    "that no number below has: 2.2.4, which RDS.5 and RDS.15 check. The numbers of Control Tower and the Well-Architected Framework were not",
    "compared with a page.",
  ];
}

/** Answers of each framework, sorted by control; Security Hub's own standard has those of detections too. */
function answersByFramework(): Map<string, Answer[]> {
  const named = guardrails.flatMap((guardrail) =>
    guardrail.about.frameworks.map((framework) => ({
      name: `${framework.name} ${framework.version}`,
      control: framework.reference,
      guardrail,
      framework,
    })),
  );
  const found = guardrails.flatMap((guardrail) =>
    controlsOf(guardrail)
      .filter((control) =>
        guardrail.about.frameworks.every(({ reference }) => reference !== control),
      )
      .map((control) => ({ name: fsbpName, control, guardrail })),
  );
  const all: (Answer & { name: string })[] = [...named, ...found];
  return new Map(
    [...new Set(all.map(({ name }) => name))]
      .sort()
      .map((name) => [
        name,
        all
          .filter((answer) => answer.name === name)
          .sort((one, other) => byNumber(one.control, other.control)),
      ]),
  );
}

/** Controls of Security Hub that detect what the guardrail forbids. */
function controlsOf({ detect }: Guardrail): string[] {
  return "none" in detect
    ? []
    : detect.flatMap((detection) =>
        "securityHubControl" in detection ? detection.securityHubControl : [],
      );
}

const { compare: byNumber } = new Intl.Collator("en", { numeric: true });

function table(framework: string, answers: readonly Answer[]): string[] {
  const describe = { [cisName]: cisCells, [fsbpName]: fsbpCells }[framework] ?? plainCells;
  const heads = {
    [cisName]: ["requirement", "in 5.0.0", "Security Hub's control"],
    [fsbpName]: ["control", "title"],
  }[framework] ?? ["control"];
  const columns = [...heads, "guardrail", "AWS denies", "preview checks", "found by"];
  return [
    `| ${columns.join(" | ")} |`,
    `| ${columns.map(() => "---").join(" | ")} |`,
    ...answers.map((answer) => `| ${[...describe(answer), ...evidence(answer)].join(" | ")} |`),
  ];
}

function plainCells({ control }: Answer): string[] {
  return [control];
}

function fsbpCells({ control }: Answer): string[] {
  return [controlLink(control), titleOf(control)];
}

function cisCells({ control, framework }: Answer): string[] {
  const requirement = requirements[control];
  return requirement && !framework?.unconfirmed
    ? [control, requirement.version5, requirement.controls.map(controlLink).join(", ")]
    : [`${control}, from memory`, "-", "-"];
}

function evidence({ control, guardrail: { id, deny, preview, detect, optIn } }: Answer): string[] {
  return [
    `[${id}](guardrails.md#${id})${optIn === undefined ? "" : ", opt-in"}`,
    "none" in deny ? "no" : "yes",
    "none" in preview ? "-" : previewTypes(preview),
    "none" in detect ? "-" : detectionsOf(control, detect).map(detectionText).join(", "),
  ];
}

/** Detections of the control; without one, all detections of the guardrail, which may check more. */
function detectionsOf(control: string, detections: readonly Detection[]): readonly Detection[] {
  const controls = [control, ...(requirements[control]?.controls ?? [])];
  const own = detections.filter(
    (detection) =>
      "securityHubControl" in detection && controls.includes(detection.securityHubControl),
  );
  return own.length > 0 ? own : detections;
}

/** Link to the section of a control: `ec2-controls.html#ec2-8`. */
function controlLink(control: string): string {
  const [service = "", number = ""] = control.toLowerCase().split(".");
  return `[${control}](${userGuide}/${service}-controls.html#${service}-${number})`;
}

function titleOf(control: string): string {
  const announcement = announcements[control];
  return `${titles[control]}${announcement === undefined ? "" : ` (${announcement})`}`;
}

/** Section with the controls of both standards that no guardrail answers. */
function notCovered(): string[] {
  const answers = answersByFramework();
  const missing = (framework: string, all: object): string[] => {
    const answered = new Set(answers.get(framework)?.map(({ control }) => control));
    return Object.keys(all)
      .filter((control) => !answered.has(control))
      .sort(byNumber);
  };
  const fsbp = missing(fsbpName, fsbpControls);
  const cis = missing(cisName, cisRequirements);
  return [
    "## Not covered",
    "",
    "No guardrail names these controls, and no guardrail's detection uses them. Security Hub still checks them where their standard is on;",
    "a guardrail with another number may prevent part of one.",
    "",
    `### ${cisName}: ${cis.length} of ${Object.keys(cisRequirements).length} requirements that Security Hub checks`,
    "",
    ...cis.map((number) => {
      const controls = requirements[number]?.controls ?? [];
      return `- ${number}: ${controls.map((control) => `${controlLink(control)} ${titleOf(control)}`).join("; ")}`;
    }),
    "",
    `### ${fsbpName}: ${fsbp.length} of ${Object.keys(fsbpControls).length} controls`,
    "",
    ...fsbp.map((control) => `- ${controlLink(control)} ${titleOf(control)}`),
    "",
  ];
}
