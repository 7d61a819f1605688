import type { Row } from "../core/types";

/** EKS and Kubernetes. */
export const kubernetesRows: Readonly<Record<string, Row>> = {
  "aws:eks/nodeGroup:NodeGroup": (resource) => {
    const cluster = resource.text("clusterName");
    const name = resource.named("nodeGroupName");
    return {
      id: `${cluster}:${name}`,
      outputs: {
        nodeGroupName: name,
        arn: resource.arn("eks", `nodegroup/${cluster}/${name}/${resource.hex(32)}`),
        status: "ACTIVE",
      },
    };
  },
  "aws:eks/addon:Addon": (resource) => {
    const cluster = resource.text("clusterName");
    const name = resource.text("addonName");
    return {
      id: `${cluster}:${name}`,
      outputs: {
        arn: resource.arn("eks", `addon/${cluster}/${name}/${resource.hex(32)}`),
        addonVersion: resource.text("addonVersion", "v1.0.0-eksbuild.1"),
      },
    };
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": (resource) => {
    const cluster = resource.text("clusterName");
    const associationId = `a-${resource.hex(17)}`;
    return {
      id: associationId,
      outputs: {
        associationId,
        associationArn: resource.arn("eks", `podidentityassociation/${cluster}/${associationId}`),
      },
    };
  },
  "aws:eks/accessEntry:AccessEntry": (resource) => {
    const cluster = resource.text("clusterName");
    const principal = resource.text("principalArn");
    return {
      id: `${cluster}:${principal}`,
      outputs: {
        accessEntryArn: resource.arn(
          "eks",
          `access-entry/${cluster}/role/${resource.site.account}/${principal.split("/").at(-1) ?? ""}/${resource.hex(32)}`,
        ),
      },
    };
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": (resource) => ({
    id: ["clusterName", "principalArn", "policyArn"].map((part) => resource.text(part)).join("#"),
    outputs: {},
  }),
  "kubernetes:core/v1:Namespace": (resource) => {
    const { name } = (resource.inputs["metadata"] ?? {}) as { name?: string };
    return { id: name ?? resource.name, outputs: { status: { phase: "Active" } } };
  },
  "kubernetes:helm.sh/v3:Release": (resource) => {
    const namespace = resource.text("namespace", "default");
    const name = resource.text("name");
    return {
      id: `${namespace}/${name}`,
      outputs: {
        status: { name, namespace, status: "deployed", version: resource.text("version", "") },
      },
    };
  },
};
