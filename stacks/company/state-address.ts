/** True for the address of a state bucket whose name S3 accepts, and for every address that is no bucket of S3. */
export function isStateBackend(url: string): boolean {
  const bucket = /^s3:\/\/([^/?]*)/.exec(url)?.[1];
  return (
    bucket === undefined ||
    (/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket) &&
      !bucket.includes("..") &&
      !/^(?:\d+\.){3}\d+$/.test(bucket))
  );
}

/** Address of a key of KMS before its parameters: an alias or an id, or an ARN after a third slash. */
const keyAddress =
  /^awskms:\/\/(?:\/?(?:alias\/[\w/-]+|mrk-[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})|\/arn:aws[\w-]*:kms:[\w-]+:\d{12}:(?:key|alias)\/[\w/-]+)(?:\?|$)/;

/**
 * True for the address of a key that Pulumi can read, and for every address that is no key of KMS.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/secrets/
 */
export function isSecretsProvider(url: string): boolean {
  return !url.startsWith("awskms:") || keyAddress.test(url);
}

/** Regions in the address of a bucket or a key in AWS. A bucket outside AWS, with an `endpoint`, has none. */
export function regionsIn(url: string): string[] {
  if (!isInAws(url)) {
    return [];
  }
  const named = /[?&]region=([^&]+)/.exec(url)?.[1];
  const ofKey = /^awskms:\/\/\/arn:[\w-]*:kms:([\w-]+):/.exec(url)?.[1];
  return [named, ofKey].filter((region) => region !== undefined);
}

/**
 * Ending that gives the address of a bucket or a key its Region; `undefined` for an address that has one, and outside AWS.
 * The SDK of AWS does not take the Region of a key from its ARN.
 */
export function missingRegion(url: string, homeRegion: string): string | undefined {
  if (!isInAws(url) || /[?&]region=[^&]/.test(url)) {
    return undefined;
  }
  const [region = homeRegion] = regionsIn(url);
  return `${url.includes("?") ? "&" : "?"}region=${region}`;
}

function isInAws(url: string): boolean {
  return /^(?:s3|awskms):\/\//.test(url) && !/[?&]endpoint=/.test(url);
}
