import { endsSoon, hasEnded } from "../company/last-day";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { eachItem, soundOr } from "../company/sound";
import { organizationValues, stackValues } from "./enumerated";
import type { Company, Notice } from "./notice";

/** Refuses an accepted value whose last day has passed, and one that is listed twice. */
export function acceptedValuesAreCurrent({ accepted }: Organization, problems: Problem[]): void {
  eachItem(accepted, ({ value, expires }, index) => {
    const path = `organization.accepted[${index}]`;
    if (hasEnded(expires)) {
      problems.push({
        path: `${path}.expires`,
        rule: "must not be a past day",
        found: show(expires),
        remedy: "take a newer version of this program that knows the value, or choose a later day",
      });
    }
    const first = accepted.findIndex((_, at) =>
      soundOr(false, () => accepted[at]?.value === value),
    );
    if (first < index) {
      problems.push({
        path: `${path}.value`,
        rule: `must appear only once: accepted[${first}] names it too`,
        found: show(value),
        remedy: "remove one of the two",
      });
    }
  });
}

/** Notices about the accepted values: those that still permit something, and those that can be removed. */
export function acceptedValues({ organization, stacks }: Company): Notice[] {
  const used = [
    ...organizationValues(organization),
    ...stacks.flatMap((stack) =>
      stackValues(stack, organization.homeRegion, (key) => `Pulumi.${stack.stack}.yaml: ${key}`),
    ),
  ];
  return organization.accepted.map(({ value, reason, expires }, index): Notice => {
    const path = `organization.accepted[${index}]`;
    const uses = used.filter((one) => one.value === value);
    const unknown = uses.filter(({ isKnown }) => !isKnown);
    if (unknown.length === 0) {
      const why =
        uses.length === 0 ? "the configuration contains no value" : "the tables contain the value";
      return { kind: "unused", text: `${why} ${value}: remove it from accepted`, paths: [path] };
    }
    return {
      kind: endsSoon(expires) ? "ends-soon" : "accepted",
      text: `${value} is accepted until ${expires} (${reason}): no table of AWS's values contains it`,
      paths: [path, ...unknown.map((use) => use.path)],
    };
  });
}
