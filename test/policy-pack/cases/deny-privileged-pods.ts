import type { PolicyCases } from "../cases";
import { podTypes, runningPod } from "../pods";

const POD = "kubernetes:core/v1:Pod";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const privileged = { containers: [{ name: "web", securityContext: { privileged: true } }] };
const namespace = (level: string, name = "application"): Record<string, unknown> => ({
  metadata: { name, labels: { team: "web", "pod-security.kubernetes.io/enforce": level } },
});
const ordinary = {
  hostNetwork: false,
  securityContext: { seccompProfile: { type: "RuntimeDefault" } },
  volumes: [{ name: "tmp", emptyDir: { medium: "Memory" } }],
  containers: [
    {
      name: "web",
      ports: [{ containerPort: 8080, hostPort: 0 }],
      securityContext: {
        privileged: false,
        capabilities: { add: ["NET_BIND_SERVICE"] },
        seccompProfile: { type: "Localhost", localhostProfile: "web.json" },
      },
    },
  ],
};

export const cases: PolicyCases = {
  violating: [
    ...podTypes.map((type) => ({
      title: `a privileged container in ${type}`,
      type,
      inputs: runningPod(type, privileged),
      says: /runs container web with every privilege/,
    })),
    ...["hostNetwork", "hostPID", "hostIPC"].map((property) => ({
      title: `a pod with ${property}`,
      type: POD,
      inputs: runningPod(POD, { [property]: true }),
      says: new RegExp(`shares its node by ${property}`),
    })),
    {
      title: "a pod with a path of its node among other volumes",
      type: POD,
      inputs: runningPod(POD, { volumes: [{ emptyDir: {} }, { hostPath: { path: "/" } }] }),
      says: /mounts a path of its node/,
    },
    {
      title: "a container that runs first and adds a capability",
      type: POD,
      inputs: runningPod(POD, {
        initContainers: [{ securityContext: { capabilities: { add: ["CHOWN", "SYS_ADMIN"] } } }],
      }),
      says: /gives a container the capability SYS_ADMIN/,
    },
    {
      title: "a container that takes a port of its node",
      type: POD,
      inputs: runningPod(POD, {
        containers: [
          { name: "web", ports: [{ containerPort: 80 }, { containerPort: 443, hostPort: 443 }] },
        ],
      }),
      says: /takes port 443 of its node for container web/,
    },
    {
      title: "a pod whose system calls nothing filters",
      type: POD,
      inputs: runningPod(POD, { securityContext: { seccompProfile: { type: "Unconfined" } } }),
      says: /runs without seccomp/,
    },
    {
      title: "a container whose system calls nothing filters",
      type: POD,
      inputs: runningPod(POD, {
        containers: [{ name: "web", securityContext: { seccompProfile: { type: "Unconfined" } } }],
      }),
      says: /runs container web without seccomp/,
    },
    {
      title: "a privileged pod that names no namespace",
      type: POD,
      inputs: { spec: privileged },
      says: /every privilege/,
    },
    {
      title: "a namespace without a label",
      type: NAMESPACE,
      inputs: { metadata: { name: "application" } },
      says: /set the label pod-security\.kubernetes\.io\/enforce to baseline or restricted/,
    },
    {
      title: "a namespace that lets everything in",
      type: NAMESPACE,
      inputs: namespace("privileged"),
      says: /refuses no privileged pod/,
    },
  ],
  compliant: [
    ...podTypes.map((type) => ({ type, inputs: runningPod(type, ordinary) })),
    ...podTypes.map((type) => ({ type, inputs: runningPod(type, privileged, "kube-system") })),
    { type: NAMESPACE, inputs: namespace("baseline") },
    { type: NAMESPACE, inputs: namespace("restricted") },
    { type: NAMESPACE, inputs: { metadata: { name: "kube-system" } } },
  ],
};
