import type { Problem } from "../../company/problems";
import { lockHasStayed } from "./backup";
import { companyHasStayed, placeHasStayed } from "./company";
import type { Deployed, Wanted } from "./deployed";
import { peopleHaveStayed } from "./identity";
import { imagesHaveStayed } from "./operations";
import { idsHaveStayed, importIsOver } from "./organization";
import { rangesHaveStayed, workloadHasStayed } from "./workload";

/**
 * Problems of settings that cannot change in AWS any more, and whose values are not the deployed ones. The engine would
 * refuse some of these changes as well, but only for the protected resource, after others have changed. Empty when
 * nothing is deployed.
 */
export function settledProblems(
  { organization, stack, accountId }: Wanted,
  deployed: Deployed,
): Problem[] {
  const problems: Problem[] = [];
  companyHasStayed({ organization, stack }, deployed, problems);
  placeHasStayed({ organization, stack, accountId }, deployed, problems);
  switch (stack.role) {
    case "management":
      idsHaveStayed(organization, deployed.own, problems);
      importIsOver(organization, deployed.own, problems);
      break;
    case "identity":
      peopleHaveStayed({ organization, stack }, deployed, problems);
      break;
    case "operations":
      imagesHaveStayed({ organization, stack }, deployed, problems);
      break;
    case "backup":
      lockHasStayed({ organization, stack }, deployed, problems);
      break;
    case "workload":
      workloadHasStayed({ organization, stack }, deployed, problems);
      break;
    case "network":
      rangesHaveStayed(organization, deployed.others, problems);
      break;
    case "audit":
    case "log-archive":
      break;
  }
  return problems.filter(
    ({ path, rule }, index) =>
      problems.findIndex((other) => other.path === path && other.rule === rule) === index,
  );
}
