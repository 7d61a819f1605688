import type { PolicyCases } from "../cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const DAEMON = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";
const task = (...containers: object[]): Record<string, unknown> => ({
  containerDefinitions: JSON.stringify(containers),
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a privileged container among others",
      type: TASK,
      inputs: task({ name: "web" }, { name: "agent", privileged: true }),
      says: /runs container agent with every privilege/,
    },
    {
      title: "a privileged daemon",
      type: DAEMON,
      inputs: { containerDefinitions: [{ privileged: true }] },
      says: /runs a container with every privilege; remove privileged/,
    },
    ...["pidMode", "ipcMode"].map((property) => ({
      title: `a task with ${property} host`,
      type: TASK,
      inputs: { ...task({ name: "web" }), [property]: "host" },
      says: new RegExp(`shares its instance by ${property} host`),
    })),
  ],
  compliant: [
    { type: TASK, inputs: { ...task({ privileged: false }), pidMode: "task", ipcMode: "none" } },
    { type: DAEMON, inputs: { containerDefinitions: [{ name: "agent", privileged: false }] } },
  ],
};
