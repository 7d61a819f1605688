import type { Conditions, PolicyStatement } from "../shared/policy-documents";

/** Backend of Pulumi's state, and the provider that encrypts the secrets in it. */
export interface StateLocation {
  /** URL of the backend; only `s3://` needs rights in AWS. */
  readonly backend: string;
  /** URL of the secrets provider; only `awskms://` needs rights in AWS. */
  readonly secretsProvider: string;
}

/**
 * Permissions of a role on Pulumi's state: to read it for a preview, which takes no lock, and to write it for a
 * deployment. Backends outside AWS have credentials of their own and need nothing here.
 *
 * The bucket's and the key's own policies must let the role in where they live in another account.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/state-and-backends/
 */
export function stateAccess(
  partition: string,
  organizationId: string,
  location: StateLocation,
  access: "read" | "write",
): PolicyStatement[] {
  return [
    ...bucketAccess(partition, location.backend, access),
    ...keyAccess(partition, organizationId, location.secretsProvider, access),
  ];
}

function bucketAccess(
  partition: string,
  backend: string,
  access: "read" | "write",
): PolicyStatement[] {
  const bucket = /^s3:\/\/([^/?]+)/.exec(backend)?.[1];
  if (bucket === undefined) {
    return [];
  }
  const arn = `arn:${partition}:s3:::${bucket}`;
  return [
    { Sid: "ListState", Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
    {
      Sid: access === "read" ? "ReadState" : "WriteState",
      Effect: "Allow",
      Action:
        access === "read" ? "s3:GetObject" : ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      Resource: `${arn}/*`,
    },
  ];
}

function keyAccess(
  partition: string,
  organizationId: string,
  secretsProvider: string,
  access: "read" | "write",
): PolicyStatement[] {
  const [, key, query = ""] = /^awskms:\/\/\/?([^?]+)\??(.*)$/.exec(secretsProvider) ?? [];
  if (key === undefined) {
    return [];
  }
  const [, , , arnRegion, arnAccount, arnResource] = key.split(":");
  const region = arnRegion ?? new URLSearchParams(query).get("region") ?? "*";
  const resource = arnResource ?? key;
  const alias = resource.startsWith("alias/") ? resource : undefined;
  const keyId = alias === undefined ? resource.replace(/^key\//, "") : "*";
  // The key's own aliases, not the one of the request: Pulumi decrypts without naming a key.
  const byAlias: Conditions = alias
    ? { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } }
    : {};
  return [
    {
      Sid: "UseKeyOfState",
      Effect: "Allow",
      Action: access === "read" ? "kms:Decrypt" : ["kms:Decrypt", "kms:Encrypt"],
      Resource: `arn:${partition}:kms:${region}:${arnAccount ?? "*"}:key/${keyId}`,
      Condition: { ...byAlias, StringEquals: { "aws:ResourceOrgID": organizationId } },
    },
  ];
}
