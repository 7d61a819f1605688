import type { Refusal } from "./refusal";

/** A refused value: the changes of the organization, and path, rule, found value and remedy. */
function refused(
  title: string,
  organization: Readonly<Record<string, unknown>>,
  [path, rule, found, remedy]: readonly [string, string, string, string],
): Refusal {
  return { title, organization, expected: { path: `organization.${path}`, rule, found, remedy } };
}

const UNITS = "organizationalUnits";

/** Former names that something else has, or that AWS could not have changed (public-reports B07). */
export const renamingRefusals: readonly Refusal[] = [
  refused("a former key that another account has", { "accounts.prod.formerly": ["sandbox"] }, [
    "accounts.prod.formerly",
    "must not name sandbox: the configuration has that account as well",
    '"sandbox"',
    "remove it; or remove sandbox, when prod is the same account under its new name; or give sandbox another key, because",
  ]),
  refused(
    "the present key of an account as a former one",
    { "accounts.audit.formerly": ["audit"] },
    [
      "accounts.audit.formerly",
      "must not contain the present name of the account",
      '"audit"',
      "remove it",
    ],
  ),
  refused(
    "a former key that two accounts claim",
    { "accounts.backup.formerly": ["vault"], "accounts.identity.formerly": ["vault"] },
    [
      "accounts.backup.formerly",
      "must not name vault: that is a former name of identity",
      '"vault"',
      "keep it only where the account is the same one",
    ],
  ),
  refused("a former key of the management account", { "accounts.management.formerly": ["root"] }, [
    "accounts.management.formerly",
    "must not be set: the management account has this key in every company",
    '["root"]',
    "remove the key",
  ]),
  refused(
    "a former key of an account that was let go",
    { "accounts.network.formerly": ["hub"], "released.accounts": ["hub"] },
    [
      "accounts.network.formerly",
      "must not name hub: organization.released.accounts lets that account go",
      '"hub"',
      "remove it from one of the two",
    ],
  ),
  refused(
    "a renamed account that is let go without the key of its creation",
    { "accounts.network.formerly": ["hub"], "released.accounts": ["network"] },
    [
      "released.accounts",
      "must contain hub as well: the account network had this key when it was created",
      '["network"]',
      "add hub, and keep both",
    ],
  ),
  refused(
    "a former path that another OU has",
    { [`${UNITS}.Shared`]: { formerly: ["Security"] } },
    [
      `${UNITS}.Shared.formerly`,
      "must not name Security: the configuration has that organizational unit as well",
      '"Security"',
      "remove it; or remove Security",
    ],
  ),
  refused(
    "a former path in another parent",
    { [`${UNITS}.Workloads/Production`]: { formerly: ["Live/Production"] } },
    [
      `${UNITS}.Workloads/Production.formerly`,
      "must be in the same parent: AWS cannot move an organizational unit",
      '"Live/Production"',
      "write a path in Workloads; or create a new organizational unit",
    ],
  ),
  refused("two OUs of one name in one parent", { [`${UNITS}.Suspended`]: { name: "Shared" } }, [
    `${UNITS}.Suspended.name`,
    "must differ from the name of Shared, which is in the same parent",
    '"Shared"',
    "choose another name for one of the two",
  ]),
  {
    title: "names of a group without assignments",
    stacks: {
      identity: {
        role: "identity",
        identity: {
          assignments: { auditors: { securityAudit: ["audit"] } },
          groups: { auditor: { formerly: ["security"] } },
        },
      },
    },
    expected: {
      path: "Pulumi.identity.yaml: identity.groups.auditor",
      rule: "must name groups of identity.assignments",
      found: '"auditor"',
      remedy: 'did you mean "auditors"?',
    },
  },
  {
    title: "a former key of an image that another image has",
    stacks: {
      operations: {
        role: "operations",
        operations: {
          images: ["shop", "store"],
          renamedImages: { shop: { formerly: ["store"] } },
        },
      },
    },
    expected: {
      path: "Pulumi.operations.yaml: operations.renamedImages.shop.formerly",
      rule: "must not name store: the configuration has that image as well",
      found: '"store"',
      remedy:
        "remove it; or remove store, when shop is the same image under its new name; or give store another key, because",
    },
  },
];
