import { listOf, type Problem, show } from "../../company/problems";
import type { StackConfiguration } from "../stack-configuration";
import { type Deployed, mustStay, ofType, SETTLED_PAGE, textOf, type Wanted } from "./deployed";

const SET_TYPE = "aws:ssoadmin/permissionSet:PermissionSet";
const GROUP_TYPE = "aws:identitystore/group:Group";
/** Start of the names that the program gives groups. */
const PREFIX = "access-";

/** Compares Region, source and keys of groups with those of the state: people's memberships would be lost with a group. */
export function peopleHaveStayed(
  { organization, stack }: Wanted<StackConfiguration<"identity">>,
  { own }: Deployed,
  problems: Problem[],
): void {
  const at = (key: string): string => `Pulumi.${stack.stack}.yaml: identity.${key}`;
  const { region, groupSource, groups, assignments } = stack.settings;
  const deployed = textOf(own, SET_TYPE, "region");
  const wanted = region ?? organization.homeRegion;
  if (deployed !== undefined && deployed !== wanted) {
    problems.push(
      mustStay({
        path: at("region"),
        deployed,
        wanted,
        because:
          "groups and permission sets are in the instance of this Region, and AWS moves no instance",
      }),
    );
  }
  const existing = ofType(own, GROUP_TYPE).map(({ name }) => name.slice(PREFIX.length));
  if (groupSource === "external" && existing.length > 0) {
    problems.push(
      mustStay({
        path: at("groupSource"),
        deployed: "directory",
        wanted: groupSource,
        because: `this program has created ${listOf(existing)}, and people would lose the access that the groups give`,
        procedure: "groups-from-an-identity-provider",
      }),
    );
    return;
  }
  const used = Object.keys(assignments);
  const present = used.flatMap((group) => [group, ...(groups[group]?.formerly ?? [])]);
  const added = used.filter((group) => !existing.includes(group));
  for (const group of existing.filter((name) => !present.includes(name))) {
    problems.push({
      path: at(`assignments.${group}`),
      rule: "must stay: this program has created the group, and people would lose it with its members",
      found: "nothing",
      remedy: `add it again, {} for a group without accounts; or, when the group has a new key${added.length > 0 ? `, such as ${listOf(added)}` : ""}, write formerly: ${show([group])} for it in identity.groups; or let it go (${SETTLED_PAGE}#a-group)`,
    });
  }
}
