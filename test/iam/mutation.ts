import { guardrails } from "../../policy-pack/guardrails";
import { hasStatements } from "./alone";
import { proveOrganization } from "./organization";
import { mutate } from "./survivors";

/** Prints the mutants that no case notices, for the given guardrails or for all. */
async function main(ids: readonly string[]): Promise<void> {
  const proved = await proveOrganization();
  let mutants = 0;
  let survivors = 0;
  for (const guardrail of guardrails.filter(hasStatements)) {
    if (ids.length === 0 || ids.includes(guardrail.id)) {
      const result = await mutate(proved, guardrail);
      mutants += result.mutants;
      survivors += result.survivors.length;
      console.log(
        `${result.guardrail}: ${result.mutants} mutants, ${result.survivors.length} unnoticed`,
      );
      result.survivors.forEach((title) => {
        console.log(`  ${title}`);
      });
    }
  }
  console.log(`${mutants} mutants, ${survivors} unnoticed`);
  process.exitCode = survivors === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
