import * as aws from "@pulumi/aws";
import { advised, type ExampleProgram, policyOf, refused, UNTAGGED } from "./program";

const pages = {
  "index.html": "<h1>Shop</h1>",
  "error.html": "<h1>Not found</h1>",
};

/** A folder of pages that a bucket serves to everyone. */
export const bucketFolder: ExampleProgram = {
  title: "folder in a public bucket",
  build: ({ provider }) => {
    const options = { provider };
    const site = new aws.s3.Bucket("site", {}, options);
    const { id: bucket } = site;
    new aws.s3.BucketWebsiteConfiguration(
      "site",
      { bucket, indexDocument: { suffix: "index.html" }, errorDocument: { key: "error.html" } },
      options,
    );
    const open = new aws.s3.BucketPublicAccessBlock(
      "site",
      {
        bucket,
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      },
      options,
    );
    new aws.s3.BucketPolicy(
      "site",
      {
        bucket,
        policy: site.arn.apply((arn) =>
          policyOf({
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: `${arn}/*`,
          }),
        ),
      },
      { provider, dependsOn: [open] },
    );
    for (const [key, content] of Object.entries(pages)) {
      new aws.s3.BucketObjectv2(key, { bucket, key, content, contentType: "text/html" }, options);
    }
  },
  expected: [
    refused("deny-public-buckets", "site", "the block is half open, and the policy is public"),
    advised("require-tls", "site", "the policy does not refuse plain HTTP"),
    advised("require-tags", "site", UNTAGGED),
  ],
};
