import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { memberAccounts } from "../company/accounts";
import type { GuardrailSetting } from "../company/organization";
import { scopeOf } from "../guardrails/scope";
import type { Company, Notice } from "./notice";

/** Declarations of a company that no stack uses. Those of workload accounts are problems instead (across-stacks.ts). */
export function unusedDeclarations(company: Company): Notice[] {
  return [accounts, spokes, units, groups, mailSenders, guardrailSettings].flatMap((unused) =>
    unused(company).map(([path, text]): Notice => ({ kind: "unused", text, paths: [path] })),
  );
}

/** Path of a declaration, and a sentence about it. */
type Unused = readonly [path: string, text: string];

function accounts({ organization, stacks }: Company): Unused[] {
  const deployed = new Set(stacks.map(({ account }) => account));
  return memberAccounts(organization)
    .filter((name) => !deployed.has(name) && organization.accounts[name]?.stack !== "none")
    .map((name) => [
      `organization.accounts.${name}`,
      `no stack builds in account ${name}: it has no baseline and no recorder of AWS Config. Add a stack, or set stack: none`,
    ]);
}

function spokes({ organization, stacks }: Company): Unused[] {
  const workloads = new Set(
    stacks.filter(({ role }) => role === "workload").map(({ account }) => account),
  );
  return Object.entries(organization.addressPlan.spokes)
    .filter(([name]) => !workloads.has(name))
    .map(([name, range]) => [
      `organization.addressPlan.spokes.${name}`,
      `no workload uses the range ${range} of account ${name}: it stays reserved`,
    ]);
}

/** OUs without an account in or below them, except those that a guardrail closes. */
function units({ organization }: Company): Unused[] {
  const settings: Readonly<Record<string, GuardrailSetting | undefined>> = organization.guardrails;
  const used = [
    ...Object.values(organization.accounts).flatMap(
      ({ organizationalUnit = [] }) => organizationalUnit,
    ),
    ...guardrails.flatMap(
      (guardrail) => scopeOf(guardrail, settings[guardrail.id] ?? {}).organizationalUnits ?? [],
    ),
  ];
  return Object.keys(organization.organizationalUnits)
    .filter((path) => !used.some((unit) => unit === path || unit.startsWith(`${path}/`)))
    .map((path) => [
      `organization.organizationalUnits.${path}`,
      `no account and no guardrail is in organizational unit ${path}`,
    ]);
}

function groups({ stacks }: Company): Unused[] {
  return stacks.flatMap((stack) =>
    stack.role !== "identity"
      ? []
      : Object.entries(stack.settings.assignments)
          .filter(([, sets]) => Object.values(sets).every((named) => named.length === 0))
          .map(([group]): Unused => [
            `Pulumi.${stack.stack}.yaml: identity.assignments.${group}`,
            `group ${group} has access to no account`,
          ]),
  );
}

function mailSenders({ stacks }: Company): Unused[] {
  const deployed = new Set(stacks.map(({ account }) => account));
  return stacks.flatMap((stack) =>
    stack.role !== "network"
      ? []
      : stack.settings.mail.senders
          .filter((sender) => !deployed.has(sender))
          .map((sender): Unused => [
            `Pulumi.${stack.stack}.yaml: network.mail.senders`,
            `account ${sender} may send mail, and no stack builds in it`,
          ]),
  );
}

function guardrailSettings({ organization }: Company): Unused[] {
  return guardrails.flatMap((guardrail) => {
    const setting = organization.guardrails[guardrail.id];
    return setting ? unusedKeys(guardrail, setting) : [];
  });
}

/** Keys of a guardrail's setting that change nothing. */
function unusedKeys({ id, deny }: Guardrail, setting: GuardrailSetting): Unused[] {
  const path = `organization.guardrails.${id}`;
  if (!setting.enabled) {
    const others = Object.entries(setting)
      .filter(([key, value]) => key !== "enabled" && isGiven(value) && value !== "enforce")
      .map(([key]) => key);
    return others.length === 0
      ? []
      : [[path, `guardrail ${id} is switched off: its ${others.join(", ")} change nothing`]];
  }
  return "none" in deny && setting.exemptRoles.length > 0
    ? [[`${path}.exemptRoles`, `guardrail ${id} denies no requests: exempt roles change nothing`]]
    : [];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
