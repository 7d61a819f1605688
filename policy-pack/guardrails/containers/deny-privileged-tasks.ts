import { isTrue, known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { containersOf, DAEMON_TASK, JOB, nameOf, TASK } from "../support/workloads";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPrivilegedTasks: Guardrail = {
  id: "deny-privileged-tasks",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPrivilegedTasks",
          Action: ["ecs:RegisterDaemonTaskDefinition", "ecs:RegisterTaskDefinition"],
          Resource: ["*"],
          Condition: { StringEquals: { "ecs:privileged": ["true"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: [TASK, DAEMON_TASK, JOB], check: containersAreOrdinary },
      { types: [TASK], check: namespacesAreOwn },
    ],
  },
  detect: [{ securityHubControl: "ECS.3" }, { securityHubControl: "ECS.4" }],
  calls: ["batch:RegisterJobDefinition"],
  parameters: {},
  about: {
    title: "Isolate tasks and jobs from their instance",
    why: "a privileged container, or one in the host's process namespace, controls its instance and can read the credentials of other tasks",
    comply: "Remove privileged, pidMode host and ipcMode host",
    severity: "high",
    frameworks: [fsbp("ECS.3"), fsbp("ECS.4")],
    requirements: [],
    peers: ["Control Tower"],
  },
};

function containersAreOrdinary(task: ResourceView): Finding[] {
  return containersOf(task)
    .filter((container) =>
      [container, ...objects(container["securityContext"])].some(({ privileged }) =>
        isTrue(privileged),
      ),
    )
    .map((container) => ({
      message: `runs ${nameOf(container)} as privileged; remove privileged`,
    }));
}

function namespacesAreOwn(task: ResourceView): Finding[] {
  return ["pidMode", "ipcMode"]
    .filter((property) => known(task, property) === "host")
    .map((property) => ({ message: `shares its instance by ${property} host; remove it` }));
}
