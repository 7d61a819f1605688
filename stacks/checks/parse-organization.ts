import { type Organization, organizationSchema } from "../company/organization";
import { parse } from "../company/parse";
import type { Problem } from "../company/problems";
import { whereSound } from "../company/sound";
import { organizationChecks } from "./organization";

/**
 * Validates the `organization` of `Pulumi.yaml`: first each value alone, then the rules between the valid ones. So one run
 * reports every problem.
 *
 * @returns The organization. When problems were added, only checks can read it: its wrong values are unsound. `undefined`
 * when it is no object.
 */
export function parseOrganization(value: unknown, problems: Problem[]): Organization | undefined {
  const organization = parse(organizationSchema, value, "organization", problems);
  if (organization) {
    for (const check of organizationChecks) {
      whereSound(() => {
        check(organization, problems);
      });
    }
  }
  return organization;
}
