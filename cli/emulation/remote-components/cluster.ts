import { createHash } from "node:crypto";
import type { Values } from "../core/types";
import { type Child, type Construction, Derived, Reference } from "./construction";
import { given, refuse, refuseOthers } from "./inputs";

const TYPE = "eks:index:Cluster";

/** Inputs that must have these values: with others the component creates resources that are not emulated. */
const fixed: Readonly<Values> = {
  authenticationMode: "API",
  createOidcProvider: false,
  skipDefaultNodeGroup: true,
  skipDefaultSecurityGroups: true,
  useDefaultVpcCni: true,
};

/** Inputs that must disable their add-on. */
const addons = ["corednsAddonOptions", "kubeProxyAddonOptions"];

/**
 * A control plane alone, as `eks.Cluster` 4.3 creates it without nodes, security groups and add-ons: its role, the
 * cluster, and the component's own Kubernetes provider.
 *
 * @throws Error for inputs with which the component creates more.
 */
export function clusterConstruction(name: string, inputs: Readonly<Values>): Construction {
  refuseUnlikeOurs(inputs);
  const role = serviceRole(`${name}-eksRole`);
  const region = new Derived(of("arn"), (arn) => String(arn).split(":")[3] ?? "");
  const credentials = inputs["providerCredentialOpts"] as Values | undefined;
  const kubeconfig = kubeconfigOf(region, credentials?.["roleArn"]);
  const kubeconfigJson = new Derived(kubeconfig, (known) => JSON.stringify(known));
  const issuer = of("identities.0.oidcs.0.issuer");
  const securityGroupId = of("vpcConfig.clusterSecurityGroupId");
  return {
    children: [
      ...role,
      cluster(name, inputs, role),
      {
        key: "kubernetes",
        type: "pulumi:providers:kubernetes",
        name: `${name}-eks-k8s`,
        custom: true,
        inputs: { kubeconfig: kubeconfigJson },
      },
    ],
    outputs: {
      kubeconfig,
      kubeconfigJson,
      clusterSecurityGroupId: securityGroupId,
      // Without a security group of the component, nodes use the group that EKS creates.
      nodeSecurityGroupId: securityGroupId,
      oidcProviderUrl: issuer,
      oidcIssuer: new Derived(issuer, (url) => String(url).replace("https://", "")),
      oidcProviderArn: "",
      clusterIngressRuleId: "",
      defaultNodeGroupAsgName: "",
      fargateProfileId: "",
      fargateProfileStatus: "",
      autoModeNodeRoleName: "",
    },
  };
}

function refuseUnlikeOurs(inputs: Readonly<Values>): void {
  refuseOthers(TYPE, inputs, [
    ...Object.keys(fixed),
    ...addons,
    "bootstrapSelfManagedAddons",
    "deletionProtection",
    "enabledClusterLogTypes",
    "encryptionConfigKeyArn",
    "endpointPrivateAccess",
    "endpointPublicAccess",
    "name",
    "providerCredentialOpts",
    "publicAccessCidrs",
    "subnetIds",
    "upgradePolicy",
    "version",
    "vpcId",
  ]);
  for (const [input, value] of Object.entries(fixed)) {
    if (inputs[input] !== value) {
      refuse(TYPE, `needs ${input} to be ${JSON.stringify(value)}`);
    }
  }
  for (const input of addons) {
    const options = inputs[input] as Values | undefined;
    if (options?.["enabled"] !== false || options["configurationValues"] !== undefined) {
      refuse(
        TYPE,
        `creates no add-ons: set ${input}.enabled to false, without configurationValues`,
      );
    }
  }
  for (const input of ["vpcId", "subnetIds"]) {
    if (!(input in inputs)) {
      refuse(TYPE, `needs ${input}`);
    }
  }
  const credentials = inputs["providerCredentialOpts"] as Values | undefined;
  refuseOthers(TYPE, credentials ?? {}, ["roleArn"], "providerCredentialOpts.");
  if (inputs["publicAccessCidrs"] !== undefined && inputs["endpointPublicAccess"] === false) {
    refuse(TYPE, "accepts publicAccessCidrs only with endpointPublicAccess");
  }
}

/** Component with the role of the control plane: the role and its policy. */
function serviceRole(name: string): Child[] {
  const policy = "policy/AmazonEKSClusterPolicy";
  // In every partition the component hashes the ARN of the standard one, so that names are the same everywhere.
  const hash = createHash("sha1").update(`arn:aws:iam::aws:${policy}`).digest("hex").slice(0, 8);
  const inside = { custom: true, parent: "service role" };
  return [
    { key: inside.parent, type: "eks:index:ServiceRole", name, custom: false, inputs: {} },
    {
      ...inside,
      key: "role",
      type: "aws:iam/role:Role",
      name: `${name}-role`,
      inputs: {
        description: "Allows EKS to manage clusters on your behalf.",
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Action: ["sts:AssumeRole", "sts:TagSession"],
              Effect: "Allow",
              Principal: { Service: ["eks.amazonaws.com"] },
            },
          ],
        }),
      },
    },
    {
      ...inside,
      key: "role policy",
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: `${name}-${hash}`,
      inputs: {
        policyArn: new Derived(
          new Reference("role", "arn"),
          (arn) => `arn:${String(arn).split(":")[1] ?? ""}:iam::aws:${policy}`,
        ),
        role: new Reference("role", "id"),
      },
    },
  ];
}

function cluster(name: string, inputs: Readonly<Values>, role: readonly Child[]): Child {
  return {
    key: "cluster",
    type: "aws:eks/cluster:Cluster",
    name: `${name}-eksCluster`,
    custom: true,
    // Without its role's permissions a cluster could not delete the network interfaces that it creates.
    dependsOn: role.filter(({ custom }) => custom).map(({ key }) => key),
    ignoreChanges: [
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
    ],
    inputs: {
      ...given(inputs, [
        "name",
        "version",
        "enabledClusterLogTypes",
        "upgradePolicy",
        "deletionProtection",
      ]),
      roleArn: new Reference("role", "arn"),
      bootstrapSelfManagedAddons: inputs["bootstrapSelfManagedAddons"] ?? true,
      vpcConfig: given(inputs, [
        "subnetIds",
        "endpointPrivateAccess",
        "endpointPublicAccess",
        "publicAccessCidrs",
      ]),
      accessConfig: {
        authenticationMode: inputs["authenticationMode"],
        bootstrapClusterCreatorAdminPermissions: true,
      },
      ...("encryptionConfigKeyArn" in inputs && {
        encryptionConfig: {
          provider: { keyArn: inputs["encryptionConfigKeyArn"] },
          resources: ["secrets"],
        },
      }),
      tags: { Name: `${name}-eksCluster` },
    },
  };
}

/** Kubeconfig for the cluster with a token of the AWS CLI, for a role when one is given. */
function kubeconfigOf(region: unknown, roleArn: unknown): Values {
  const execution = "client.authentication.k8s.io/v1beta1";
  return {
    apiVersion: "v1",
    clusters: [
      {
        cluster: {
          server: of("endpoint"),
          "certificate-authority-data": of("certificateAuthority.data"),
        },
        name: "kubernetes",
      },
    ],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [
      {
        name: "aws",
        user: {
          exec: {
            apiVersion: execution,
            command: "aws",
            args: [
              ...["--region", region, "eks", "get-token", "--cluster-name", of("name")],
              ...["--output", "json"],
              ...(roleArn === undefined ? [] : ["--role", roleArn]),
            ],
            env: [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${execution}"}` }],
          },
        },
      },
    ],
  };
}

/** An output of the cluster. */
function of(output: string): Reference {
  return new Reference("cluster", output);
}
