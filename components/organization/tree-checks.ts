import { checkAccountId, checkText } from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";

/** Arguments of an organization that its tree consists of. */
interface Tree {
  readonly existing?: { readonly id: string; readonly rootId: string } | undefined;
  readonly organizationalUnits: Readonly<Record<string, { readonly name?: string | undefined }>>;
  readonly accounts: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly email: string;
        readonly organizationalUnit: string;
        readonly id?: string | undefined;
      }
    >
  >;
}

/** Levels of OUs below the root. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const LEVELS = 5;

/**
 * Refuses a tree that AWS would refuse, or in which an OU or account would be in another place than its path names.
 *
 * @throws ArgumentError naming the OU or account.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function checkTree({ existing, organizationalUnits, accounts }: Tree): void {
  if (existing) {
    checkText("existing.rootId", existing.rootId, {
      pattern: /^r-[0-9a-z]{4,32}$/,
      rule: "the id of an organization's root",
      remedy: "aws organizations list-roots prints it, such as r-abcd",
    });
  }
  const paths = Object.keys(organizationalUnits);
  paths.forEach((path, index) => {
    checkUnit(path, organizationalUnits[path]?.name, paths.slice(0, index));
  });
  for (const [key, { name, email, organizationalUnit, id }] of Object.entries(accounts)) {
    const path = `accounts.${key}`;
    checkText(`${path}.name`, name, {
      pattern: /^.{1,50}$/,
      rule: "1 to 50 characters",
      remedy: "shorten it",
    });
    checkText(`${path}.email`, email, {
      pattern: /^(?=.{6,64}$)[^\s@]+@[^\s@]+\.[^\s@]+$/,
      rule: "an e-mail address of 6 to 64 characters",
      remedy: "use plus addressing on a group mailbox, such as aws+prod@example.com",
    });
    if (organizationalUnit !== "" && !paths.includes(organizationalUnit)) {
      throw new ArgumentError(
        `${path}.organizationalUnit`,
        `must be a path of organizationalUnits or empty for the root, got ${JSON.stringify(organizationalUnit)}; use one of ${paths.join(", ")}`,
      );
    }
    if (id !== undefined) {
      checkAccountId(`${path}.id`, id);
    }
  }
}

function checkUnit(path: string, name: string | undefined, before: readonly string[]): void {
  const parts = path.split("/");
  const parent = parts.slice(0, -1).join("/");
  if (parts.length > LEVELS) {
    throw new ArgumentError(
      `organizationalUnits.${path}`,
      `must have at most ${LEVELS} levels, got ${parts.length}; AWS nests no deeper`,
    );
  }
  checkText(`organizationalUnits.${path}`, name ?? parts.at(-1) ?? "", {
    pattern: /^.{1,128}$/,
    rule: "1 to 128 characters after the last slash, or in its name",
    remedy: "rename the OU",
  });
  if (parent !== "" && !before.includes(parent)) {
    throw new ArgumentError(
      `organizationalUnits.${path}`,
      `must come after its parent ${parent}; add the parent before it`,
    );
  }
}
