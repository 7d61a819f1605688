import type { Row } from "..";

/** EKS and what runs on it. */
export const kubernetesRows: Readonly<Record<string, Row>> = {
  "eks:index:Cluster": (resource) => {
    const name = resource.text("name");
    // The component has no Region of its own; its key's ARN tells the one it works in.
    const region = resource.text("encryptionConfigKeyArn", ":::us-east-1").split(":")[3] ?? "";
    const server = `https://${resource.hex(32).toUpperCase()}.gr7.${region}.eks.amazonaws.com`;
    const credentials = resource.inputs["providerCredentialOpts"] as
      { roleArn?: string } | undefined;
    const role = credentials?.roleArn;
    const kubeconfig = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "kubernetes",
          cluster: {
            server,
            "certificate-authority-data": Buffer.from(name).toString("base64"),
          },
        },
      ],
      contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
      "current-context": "aws",
      users: [
        {
          name: "aws",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: [
                ...["--region", region, "eks", "get-token", "--cluster-name", name],
                ...["--output", "json"],
                ...(role === undefined ? [] : ["--role", role]),
              ],
            },
          },
        },
      ],
    };
    return {
      id: "",
      outputs: {
        kubeconfig,
        kubeconfigJson: JSON.stringify(kubeconfig),
        clusterSecurityGroupId: `sg-${resource.hex(17)}`,
        nodeSecurityGroupId: `sg-${resource.hex(17)}`,
        oidcProviderUrl: `https://oidc.eks.${region}.amazonaws.com/id/${resource.hex(32).toUpperCase()}`,
        oidcProviderArn: "",
      },
    };
  },
  "aws:eks/nodeGroup:NodeGroup": (resource) => {
    const cluster = resource.text("clusterName");
    const name = resource.text("nodeGroupName", `${resource.name}-${resource.hex(7)}`);
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
