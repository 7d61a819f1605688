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
      message: /runs container web as privileged/,
    })),
    ...["hostNetwork", "hostPID", "hostIPC"].map((property) => ({
      title: `a pod with ${property}`,
      type: POD,
      inputs: runningPod(POD, { [property]: true }),
      message: new RegExp(`shares its node by ${property}`),
    })),
    {
      title: "a pod with a path of its node among other volumes",
      type: POD,
      inputs: runningPod(POD, { volumes: [{ emptyDir: {} }, { hostPath: { path: "/" } }] }),
      message: /mounts a path of its node/,
    },
    {
      title: "a container that runs first and adds a capability",
      type: POD,
      inputs: runningPod(POD, {
        initContainers: [{ securityContext: { capabilities: { add: ["CHOWN", "SYS_ADMIN"] } } }],
      }),
      message: /gives a container the capability SYS_ADMIN/,
    },
    {
      title: "a container that takes a port of its node",
      type: POD,
      inputs: runningPod(POD, {
        containers: [
          { name: "web", ports: [{ containerPort: 80 }, { containerPort: 443, hostPort: 443 }] },
        ],
      }),
      message: /uses port 443 of its node for container web/,
    },
    {
      title: "a pod whose system calls nothing filters",
      type: POD,
      inputs: runningPod(POD, { securityContext: { seccompProfile: { type: "Unconfined" } } }),
      message: /runs without seccomp/,
    },
    {
      title: "a container whose system calls nothing filters",
      type: POD,
      inputs: runningPod(POD, {
        containers: [{ name: "web", securityContext: { seccompProfile: { type: "Unconfined" } } }],
      }),
      message: /runs container web without seccomp/,
    },
    {
      title: "a privileged pod that names no namespace",
      type: POD,
      inputs: { spec: privileged },
      message: /as privileged/,
    },
    {
      title: "a namespace without a label",
      type: NAMESPACE,
      inputs: { metadata: { name: "application" } },
      message: /set the label pod-security\.kubernetes\.io\/enforce to baseline or restricted/,
    },
    {
      title: "a namespace that lets everything in",
      type: NAMESPACE,
      inputs: namespace("privileged"),
      message: /admits privileged pods/,
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
