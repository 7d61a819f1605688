import { loadProject } from "./planner/project";
import { planProject } from "./planner/plan";

Error.stackTraceLimit = 0;
async function main() {
  const project = loadProject(process.argv[3] ?? ".");
  for await (const s of planProject(project)) {
    console.log(
      s.wave,
      s.stack,
      s.records.length,
      s.durationMs.toFixed(0),
      [...s.errors].map((e) => e.message),
      s.missing,
    );
    if (process.env.TREE === s.stack)
      for (const r of s.records)
        console.log(" ", r.type, r.name, r.provider?.account, r.provider?.region, r.id);
  }
}
void main();
