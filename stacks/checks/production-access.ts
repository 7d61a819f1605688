import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";
import { eachEntry, eachItem, whereSound } from "../company/sound";

/**
 * Refuses assignments with which people could change production: they only read there. The pipeline deploys changes.
 *
 * @param at Path of a key in the stack's file.
 */
export function checkProductionAccess(
  { assignments }: Settings<"identity">,
  { accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  eachEntry(assignments, (group, sets) => {
    for (const set of ["developer", "administrator"] as const) {
      whereSound(() => {
        eachItem(sets[set] ?? [], (account) => {
          if (accounts[account]?.environment === "production") {
            problems.push({
              path: at(`identity.assignments.${group}.${set}`),
              rule: "must not name a production account: people have only read access there",
              found: show(account),
              remedy: "assign readOnly; changes reach production through the pipeline",
            });
          }
        });
      });
    }
  });
}
