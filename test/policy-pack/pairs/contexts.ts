import { known, objects, readPath } from "../../../policy-pack/guardrails/support/readings";
import type { ResourceView } from "../../../policy-pack/guardrails/types/preview-rule";
import { viewOf } from "../../../policy-pack/policies/view";
import { actionOf } from "./calls";
import type { Call, Inputs } from "./pair";

type Context = Readonly<Record<string, string | readonly string[]>>;
type Reader = (resource: ResourceView) => Context;

/** Text of an input by its path, or a value that AWS takes while it is absent. */
function text(resource: ResourceView, path: string, absent: string): string {
  const reading = readPath(resource, path);
  return reading.state === "known" ? String(reading.value) : absent;
}

/** True for a device that the inputs do not encrypt: the account's default encrypts the others. */
function encrypted(resource: ResourceView): string {
  const devices = ["rootBlockDevice", "ebsBlockDevices"].flatMap((property) =>
    objects(known(resource, property)),
  );
  return String(!devices.some((device) => String(device["encrypted"]) === "false"));
}

const cluster: Reader = (resource) => {
  const block = resource.type === "eks:index:Cluster" ? "" : "vpcConfig.";
  const logs = known(resource, "enabledClusterLogTypes");
  return {
    "eks:endpointPublicAccess": text(resource, `${block}endpointPublicAccess`, "true"),
    "eks:encryptionConfigProviderKeyArns": [
      known(resource, "encryptionConfigKeyArn"),
      known(resource, "encryptionConfig.provider.keyArn"),
    ]
      .filter((arn) => typeof arn === "string")
      .slice(0, 1),
    "eks:supportType": text(resource, "upgradePolicy.supportType", "EXTENDED"),
    "eks:deletionProtection": text(resource, "deletionProtection", "false"),
    "eks:loggingType/audit": String(Array.isArray(logs) && logs.includes("audit")),
  };
};
const storage: Reader = (resource) => ({
  "rds:DatabaseEngine": text(resource, "engine", "postgres"),
  "rds:StorageEncrypted": text(resource, "storageEncrypted", "false"),
});
const acl: Reader = (resource) => ({ "s3:x-amz-acl": text(resource, "acl", "private") });
const boundary: Reader = (resource) => {
  const policy = text(resource, "permissionsBoundary", "");
  return {
    ...(policy !== "" && { "iam:PermissionsBoundary": policy }),
    "aws:TagKeys": objects(known(resource, "tags")).flatMap((tags) => Object.keys(tags)),
  };
};
const attachment: Reader = (resource) => ({
  "iam:PolicyARN": [known(resource, "policyArn"), known(resource, "policyArns")]
    .flat()
    .filter((arn) => typeof arn === "string")
    .slice(0, 1),
});

function training(job: ResourceView): Context {
  return {
    "sagemaker:VpcSubnets": objects(known(job, "vpcConfig")).length > 0 ? ["subnet-1"] : [],
    "sagemaker:InterContainerTrafficEncryption": text(
      job,
      "enableInterContainerTrafficEncryption",
      "false",
    ),
  };
}

/** Condition keys that follow from the inputs of a resource, by action: those that a statement of a guardrail reads. */
const readers: Readonly<Record<string, Reader>> = {
  "ec2:CreateVolume": (volume) => ({ "ec2:Encrypted": text(volume, "encrypted", "true") }),
  "ec2:CreateVpc": (vpc) => ({ "ec2:Tenancy": text(vpc, "instanceTenancy", "default") }),
  "eks:CreateCluster": cluster,
  "elasticache:CreateReplicationGroup": (group) => ({
    "elasticache:AtRestEncryptionEnabled": text(group, "atRestEncryptionEnabled", "true"),
    "elasticache:TransitEncryptionEnabled": text(group, "transitEncryptionEnabled", "false"),
  }),
  "elasticache:CreateCacheCluster": (group) => ({
    "elasticache:EngineType": text(group, "engine", "memcached"),
    "elasticache:TransitEncryptionEnabled": text(group, "transitEncryptionEnabled", "false"),
  }),
  "elasticfilesystem:CreateFileSystem": (files) => ({
    "elasticfilesystem:Encrypted": text(files, "encrypted", "false"),
  }),
  "elasticloadbalancing:CreateListener": (listener) => {
    const protocol = text(listener, "protocol", "HTTP").toUpperCase();
    const policy = text(listener, "sslPolicy", "ELBSecurityPolicy-2016-08");
    return {
      "elasticloadbalancing:ListenerProtocol": protocol,
      ...(protocol !== "HTTP" && { "elasticloadbalancing:SecurityPolicy": policy }),
    };
  },
  "iam:AttachGroupPolicy": attachment,
  "iam:AttachRolePolicy": attachment,
  "iam:AttachUserPolicy": attachment,
  "iam:CreateRole": boundary,
  "iam:CreateServiceSpecificCredential": (credential) => ({
    "iam:ServiceSpecificCredentialAgeDays": text(credential, "credentialAgeDays", ""),
    "iam:ServiceSpecificCredentialServiceName": text(credential, "serviceName", ""),
  }),
  "iam:TagUser": boundary,
  "kms:CreateKey": () => ({ "kms:BypassPolicyLockoutSafetyCheck": "false" }),
  "kms:ReplicateKey": () => ({ "kms:ReplicaRegion": "us-west-2" }),
  "lambda:AddPermission": (permission) => ({
    "lambda:FunctionUrlAuthType": text(permission, "functionUrlAuthType", "AWS_IAM"),
  }),
  "lambda:CreateFunction": (lambda) => ({
    "lambda:VpcIds": objects(known(lambda, "vpcConfig")).length > 0 ? ["vpc-1"] : [],
    "lambda:SubnetIds": objects(known(lambda, "vpcConfig")).length > 0 ? ["subnet-1"] : [],
  }),
  "lambda:CreateFunctionUrlConfig": (url) => ({
    "lambda:FunctionUrlAuthType": text(url, "authorizationType", "NONE"),
  }),
  "logs:CreateLogGroup": () => ({}),
  "ram:CreateResourceShare": (share) => ({
    "ram:RequestedAllowsExternalPrincipals": text(share, "allowExternalPrincipals", "false"),
  }),
  "rds:CreateDBCluster": storage,
  "rds:CreateDBInstance": (instance) => ({
    ...storage(instance),
    "rds:PubliclyAccessible": text(instance, "publiclyAccessible", "false"),
  }),
  "s3:CreateBucket": acl,
  "s3:PutBucketAcl": acl,
  "s3:PutObject": (object) => ({
    ...acl(object),
    "s3:object-lock-mode": text(object, "objectLockMode", "GOVERNANCE"),
  }),
  "sagemaker:CreateDomain": (domain) => ({
    "sagemaker:AppNetworkAccessType": text(domain, "appNetworkAccessType", "PublicInternetOnly"),
  }),
  "sagemaker:CreateHyperParameterTuningJob": (tuning) =>
    training(
      viewOf({
        type: tuning.type,
        name: tuning.name,
        urn: tuning.urn,
        props: {
          ...objects(known(tuning, "trainingJobDefinition"))[0],
          ...objects(known(tuning, "trainingJobDefinitions"))[0],
        },
      }),
    ),
  "sagemaker:CreateNotebookInstance": (notebook) => ({
    "sagemaker:DirectInternetAccess": text(notebook, "directInternetAccess", "Disabled"),
    "sagemaker:RootAccess": text(notebook, "rootAccess", "Disabled"),
  }),
  "sagemaker:CreateTrainingJob": training,
  "secretsmanager:PutResourcePolicy": (policy) => ({
    "secretsmanager:BlockPublicPolicy": text(policy, "blockPublicPolicy", "true"),
  }),
  "sns:Subscribe": (subscription) => ({
    "sns:Protocol": text(subscription, "protocol", "email"),
    "sns:Endpoint": text(subscription, "endpoint", ""),
  }),
};

/** Requests that AWS receives when it creates a resource with these inputs. */
export function callsOf(type: string, inputs: Inputs): readonly Call[] {
  const action = actionOf(type);
  if (action === undefined) {
    return [];
  }
  const resource = viewOf({ type, name: "example", urn: "", props: { ...inputs } });
  if (action === "ec2:RunInstances") {
    return launch(resource);
  }
  const context = readers[action]?.(resource);
  return [{ action, ...(context && { context }) }];
}

/** AWS authorizes a launch once for the instance, for each volume and for each network interface. */
function launch(instance: ResourceView): Call[] {
  const call = (kind: string, context: Context): Call => ({
    action: "ec2:RunInstances",
    resource: `arn:aws:ec2:us-east-1:\${account}:${kind}/*`,
    context,
  });
  return [
    call("instance", {
      "ec2:InstanceType": text(instance, "instanceType", "m7g.large"),
      // The declarative policy sets the default of the account.
      "ec2:MetadataHttpTokens": text(instance, "metadataOptions.httpTokens", "required"),
      "ec2:Tenancy": text(instance, "tenancy", "default"),
    }),
    call("volume", { "ec2:Encrypted": encrypted(instance) }),
    call("network-interface", {
      "ec2:AssociatePublicIpAddress": text(instance, "associatePublicIpAddress", "false"),
    }),
  ];
}
