import type { Role } from "../../stacks/company/roles";
import { roles } from "../../stacks/company/roles";
import { sectionKey } from "../../stacks/company/settings";
import { type CompanyFiles, defaultFiles } from "../stacks/checks/company-files";
import type { ChangeRow } from "./row";

type Holder = Record<string | number, unknown>;

/**
 * Companies before and after the change of a row.
 *
 * @param base Company that has neither value. @default - the default company
 */
export function companiesOf(
  row: ChangeRow,
  base = defaultFiles(),
): { before: CompanyFiles; after: CompanyFiles } {
  const common = Object.entries(row.both ?? {});
  const path = placeOf(row);
  return {
    before: companyWith(base, [...common.map(split), [path, row.from]]),
    after: companyWith(base, [
      ...common.map(split),
      [path, row.to],
      ...Object.entries(row.with ?? {}).map(split),
    ]),
  };
}

/** Name of a row in the title of a test. */
export function titleOf({ leaf, case: of }: ChangeRow): string {
  return of === undefined ? leaf : `${leaf}, ${of}`;
}

/** Ids of a deployed or planned company. */
export interface CompanyIds {
  readonly organization: string;
  readonly root: string;
  /** By account key. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** A row with the ids of a company in its values. */
export function withIds(row: ChangeRow, { organization, root, accounts }: CompanyIds): ChangeRow {
  return filled(row, [
    ["{organization}", organization],
    ["{root}", root],
    ...Object.entries(accounts).map(([key, id]) => [`{account ${key}}`, id] as const),
  ]);
}

/** A row whose values and refusal have other texts in place of those of the examples. */
export function filled(
  row: ChangeRow,
  texts: readonly (readonly [example: string, own: string])[],
): ChangeRow {
  const { from, to, both, with: others } = row;
  const fill = (text: string): string =>
    texts.reduce((done, [example, own]) => done.replaceAll(example, own), text);
  return {
    ...row,
    ...(JSON.parse(fill(JSON.stringify({ from, to, both, with: others }))) as Partial<ChangeRow>),
    ...(row.refusal && { refusal: new RegExp(fill(row.refusal.source.replaceAll("\\.", "."))) }),
  };
}

/** Stacks whose settings a row changes; undefined for one of the whole organization. */
export function stackOf({ leaf, stack }: ChangeRow): string | undefined {
  const [section = ""] = leaf.split(".");
  const role = (Object.keys(roles) as Role[]).find((name) => sectionKey(name) === section);
  return section === "organization" ? undefined : (stack ?? (role === "workload" ? "prod" : role));
}

type Path = readonly (string | number)[];

const split = ([path, value]: readonly [string, unknown]): readonly [Path, unknown] => [
  path.split("."),
  value,
];

function placeOf(row: ChangeRow): Path {
  const keys = [...(row.keys ?? [])];
  const parts = row.leaf
    .split(".")
    .flatMap((part): (string | number)[] =>
      part === "*"
        ? [keys.shift() ?? part]
        : part.endsWith("[]")
          ? [part.slice(0, -2), keys.shift() ?? 0]
          : [part],
    );
  const stack = stackOf(row);
  return stack === undefined ? parts : [stack, ...parts];
}

function companyWith(
  base: CompanyFiles,
  changes: readonly (readonly [Path, unknown])[],
): CompanyFiles {
  const company = structuredClone(base);
  for (const [path, value] of changes) {
    const root = (path[0] === "organization" ? company : company.stacks) as unknown as Holder;
    setAt(root, path, value);
  }
  return company;
}

function setAt(root: Holder, path: Path, value: unknown): void {
  const last = path.at(-1) ?? "";
  let holder = root;
  for (const key of path.slice(0, -1)) {
    holder = (holder[key] ??= {}) as Holder;
  }
  if (value === undefined) {
    Reflect.deleteProperty(holder, last);
  } else {
    holder[last] = structuredClone(value);
  }
}
