const OWN_LANGUAGE = "a document of its own language, which names no principals";
const HOLDER = "of an identity: it has no principals, and narrows what its holder may do";
/** Reason of the policies of Oracle's networks, inputs and blocks. */
export const ORACLE = "of an endpoint in Oracle's network, which IAM's policies bound in turn";
const PUBLIC_API = "an API may be public: its authorizers decide, and the firewall protects it";
const SEARCH = "open on purpose: fine-grained access control or the network decide on access";

/** Arguments of the provider that are no resource policy, as `argument of type`; no guardrail reads them. */
export const unreadPolicies: Readonly<Record<string, string>> = {
  "basePolicyDocument of aws:networkmanager/coreNetwork:CoreNetwork": OWN_LANGUAGE,
  "kmsPolicyDocument of aws:odb/network:Network": ORACLE,
  "policy of aws:ecr/lifecyclePolicy:LifecyclePolicy": OWN_LANGUAGE,
  "policy of aws:eks/podIdentityAssociation:PodIdentityAssociation": HOLDER,
  "policy of aws:iot/policy:Policy": HOLDER,
  "policy of aws:iot/policyAttachment:PolicyAttachment": "the name of a policy",
  "policy of aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy": OWN_LANGUAGE,
  "policy of aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy": OWN_LANGUAGE,
  "policy of aws:ses/receiptFilter:ReceiptFilter": "the name of a mode",
  "policy of aws:sns/dataProtectionPolicy:DataProtectionPolicy": OWN_LANGUAGE,
  "policy of aws:transfer/access:Access": HOLDER,
  "policy of aws:transfer/user:User": HOLDER,
  "policyDocument of aws:cloudwatch/logAccountPolicy:LogAccountPolicy": OWN_LANGUAGE,
  "policyDocument of aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": OWN_LANGUAGE,
  "policyDocument of aws:cloudwatch/logIndexPolicy:LogIndexPolicy": OWN_LANGUAGE,
  "policyDocument of aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment":
    OWN_LANGUAGE,
  "policyDocument of aws:verifiedaccess/endpoint:Endpoint": OWN_LANGUAGE,
  "policyDocument of aws:verifiedaccess/group:Group": OWN_LANGUAGE,
  "s3PolicyDocument of aws:odb/network:Network": ORACLE,
  "stsPolicyDocument of aws:odb/network:Network": ORACLE,
};

/** Arguments that are no resource policy, although a guardrail reads them. */
export const policiesOfHolders: Readonly<Record<string, string>> = {
  "policy of aws:iam/groupPolicy:GroupPolicy": HOLDER,
  "policy of aws:iam/policy:Policy": HOLDER,
  "policy of aws:iam/rolePolicy:RolePolicy": HOLDER,
  "policy of aws:iam/userPolicy:UserPolicy": HOLDER,
  "policy of aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy": OWN_LANGUAGE,
};

/** Resource policies that may name every principal. */
export const openOnPurpose: Readonly<Record<string, string>> = {
  "accessPolicies of aws:elasticsearch/domain:Domain": SEARCH,
  "accessPolicies of aws:elasticsearch/domainPolicy:DomainPolicy": SEARCH,
  "accessPolicies of aws:opensearch/domain:Domain": SEARCH,
  "accessPolicies of aws:opensearch/domainPolicy:DomainPolicy": SEARCH,
  "policy of aws:apigateway/domainName:DomainName": PUBLIC_API,
  "policy of aws:apigateway/restApi:RestApi": PUBLIC_API,
  "policy of aws:apigateway/restApiPolicy:RestApiPolicy": PUBLIC_API,
  "policy of aws:vpclattice/authPolicy:AuthPolicy":
    "only what lies in a VPC of the service network reaches the service",
};

/** Services by the part of their types after `aws:`, and the reason why a guardrail does not check their resource policies. */
interface Reason {
  readonly services: readonly string[];
  readonly because: string;
}

/** Types that `require-tls` does not check. */
export const withoutTlsStatement: readonly Reason[] = [
  {
    services: [
      ...["dynamodb/", "iam/role:", "kms/", "s3/accessPoint:", "s3control/", "secretsmanager/"],
      "sqs/",
    ],
    because: "the resource control policy of the guardrail denies plain HTTP to these services",
  },
  {
    services: [
      ...["acmpca/", "amp/", "apigateway/", "backup/", "bedrock/", "cloudsearch/", "cloudwatch/"],
      ...["codeartifact/", "codebuild/", "dsql/", "ec2/", "ecr/", "ecrpublic/", "efs/"],
      ...["elasticsearch/", "glacier/", "glue/", "kinesis/", "lambda/", "mediastore/", "msk/"],
      ...["networkfirewall/", "oam/", "opensearch/", "opensearchingest/", "pinpoint/", "redshift/"],
      ...["redshiftserverless/", "s3/files", "s3/vectors", "s3tables/", "sagemaker/", "schemas/"],
      ...["ses/", "sesv2/", "sns/", "vpclattice/", "xray/"],
    ],
    because:
      "SDKs and the CLI use HTTPS, and no Config rule or control reports a policy without a statement on TLS",
  },
];

/** Types that `deny-confused-deputies` does not check. */
export const withoutServiceStatement: readonly Reason[] = [
  {
    services: [
      ...["iam/role:", "kms/", "s3/accessPoint:", "s3/bucket", "s3control/", "secretsmanager/"],
      "sqs/",
    ],
    because: "the resource control policy of the guardrail binds services in these policies",
  },
  {
    services: [
      "apigateway/",
      "ec2/",
      "elasticsearch/",
      "opensearch/domain",
      "vpclattice/authPolicy:",
    ],
    because: "no service of AWS calls it for a customer",
  },
];
