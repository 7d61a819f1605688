import { arnOf, OWN, policyOf, type WellMade } from "./well-made";

const REPOSITORY = "aws:ecr/repository:Repository";
const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const CLUSTER = "aws:eks/cluster:Cluster";
const DAEMONS = "kubernetes:apps/v1:DaemonSet";

const registry = `${OWN}.dkr.ecr.us-east-1.amazonaws.com`;
const digest = `sha256:${"cd".repeat(32)}`;
const image = `${registry}/shop/api@${digest}`;

const cluster = {
  version: "1.35",
  roleArn: `arn:aws:iam::${OWN}:role/cluster`,
  accessConfig: {
    authenticationMode: "API",
    bootstrapClusterCreatorAdminPermissions: false,
  },
  deletionProtection: true,
  vpcConfig: {
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
    endpointPrivateAccess: true,
    endpointPublicAccess: false,
  },
};

const restricted = {
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};
const container = {
  name: "api",
  image,
  ports: [{ containerPort: 8080 }],
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
};
const pods = (namespace: string, spec: object): Record<string, unknown> => ({
  metadata: { name: "example", namespace },
  spec: {
    selector: { matchLabels: { app: "example" } },
    template: { metadata: { labels: { app: "example" } }, spec },
  },
});

/** Images, clusters, tasks and pods. */
export const containers: readonly WellMade[] = [
  {
    // guardrails C3
    title: "a repository whose tags stay, except latest and those of branches",
    type: REPOSITORY,
    inputs: {
      name: "shop/api",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [
        { filter: "latest", filterType: "WILDCARD" },
        { filter: "branch-*", filterType: "WILDCARD" },
      ],
      imageScanningConfiguration: { scanOnPush: true },
    },
  },
  {
    // guardrails C3
    title: "a repository that its registry scans",
    type: REPOSITORY,
    inputs: { name: "shop/worker", imageTagMutability: "IMMUTABLE" },
    with: [
      {
        type: REGISTRY,
        inputs: {
          scanType: "ENHANCED",
          rules: [
            {
              scanFrequency: "CONTINUOUS_SCAN",
              repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
            },
          ],
        },
      },
    ],
  },
  {
    title: "a repository policy for one account that pulls",
    type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
    inputs: {
      repository: "shop/api",
      policy: policyOf({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::444455556666:root" },
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      }),
    },
  },
  {
    // guardrails C3
    title: "a cluster for the office, with the logs audit and authenticator",
    type: CLUSTER,
    inputs: {
      ...cluster,
      enabledClusterLogTypes: ["audit", "authenticator"],
      vpcConfig: {
        ...cluster.vpcConfig,
        endpointPublicAccess: true,
        publicAccessCidrs: ["203.0.113.0/24"],
      },
    },
  },
  {
    title: "a cluster in Auto Mode with a private endpoint",
    type: CLUSTER,
    inputs: {
      ...cluster,
      enabledClusterLogTypes: ["api", "audit", "authenticator"],
      bootstrapSelfManagedAddons: false,
      computeConfig: { enabled: true, nodePools: ["general-purpose", "system"] },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
      storageConfig: { blockStorage: { enabled: true } },
    },
  },
  {
    title: "nodes of Amazon Linux 2023 in private subnets",
    type: "aws:eks/nodeGroup:NodeGroup",
    inputs: {
      clusterName: "shop",
      amiType: "AL2023_ARM_64_STANDARD",
      instanceTypes: ["m7g.large"],
      nodeRoleArn: `arn:aws:iam::${OWN}:role/nodes`,
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 6 },
    },
  },
  {
    title: "an add-on of one version",
    type: "aws:eks/addon:Addon",
    inputs: {
      clusterName: "shop",
      addonName: "aws-ebs-csi-driver",
      addonVersion: "v1.48.0-eksbuild.1",
    },
  },
  {
    // guardrails C3
    title: "a role for pods, as AWS writes its trust",
    type: "aws:iam/role:Role",
    inputs: {
      name: "shop-api-pods",
      assumeRolePolicy: policyOf({
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      }),
    },
  },
  {
    title: "an association of a service account with its role",
    type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    inputs: {
      clusterName: "shop",
      namespace: "shop",
      serviceAccount: "api",
      roleArn: `arn:aws:iam::${OWN}:role/shop-api-pods`,
    },
  },
  {
    title: "an access entry for the people of one role",
    type: "aws:eks/accessEntry:AccessEntry",
    inputs: {
      clusterName: "shop",
      principalArn: `arn:aws:iam::${OWN}:role/shop-developers`,
      kubernetesGroups: ["viewers"],
    },
  },
  {
    title: "an ECS cluster with insights",
    type: "aws:ecs/cluster:Cluster",
    inputs: { name: "shop", settings: [{ name: "containerInsights", value: "enhanced" }] },
  },
  {
    title: "a service on Fargate in private subnets",
    type: "aws:ecs/service:Service",
    inputs: {
      cluster: "shop",
      taskDefinition: arnOf("ecs", "task-definition/shop-api:12"),
      launchType: "FARGATE",
      desiredCount: 2,
      networkConfiguration: {
        subnets: ["subnet-0a1b2c3d4e5f60718"],
        securityGroups: ["sg-0a1b2c3d4e5f60718"],
        assignPublicIp: false,
      },
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
  },
  {
    title: "a task that fetches its secret",
    type: "aws:ecs/taskDefinition:TaskDefinition",
    inputs: {
      family: "shop-api",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      cpu: "512",
      memory: "1024",
      executionRoleArn: `arn:aws:iam::${OWN}:role/shop-execution`,
      taskRoleArn: `arn:aws:iam::${OWN}:role/shop-api`,
      containerDefinitions: JSON.stringify([
        {
          name: "api",
          image,
          essential: true,
          readonlyRootFilesystem: true,
          environment: [{ name: "LOG_LEVEL", value: "info" }],
          secrets: [
            { name: "DATABASE_PASSWORD", valueFrom: arnOf("secretsmanager", "secret:shop/db") },
          ],
          logConfiguration: {
            logDriver: "awslogs",
            options: { "awslogs-group": "/shop/api", "awslogs-region": "us-east-1" },
          },
        },
      ]),
    },
  },
  {
    title: "a deployment that follows the restricted standard",
    type: "kubernetes:apps/v1:Deployment",
    inputs: pods("shop", { securityContext: restricted, containers: [container] }),
  },
  {
    title: "a stateful set with a volume of its own",
    type: "kubernetes:apps/v1:StatefulSet",
    inputs: pods("shop", {
      securityContext: restricted,
      containers: [{ ...container, volumeMounts: [{ name: "data", mountPath: "/data" }] }],
      volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
    }),
  },
  {
    title: "a nightly job",
    type: "kubernetes:batch/v1:CronJob",
    inputs: {
      metadata: { name: "report", namespace: "shop" },
      spec: {
        schedule: "0 3 * * *",
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: "Never",
                securityContext: restricted,
                containers: [container],
              },
            },
          },
        },
      },
    },
  },
  {
    title: "a namespace that enforces the restricted standard",
    type: "kubernetes:core/v1:Namespace",
    inputs: {
      metadata: {
        name: "shop",
        labels: { "pod-security.kubernetes.io/enforce": "restricted" },
      },
    },
  },
  {
    title: "an agent of the nodes in the namespace of CloudWatch",
    type: DAEMONS,
    inputs: pods("amazon-cloudwatch", {
      hostNetwork: true,
      containers: [{ ...container, name: "fluent-bit" }],
      volumes: [{ name: "logs", hostPath: { path: "/var/log" } }],
    }),
  },
  {
    // guardrails C3
    title: "an agent of the nodes in a namespace of its own",
    type: DAEMONS,
    inputs: pods("monitoring", {
      hostPID: true,
      containers: [{ ...container, name: "node-exporter" }],
      volumes: [{ name: "root", hostPath: { path: "/" } }],
    }),
    fires: [
      {
        guardrail: "deny-privileged-pods",
        because:
          "it reads the disk and the processes of every pod; a company lists the namespaces of its agents in exemptNamespaces",
      },
    ],
  },
  {
    title: "a chart of one version",
    type: "kubernetes:helm.sh/v3:Release",
    inputs: {
      chart: "external-dns",
      version: "1.19.0",
      namespace: "kube-system",
      repositoryOpts: { repo: "https://kubernetes-sigs.github.io/external-dns/" },
    },
  },
];
