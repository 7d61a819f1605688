import { isTrue, objects, readPath } from "../support/readings";
import { type Container, containersOfPod, nameOf, podOf, podTypes } from "../support/workloads";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const denyPrivilegedPods: Guardrail = {
  id: "deny-privileged-pods",
  deny: { none: "Kubernetes controls the rights of pods; no AWS request contains them" },
  preview: {
    resource: [
      { types: podTypes, check: podKeepsOff },
      {
        types: ["kubernetes:core/v1:Namespace"],
        advises:
          "the pods of the program are checked one by one; the label protects against pods of others, and many charts need another level than the baseline",
        check: namespaceEnforces,
      },
    ],
  },
  detect: {
    none: "AWS Config does not record Kubernetes objects; the labels of namespaces refuse them",
  },
  parameters: {
    exemptNamespaces: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description: "Namespaces of the nodes' own agents, which need access to the node",
      // Those of the agents that AWS installs as add-ons:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html and
      // https://docs.aws.amazon.com/guardduty/latest/ug/eks-runtime-monitoring-coverage.html
      default: ["amazon-cloudwatch", "amazon-guardduty", "kube-system"],
    },
  },
  about: {
    title: "Isolate pods from their node",
    why: "a pod with its node's privileges, network or files controls the node, with the secrets of every other pod and the role of the node",
    comply:
      "Follow the baseline Pod Security Standard and let namespaces enforce it by their label",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC06-BP05")],
    requirements: [],
    peers: ["Pulumi compliance policies"],
  },
};

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** Capabilities that the baseline of the Pod Security Standards allows. */
const harmless = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

function isExempt(resource: ResourceView, path: string, parameters: ParameterValues): boolean {
  const name = readPath(resource, path);
  const exempt = parameters["exemptNamespaces"] as readonly string[];
  return (
    name.state === "unknown" ||
    (name.state === "known" && typeof name.value === "string" && exempt.includes(name.value))
  );
}

function podKeepsOff(resource: ResourceView, parameters: ParameterValues): Finding[] {
  if (isExempt(resource, "metadata.namespace", parameters)) {
    return [];
  }
  const pod = podOf(resource);
  return [
    ...["hostNetwork", "hostPID", "hostIPC"]
      .filter((property) => isTrue(pod[property]))
      .map((property) => ({
        message: `shares its node by ${property}; remove it, or list the namespace of an agent in the guardrail's exemptNamespaces`,
      })),
    ...objects(pod["volumes"])
      .filter((volume) => "hostPath" in volume)
      .map(() => ({
        message:
          "mounts a path of its node; use another kind of volume than hostPath, or list the namespace of an agent in the guardrail's exemptNamespaces",
      })),
    ...(isUnconfined(pod)
      ? [{ message: "runs without seccomp; remove seccompProfile Unconfined" }]
      : []),
    ...containersOfPod(pod).flatMap(containerKeepsOff),
  ];
}

function containerKeepsOff(container: Container): Finding[] {
  const [context = {}] = objects(container["securityContext"]);
  const [{ add } = {}] = objects(context["capabilities"]);
  const added: readonly unknown[] = Array.isArray(add) ? add : [];
  return [
    ...(isTrue(context["privileged"])
      ? [{ message: `runs ${nameOf(container)} as privileged; remove privileged` }]
      : []),
    ...(isUnconfined(container)
      ? [{ message: `runs ${nameOf(container)} without seccomp; remove seccompProfile Unconfined` }]
      : []),
    ...objects(container["ports"])
      .filter(({ hostPort }) => typeof hostPort === "number" && hostPort > 0)
      .map(({ hostPort }) => ({
        message: `uses port ${String(hostPort)} of its node for ${nameOf(container)}; remove hostPort and use a service`,
      })),
    ...added
      .filter((capability) => typeof capability === "string" && !harmless.includes(capability))
      .map((capability) => ({
        message: `gives ${nameOf(container)} the capability ${String(capability)}; remove it`,
      })),
  ];
}

/** True for a pod or container without a filter for system calls. */
function isUnconfined(part: Readonly<Record<string, unknown>>): boolean {
  return objects(part["securityContext"])
    .flatMap((context) => objects(context["seccompProfile"]))
    .some(({ type }) => type === "Unconfined");
}

function namespaceEnforces(namespace: ResourceView, parameters: ParameterValues): Finding[] {
  if (isExempt(namespace, "metadata.name", parameters)) {
    return [];
  }
  const labels = readPath(namespace, "metadata.labels");
  const [known = {}] = labels.state === "known" ? objects(labels.value) : [];
  const level = known[ENFORCE];
  const undecided = labels.state === "unknown" || (ENFORCE in known && level === undefined);
  return undecided || level === "baseline" || level === "restricted"
    ? []
    : [
        {
          message: `admits privileged pods; set the label ${ENFORCE} to baseline or restricted`,
        },
      ];
}
