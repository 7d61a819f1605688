import type { Row } from "../core/types";
import { uuid } from "./uuid";

/** Settings of a bucket have the bucket's name as id. */
const ofBucket: Row = (resource) => ({ id: resource.text("bucket"), outputs: {} });

/** S3 and KMS. */
export const storageRows: Readonly<Record<string, Row>> = {
  "aws:s3/bucket:Bucket": (resource) => {
    const bucket = resource.named("bucket");
    return {
      id: bucket,
      outputs: {
        bucket,
        arn: `arn:${resource.partition}:s3:::${bucket}`,
        bucketDomainName: `${bucket}.s3.amazonaws.com`,
        bucketRegionalDomainName: `${bucket}.s3.${resource.site.region}.amazonaws.com`,
      },
    };
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket,
  "aws:s3/bucketLogging:BucketLogging": ofBucket,
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ofBucket,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket,
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
  "aws:kms/key:Key": (resource) => {
    const keyId = uuid(resource);
    return { id: keyId, outputs: { keyId, arn: resource.arn("kms", `key/${keyId}`) } };
  },
  "aws:kms/alias:Alias": (resource) => {
    const name = resource.named("name", "alias/");
    return { id: name, outputs: { name, arn: resource.arn("kms", name) } };
  },
};
