import assert from "node:assert/strict";
import type { Project } from "../../../cli/planner/project";
import type { Operation } from "./steps";

/** Settings by policy, as the engine is given them. */
export type Config = Record<string, unknown>;

/** A project with some guardrails set otherwise. */
export function withGuardrails(
  project: Project,
  guardrails: Project["organization"]["guardrails"],
): Project {
  const { organization } = project;
  return {
    ...project,
    organization: { ...organization, guardrails: { ...organization.guardrails, ...guardrails } },
  };
}

/** The configuration with all policies off but some guardrails' own. */
export function only(config: Config, ...ids: readonly string[]): Config {
  return Object.fromEntries(
    Object.entries(config).map(([name, setting]) => [
      name,
      ids.includes(name.replace(/-relations$/, "")) ? setting : "disabled",
    ]),
  );
}

/** Asserts that an operation succeeded and that no policy printed anything, not even that it could not run. */
export function silent({ failure, violations, diagnostics, output }: Operation): void {
  assert.deepEqual(violations, []);
  assert.equal(failure, undefined);
  assert.doesNotMatch([...diagnostics, output].join("\n"), /can't run|\[(?:mandatory|advisory)\]/);
  assert.match(output, /✅ aws-platform/);
}
