import type { PolicyCases } from "../cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const DAEMON = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";
const JOB = "aws:batch/jobDefinition:JobDefinition";
const task = (...containers: object[]): Record<string, unknown> => ({
  containerDefinitions: JSON.stringify(containers),
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a privileged container among others",
      type: TASK,
      inputs: task({ name: "web" }, { name: "agent", privileged: true }),
      message: /runs container agent as privileged/,
    },
    {
      title: "a privileged daemon",
      type: DAEMON,
      inputs: { containerDefinitions: [{ privileged: true }] },
      message: /runs a container as privileged; remove privileged/,
    },
    {
      title: "a privileged job",
      type: JOB,
      inputs: { containerProperties: JSON.stringify({ image: "job:1", privileged: true }) },
      message: /runs a container as privileged/,
    },
    {
      title: "a privileged node of a job on several",
      type: JOB,
      inputs: {
        nodeProperties: JSON.stringify({
          nodeRangeProperties: [
            { container: { privileged: false } },
            { ecsProperties: { taskProperties: [{ containers: [{ privileged: true }] }] } },
          ],
        }),
      },
      message: /as privileged/,
    },
    {
      title: "a privileged container of a job on ECS",
      type: JOB,
      inputs: {
        ecsProperties: JSON.stringify({
          taskProperties: [{ containers: [{ name: "web" }, { name: "agent", privileged: true }] }],
        }),
      },
      message: /runs container agent as privileged/,
    },
    {
      title: "a privileged container of a job on EKS",
      type: JOB,
      inputs: {
        eksProperties: {
          podProperties: {
            initContainers: [{ name: "first", securityContext: { privileged: true } }],
          },
        },
      },
      message: /runs container first as privileged/,
    },
    ...["pidMode", "ipcMode"].map((property) => ({
      title: `a task with ${property} host`,
      type: TASK,
      inputs: { ...task({ name: "web" }), [property]: "host" },
      message: new RegExp(`shares its instance by ${property} host`),
    })),
  ],
  compliant: [
    { type: TASK, inputs: { ...task({ privileged: false }), pidMode: "task", ipcMode: "none" } },
    { type: DAEMON, inputs: { containerDefinitions: [{ name: "agent", privileged: false }] } },
    {
      type: JOB,
      inputs: {
        containerProperties: JSON.stringify({ privileged: false }),
        ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{}] }] }),
        eksProperties: {
          podProperties: { containers: [{ securityContext: { privileged: false } }] },
        },
        nodeProperties: JSON.stringify({ nodeRangeProperties: [{ container: {} }] }),
      },
    },
  ],
};
