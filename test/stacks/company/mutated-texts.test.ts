import assert from "node:assert/strict";
import * as z from "zod";
import { nodeAddOns, workloadAddOns } from "../../../components/shared/add-on-names";
import { loadProject } from "../../../cli/planner/project";
import { guardrails } from "../../../policy-pack/guardrails";
import { checkCompany } from "../../../stacks/checks/across-stacks";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import { parseStack } from "../../../stacks/checks/stack";
import { dayFromToday } from "../../../stacks/company/clock";
import { organizationSchema } from "../../../stacks/company/organization";
import { formatProblem, type Problem } from "../../../stacks/company/problems";
import { sectionKey, settingsSchemas } from "../../../stacks/company/settings";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { repository } from "../../support/plan/planned";
import { schemasBelow } from "../../support/strictness/schemas-below";

/** Texts that may be any text, so that a letter more is another valid value. Each with the reason. */
const free: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^organization\.name$/, "the company chooses its name"],
  [/^organization\.domain$/, "the company chooses its domain"],
  [/^organization\.email$/, "the company chooses its mailbox"],
  [/^organization\.existing\.(?:id|rootId)$/, "AWS has chosen the ids of an organization"],
  [/^organization\.organizationalUnits\..*\.id$/, "AWS has chosen the id of an OU"],
  [/\.formerly\./, "a name that something had before"],
  [/^organization\.released\./, "a name that the configuration perhaps contains no longer"],
  [/^organization\.organizationalUnits\..*\.name$/, "the company chooses the names of its OUs"],
  [/^identity\.groups\..*\.name$/, "the company chooses the names of its groups"],
  [/^organization\.accounts\.[^.]+\.name$/, "the company chooses the names of its accounts"],
  [/^organization\.accounts\.[^.]+\.email$/, "the company chooses its mailboxes"],
  [/^organization\.accounts\.[^.]+\.bootstrapRole$/, "name of a role of the company's own"],
  [/^organization\.state\./, "the company chooses its state backend"],
  [/^organization\.contacts\./, "the company chooses its contacts"],
  [/^organization\..*tags\.values\.|^organization\.accounts\..*\.tags\./, "tag values are free"],
  [/^organization\.cost\.emails/, "the company chooses its mailbox"],
  [/^organization\.guardrails\..*\.exemptRoles/, "names of the company's own roles"],
  [
    /^organization\.guardrails\..*\.githubOrganizations/,
    "compared with the repositories of stack operations",
  ],
  [/\.reason$/, "a text for people"],
  [/^organization\.kept/, "a path that keeps nothing: the plan names it"],
  [/^organization\.accepted\..*\.value$/, "a value that no table knows: the plan lists it"],
  [/notificationEmails|feedbackEmails/, "the company chooses its mailboxes"],
  [/^operations\.(?:images|github)/, "names of the company's own images and repositories"],
  [/^workload\.publicAliases/, "the company chooses its public names"],
  [/^workload\.cluster\.applicationNamespace$/, "the company chooses the namespace"],
  [/^logArchive\.readers/, "names of the company's own roles"],
  [/^audit\.securityHub\.disabledControls/, "no model lists the controls of Security Hub"],
  [
    /^network\.(?:certificateAuthorities|mail\.(?:dkimSuffix|mailFromLabel|dmarcReports))/,
    "domain names and mailboxes of the company and of other organizations",
  ],
];

/** Texts without a largest length. Each with the reason. */
const unbounded: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^organization\.state\./, "Pulumi reads it, and no API of AWS"],
  [/^organization\.kept/, "a path that keeps nothing: the plan names it"],
  [/\.reason$/, "the plan and npm run explain show it, and no API of AWS takes it"],
];

/** Values of the keys that neither the template nor a default gives. */
const organizationValues: Readonly<Record<string, unknown>> = {
  existing: { id: "o-abcdefghij", rootId: "r-abcd", policyTypes: ["CHATBOT_POLICY"] },
  rollout: {
    stage: "report",
    groups: { evidence: "enforce" },
    organizationalUnits: { Workloads: { stage: "enforce", groups: { network: "report" } } },
  },
  "organizationalUnits.Security.id": "ou-abcd-11111111",
  "organizationalUnits.Security.name": "Safety",
  "organizationalUnits.Security.formerly": ["Safety"],
  "accounts.prod.id": "123456789012",
  "accounts.prod.name": "Production",
  "accounts.prod.email": "production@example.com",
  "accounts.prod.bootstrapRole": "deployer",
  "accounts.prod.tags": { Team: "shop" },
  "accounts.sandbox.formerly": ["playground"],
  "accounts.network.roles": ["network"],
  "released.accounts": ["prod"],
  "released.organizationalUnits": ["Quarantine"],
  "tags.required": ["Environment", "Project"],
  accountsByStack: { "shop/*": "prod" },
  kept: ["organization.homeRegion"],
  accepted: [{ value: "m99g.large", reason: "announced", expires: dayFromToday(30) }],
  "guardrails.deny-root-user": {
    organizationalUnits: ["Workloads/Production"],
    exemptRoles: ["ci/deployer"],
    exceptions: [{ account: "prod", reason: "moving", expires: dayFromToday(30) }],
  },
};

/** The same of the sections of stacks. */
const sectionValues: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  audit: { "securityHub.disabledControls": ["Macie.1"] },
  backup: { notificationEmails: ["people@example.com"] },
  identity: {
    region: "us-east-1",
    "groups.developers": { formerly: ["coders"], name: "Coders" },
  },
  network: {
    "mail.senders": ["prod"],
    "mail.dmarcReports": "dmarc@example.com",
    "mail.feedbackEmails": ["bounces@example.com"],
  },
  operations: {
    "github.platform.organizationId": "2",
    "github.applications.0.organizationId": "2",
    "renamedImages.web.formerly": ["site"],
  },
  prod: {
    zoneIds: ["use1-az1", "use1-az2", "use1-az4"],
    "cluster.addOnVersions": Object.fromEntries(
      [...nodeAddOns, ...workloadAddOns].map((name) => [name, "v1.10.1-eksbuild.1"]),
    ),
  },
};

/** Every text of a value with its dotted path. */
function textsOf(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === "string") {
    return [[path, value]];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`))
    : [];
}

/** The text with letters more in its middle. */
function mutated(text: string, letters = "q"): string {
  const middle = Math.ceil(text.length / 2);
  return `${text.slice(0, middle)}${letters}${text.slice(middle)}`;
}

function organizationWithAll(): Record<string, unknown> {
  const organization = defaultOrganization();
  for (const [path, value] of Object.entries(organizationValues)) {
    setAt(organization, path, structuredClone(value));
  }
  return organization;
}

// first-use 7
describe("A text of the configuration with one letter more", () => {
  const project = loadProject(repository);
  const { organization } = project;
  const stacks = project.stacks.map((stack) => {
    const settings: Record<string, unknown> = structuredClone(stack.settings);
    for (const [path, value] of Object.entries(sectionValues[stack.stack] ?? {})) {
      setAt(settings, path, value);
    }
    return { ...stack, section: sectionKey(stack.role), given: settings };
  });

  /** Problems of the organization with a change. */
  function ofOrganization(path?: string, value?: unknown): Problem[] {
    const changed = organizationWithAll();
    if (path !== undefined) {
      setAt(changed, path.replace("organization.", ""), value);
    }
    const problems: Problem[] = [];
    const read = parseOrganization(changed, problems);
    if (read !== undefined && problems.length === 0) {
      checkCompany(read, project.stacks, [], problems);
    }
    return problems;
  }

  /** Problems of a stack with a change of its section. */
  function ofStack(stack: (typeof stacks)[number], path?: string, value?: unknown): Problem[] {
    const settings = structuredClone(stack.given);
    if (path !== undefined) {
      setAt(settings, path.slice(stack.section.length + 1), value);
    }
    const problems: Problem[] = [];
    const values = { role: stack.role, account: stack.account, [stack.section]: settings };
    parseStack(stack.stack, values, organization, problems);
    return problems;
  }

  const organizationTexts = textsOf(organizationWithAll(), "organization");
  const stackTexts = stacks.flatMap((stack) =>
    textsOf(stack.given, stack.section).map(([path, text]) => ({ stack, path, text })),
  );
  const matches = (list: typeof free, path: string): boolean =>
    list.some(([pattern]) => pattern.test(path));

  it("starts from a company without problems", () => {
    const problems = [...ofOrganization(), ...stacks.flatMap((stack) => ofStack(stack))];
    assert.deepEqual(problems.map(formatProblem), []);
  });

  it("is tried for every key that takes a text, also for those that may be left out", () => {
    const tried = [
      ...organizationTexts.map(([path]) => path),
      ...stackTexts.map(({ path }) => path),
    ];
    const own = guardrails.flatMap(({ id, parameters }) =>
      Object.keys(parameters).map((name) => `organization.guardrails.${id}.${name}`),
    );
    const sections = Object.entries(settingsSchemas).map(
      ([role, schema]) => [sectionKey(role as keyof typeof settingsSchemas), schema] as const,
    );
    const missing = [["organization", organizationSchema] as const, ...sections]
      .flatMap(([name, schema]) => schemasBelow(schema, name))
      .filter(({ inner }) => inner instanceof z.ZodString)
      // test/stacks/guardrails/parameters.test.ts tries the texts of parameters by their kinds.
      .filter(({ path }) => !own.some((parameter) => path.startsWith(parameter)))
      .map(({ path }) => path.replace(/^(organization\.guardrails)\.[^.]+/, "$1.*"))
      .filter((path) => {
        const parts = path.split(".").map((part) => (part === "*" ? "[^.]+" : part));
        return !tried.some((one) => new RegExp(`^${parts.join("\\.")}$`).test(one));
      });
    assert.deepEqual([...new Set(missing)], []);
  });

  it("is refused in the organization, or may be any text for a reason", () => {
    const accepted = organizationTexts.filter(
      ([path, text]) => ofOrganization(path, mutated(text)).length === 0 && !matches(free, path),
    );
    assert.deepEqual(accepted, []);
    assert.equal(ofOrganization("organization.homeRegion", "us-easqt-1").length > 0, true);
  });

  it("is refused in the section of every stack, with its defaults, or may be any text for a reason", () => {
    const accepted = stackTexts.filter(
      ({ stack, path, text }) =>
        ofStack(stack, path, mutated(text)).length === 0 && !matches(free, path),
    );
    assert.deepEqual(
      accepted.map(({ path, text }) => [path, text]),
      [],
    );
  });

  // public-reports B14
  it("has a largest length, or none for a reason", () => {
    const long = "q".repeat(2000);
    const accepted = [
      ...organizationTexts
        .filter(([path, text]) => ofOrganization(path, mutated(text, long)).length === 0)
        .map(([path]) => path),
      ...stackTexts
        .filter(({ stack, path, text }) => ofStack(stack, path, mutated(text, long)).length === 0)
        .map(({ path }) => path),
    ];
    assert.deepEqual(
      accepted.filter((path) => !matches(unbounded, path)),
      [],
    );
  });

  it("has only reasons that are needed", () => {
    const paths = [
      ...organizationTexts.map(([path]) => path),
      ...stackTexts.map(({ path }) => path),
    ];
    assert.deepEqual(
      [...free, ...unbounded].filter(([pattern]) => !paths.some((path) => pattern.test(path))),
      [],
    );
  });
});
