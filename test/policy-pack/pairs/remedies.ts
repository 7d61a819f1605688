import type { Pair, Remedied } from "./pair";

const OTHER = "the remedy is another resource, or none";
const REQUEST = "the remedy is a request to the people who own the guardrail";

const NAMED = "arn:aws:iam::123456789012:role/reader";
/** Names a principal in place of every one, in a policy as text or as an object. */
const named: Remedied["replace"] = [
  [
    /"(?:Not)?Principal":(?:"\*"|\{"AWS":(?:"\*"|\["\*"\]|"arn:aws:iam::1:root")\})/g,
    `"Principal":"${NAMED}"`,
  ],
];

/** Inputs of a job in a network, at the beginning of its block. */
const isolated =
  '"vpcConfig":{"subnets":["subnet-1"],"securityGroupIds":["sg-1"]},"enableInterContainerTrafficEncryption":true,';

/**
 * The remedy of a message of one of the regular forms: `remove <name>: <value>`, `sets <path> to ...; remove it`,
 * `does not set <path> to <value>`, `set <path> to <value>`.
 */
export function remedyOf(message: string): Remedied | undefined {
  const of = /./;
  const [, removed] = /; remove (\w+): \w+/.exec(message) ?? [];
  if (removed !== undefined) {
    return { of, drop: [removed] };
  }
  const [, switched] = /^sets (\w+) to \S+; remove it/.exec(message) ?? [];
  if (switched !== undefined) {
    return { of, drop: [switched] };
  }
  const [, path, value] =
    /^does not set ([\w.]+) to (\w+);/.exec(message) ??
    /; set ([\w.]+) to (?:at least )?([\w.-]+)/.exec(message) ??
    [];
  return path === undefined || value === undefined
    ? undefined
    : { of, set: { [path]: read(value) } };
}

function read(value: string): unknown {
  if (value === "true" || value === "false") {
    return value === "true";
  }
  return /^\d+$/.test(value) && value !== "2" ? Number(value) : value;
}

/** Remedies of messages in other forms, by guardrail. */
export const remedies: Readonly<Record<string, readonly Pair[]>> = {
  "approved-regions": [
    { of: /is created in/, because: "the Region is that of the provider" },
    { of: /copies data to or connects to/, replace: [[/eu-west-1/g, "us-west-2"]] },
  ],
  "deny-region-toggles": [
    { of: /remove the resource/, because: OTHER },
    {
      of: /remove enabled: false/,
      because: "the management account enables it, which no policy binds",
    },
  ],
  "deny-region-copies": [
    { of: /replicates data across Regions/, because: OTHER },
    { of: /keep it in/, because: "the remedy is not to copy at all" },
  ],
  "allow-services": [{ of: /is not allowed/, because: REQUEST }],
  "deny-services": [{ of: /is denied/, because: OTHER }],
  "deny-large-instances": [
    { of: /use an aws\.ec2\.LaunchTemplate/, because: OTHER },
    { of: /choose a smaller one/, replace: [[/p5\.48xlarge|m7g\.metal|p5\.\*/g, "m7g.large"]] },
  ],
  "allow-instance-types": [
    { of: /use an aws\.ec2\.LaunchTemplate/, because: OTHER },
    { of: /use one of/, replace: [[/m7g\.4xlarge|m7g\.\*/g, "m7g.large"]] },
  ],
  "deny-dedicated-capacity": [
    { of: /costs money every hour/, because: OTHER },
    { of: /sets the tenancy/, drop: ["tenancy", "instanceTenancy", "placementTenancy"] },
  ],
  "deny-commitments": [{ of: /commits the company/, because: REQUEST }],
  "deny-domain-registration": [{ of: /registers a domain/, because: REQUEST }],
  "expire-model-keys": [{ of: /credentialAgeDays/, set: { credentialAgeDays: 7 } }],
  "limit-chat-operations": [
    {
      of: /set read-only policies/,
      set: { guardrailPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    },
  ],
  "deny-public-buckets": [
    { of: /remove the block, which every new bucket has/, because: OTHER },
    { of: /has the public ACL/, drop: ["acl"] },
    { of: /grants its ACL/, drop: ["grants", "accessControlPolicy"] },
    { of: /remove the block/, drop: ["publicAccessBlockConfiguration", "publicAccessBlock"] },
    { of: /allows every principal/, replace: named },
  ],
  "deny-public-databases": [
    { of: /remove publicAccess/, drop: ["publicAccess"] },
    { of: /name private subnets/, set: { "vpcOptions.subnetIds": ["subnet-1"] } },
    {
      of: /name VPC endpoints/,
      replace: [[/"AllowFromPublic":true/g, '"SourceVPCEs":["vpce-1"]']],
    },
  ],
  "deny-public-functions": [
    { of: /name a principal or principalOrgId/, set: { principalOrgId: "o-example1234" } },
    { of: /set organizationId/, set: { organizationId: "o-example1234" } },
  ],
  "deny-open-resource-policies": [
    { of: /name principals, or add/, replace: named },
    {
      of: /name principals in (?:allowedPrincipals|principalArn)/,
      replace: [[/"\*"/g, `"${NAMED}"`]],
    },
    { of: /name an account in principal/, set: { principal: "123456789012" } },
  ],
  "require-encrypted-caches": [{ of: /cannot be encrypted alone/, because: OTHER }],
  "require-encrypted-messages": [
    { of: /set kmsMasterKeyId/, set: { kmsMasterKeyId: "alias/aws/sns" } },
  ],
  "deny-customer-provided-keys": [
    { of: /blockedEncryptionTypes/, set: { blockedEncryptionTypes: ["SSE-C"] } },
    { of: /remove customerAlgorithm/, drop: ["customerAlgorithm", "customerKey"] },
  ],
  "require-deletion-window": [
    { of: /remove it or set 30/, drop: ["deletionWindowInDays", "recoveryWindowInDays"] },
  ],
  "require-tls-listeners": [
    {
      of: /redirect every request to HTTPS/,
      set: { defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] },
    },
    {
      of: /names no sslPolicy|set a later one/,
      set: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    },
    { of: /set lbProtocol to https/, replace: [[/"(?:HTTP|tcp)"/g, '"https"']] },
  ],
  "require-tls-endpoints": [
    {
      of: /set a certificate of the company/,
      drop: ["cloudfrontDefaultCertificate"],
      set: { "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2021" },
    },
    { of: /keep only TLSv1\.2/, set: { originSslProtocols: ["TLSv1.2"] } },
    {
      of: /set tlsSecurityPolicy/,
      set: { "domainEndpointOptions.tlsSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10" },
    },
    { of: /use SFTP or FTPS/, replace: [[/"FTP"/g, '"FTPS"']] },
  ],
  "deny-irreversible-retention": [
    {
      of: /set at most 400/,
      replace: [
        [/401/g, "400"],
        [/"years":7/g, '"days":400'],
      ],
    },
  ],
  "deny-confused-deputies": [
    { of: /set sourceAccount/, set: { sourceAccount: "123456789012" } },
    {
      of: /compare aws:SourceAccount/,
      replace: [
        [/,"Condition":\{.*?\}\}/g, ""],
        [
          /("Principal":\{"Service":[^}]*\})/g,
          '$1,"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}',
        ],
      ],
    },
  ],
  "require-tls": [
    {
      of: /refuse(?:s)? plain HTTP/,
      because: "AWS refuses plain HTTP already: the remedy is for detection",
    },
  ],
  "restrict-web-identities": [
    { of: /is not among the company's applications/, because: REQUEST },
    { of: /name one of their repositories/, replace: [[/repo:a[\w@]+\//g, "repo:acme/"]] },
  ],
  "deny-outside-snapshots": [{ of: /is no account of the company/, because: REQUEST }],
  "deny-outside-shares": [
    { of: /remove allowExternalPrincipals/, drop: ["allowExternalPrincipals"] },
    { of: /accepts a share/, because: OTHER },
  ],
  "deny-direct-shares": [{ of: /share it by AWS Resource/, because: OTHER }],
  "restrict-mail-subscriptions": [
    { of: /outside the company/, replace: [[/someone@\w+\.\w+/g, "someone@example.com"]] },
  ],
  "remove-root-credentials": [
    {
      of: /enable both features/,
      set: { enabledFeatures: ["RootCredentialsManagement", "RootSessions"] },
    },
  ],
  "stay-in-organization": [{ of: /remove closeOnDeletion/, drop: ["closeOnDeletion"] }],
  "protect-account-settings": [
    { of: /minimumPasswordLength/, set: { minimumPasswordLength: 14 } },
    { of: /passwordReusePrevention/, set: { passwordReusePrevention: 24 } },
  ],
  "deny-iam-users": [{ of: /IAM user/, because: OTHER }],
  "deny-long-lived-credentials": [{ of: /assume a role instead/, because: OTHER }],
  "restrict-federation": [
    { of: /is not approved/, because: REQUEST },
    { of: /without Identity Center/, because: OTHER },
  ],
  "protect-identity-center": [{ of: /set principalType/, set: { principalType: "GROUP" } }],
  "deny-administrator-policies": [
    {
      of: /attach one that names/,
      replace: [[/AdministratorAccess|IAMFullAccess/g, "AmazonS3ReadOnlyAccess"]],
    },
    {
      of: /name the actions and resources|name the re/,
      because: "the remedy depends on the work of the principal",
    },
  ],
  "require-permissions-boundary": [
    {
      of: /set permissionsBoundary/,
      set: { permissionsBoundary: "arn:aws:iam::123456789012:policy/team-boundary" },
    },
  ],
  "protect-config": [
    { of: /set allSupported to true/, set: { allSupported: true }, drop: ["resourceTypes"] },
  ],
  "protect-security-hub": [{ of: /disables a control/, because: OTHER }],
  "protect-delegated-administration": [
    { of: /name the actions/, because: "the remedy depends on the work of the account" },
  ],
  "protect-flow-logs": [{ of: /has no flow log/, because: OTHER }],
  "require-log-group-keys": [
    { of: /set kmsKeyId/, set: { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1" } },
  ],
  "deny-internet-gateways": [{ of: /create it in the stack/, because: OTHER }],
  "deny-public-addresses": [
    { of: /requests a public address/, drop: ["associatePublicIpAddress", "assignPublicIp"] },
    { of: /gives an instance a public address/, because: OTHER },
    { of: /remove mapPublicIpOnLaunch/, drop: ["mapPublicIpOnLaunch"] },
  ],
  "protect-network-hub": [
    {
      of: /defaultRouteTable|autoAccept/,
      set: {
        autoAcceptSharedAttachments: "disable",
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
      },
    },
  ],
  "deny-network-peering": [{ of: /attach both/, because: OTHER }],
  "deny-vpn-connections": [
    { of: /is not listed/, because: REQUEST },
    {
      of: /name a group in accessGroupId/,
      drop: ["authorizeAllGroups"],
      set: { accessGroupId: "g" },
    },
  ],
  "deny-default-vpcs": [
    { of: /set forceDestroy to true/, set: { forceDestroy: true } },
    { of: /set subnetId/, set: { subnetId: "subnet-1" } },
    { of: /set vpcId/, set: { vpcId: "vpc-1" } },
  ],
  "protect-firewalls": [{ of: /use aws:drop/, replace: [[/aws:pass/g, "aws:drop"]] }],
  "block-public-vpc-access": [
    { of: /switches the block off/, because: OTHER },
    { of: /exclude only its public subnet/, set: { subnetId: "subnet-1" } },
  ],
  "require-imdsv2": [{ of: /use an aws\.ec2\.LaunchTemplate/, because: OTHER }],
  "require-functions-in-vpc": [
    {
      of: /set vpcConfig/,
      set: { vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
    },
  ],
  "deny-public-images": [
    { of: /name an accountId/, drop: ["group"], set: { accountId: "123456789012" } },
    { of: /use organizationArns/, drop: ["userGroups"] },
  ],
  "deny-public-documents": [
    { of: /permissions\.account_ids/, set: { "permissions.account_ids": "123456789012" } },
  ],
  "deny-ssh-keys": [{ of: /names a key pair/, drop: ["keyName", "ec2SshKey", "keyPair"] }],
  "restrict-notebooks": [{ of: /set subnetId/, set: { subnetId: "subnet-1" } }],
  "isolate-training": [
    {
      of: /set vpcConfig|set enableInterContainerTrafficEncryption/,
      replace: [
        [/"enableInterContainerTrafficEncryption":\w+,?/g, ""],
        [/(\{|\},\{)(?="(?:vpcConfig|resourceConfig|algorithm)|\})/g, `$1${isolated}`],
        [/,\}/g, "}"],
      ],
    },
  ],
  "deny-public-clusters": [
    {
      of: /set endpointPublicAccess to false/,
      set: { endpointPublicAccess: false, "vpcConfig.endpointPublicAccess": false },
    },
  ],
  "encrypt-cluster-secrets": [
    {
      of: /set encryptionConfig/,
      set: {
        encryptionConfig: {
          provider: { keyArn: "arn:aws:kms:us-east-1:123456789012:key/1" },
          resources: ["secrets"],
        },
        encryptionConfigKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
      },
    },
  ],
  "require-cluster-logs": [
    {
      of: /add it to enabledClusterLogTypes/,
      set: { enabledClusterLogTypes: ["api", "audit", "authenticator"] },
    },
  ],
  "restrict-cluster-access": [
    {
      of: /set authenticationMode to API/,
      set: { authenticationMode: "API", "accessConfig.authenticationMode": "API" },
    },
  ],
  "protect-pod-identity": [
    { of: /which only EKS may set/, replace: [[/Kubernetes-Namespace|eks-cluster-name/g, "Team"]] },
  ],
  "deny-privileged-tasks": [
    {
      of: /remove privileged/,
      replace: [[/\\?"privileged\\?":(?:true|\\?"true\\?")/g, '"readonlyRootFilesystem":true']],
    },
    { of: /by pidMode host/, drop: ["pidMode"] },
    { of: /by ipcMode host/, drop: ["ipcMode"] },
  ],
  "require-immutable-images": [
    { of: /set imageTagMutability to IMMUTABLE/, set: { imageTagMutability: "IMMUTABLE" } },
    {
      of: /name the tags that may move/,
      replace: [[/"\*+"/g, '"dev-*"']],
    },
  ],
  "require-image-scans": [
    {
      of: /filter "\*"/,
      set: {
        rules: [
          {
            scanFrequency: "SCAN_ON_PUSH",
            repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
          },
        ],
      },
    },
  ],
  "deny-public-registries": [{ of: /publishes its images/, because: OTHER }],
  "limit-vault-locks": [{ of: /set maxRetentionDays/, set: { maxRetentionDays: 35 } }],
  "protect-platform-tags": [{ of: /set it on the resource itself/, because: OTHER }],
};
