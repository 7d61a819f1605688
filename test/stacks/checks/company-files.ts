import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { checkProject, type Project } from "../../../cli/planner/project";
import type { Problem } from "../../../stacks/company/problems";
import { defaultOrganization } from "../../support/plan/default-company";
import { repository } from "../../support/plan/planned";

/** The configuration of a company in memory. */
export interface CompanyFiles {
  organization: Record<string, unknown>;
  /** Configuration by stack, keys without a namespace. */
  stacks: Record<string, Record<string, unknown>>;
}

/** A change of a value at a path of `CompanyFiles`; `undefined` removes it. */
export interface Change {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A copy of the default company, for a test to change. */
export function defaultFiles(): CompanyFiles {
  return structuredClone(files);
}

const files: CompanyFiles = {
  organization: defaultOrganization(),
  stacks: Object.fromEntries(
    readdirSync(repository)
      .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
      .filter((name) => name !== undefined)
      .map((name) => {
        const { config } = yaml.parse(
          readFileSync(join(repository, `Pulumi.${name}.yaml`), "utf8"),
        ) as { config: Record<string, unknown> };
        const own = Object.entries(config).map(([key, value]) => [
          key.replace(/^platform:/, ""),
          value,
        ]);
        return [name, Object.fromEntries(own) as Record<string, unknown>];
      }),
  ),
};

/** Checks a company as `npm run plan` does. */
export function check({ organization, stacks }: CompanyFiles): {
  readonly problems: readonly Problem[];
  readonly project: Project | undefined;
} {
  const problems: Problem[] = [];
  const project = checkProject(
    {
      name: "platform",
      config: {
        "pulumi:disable-default-providers": { value: ["aws", "kubernetes"] },
        organization: { type: "object", default: organization },
      },
      stacks: Object.fromEntries(
        Object.entries(stacks).map(([name, config]) => [
          name,
          Object.fromEntries(
            Object.entries(config).map(([key, value]) => [`platform:${key}`, value]),
          ),
        ]),
      ),
    },
    problems,
  );
  return { problems, project };
}

/** The default company with changes, applied in turn. */
export function filesWith(changes: readonly Change[]): CompanyFiles {
  const changed = defaultFiles();
  for (const { path, value } of changes) {
    const last = path.at(-1) ?? "";
    let holder = changed as unknown as Record<string, unknown>;
    for (const key of path.slice(0, -1)) {
      holder = (holder[key] ??= {}) as Record<string, unknown>;
    }
    if (value === undefined) {
      Reflect.deleteProperty(holder, last);
    } else {
      holder[last] = structuredClone(value);
    }
  }
  return changed;
}

/** Changes that turn a value into another one: those of single keys where both are objects. */
export function changesBetween(before: unknown, after: unknown, path: readonly string[]): Change[] {
  if (!isObject(before) || !isObject(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changesBetween(before[key], after[key], [...path, key]),
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
