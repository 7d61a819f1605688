import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { advised, type ExampleProgram, policyOf, UNTAGGED } from "./program";

/** A private bucket behind a distribution. */
export const staticWebsite: ExampleProgram = {
  title: "static website with a CDN",
  build: ({ provider }) => {
    const options = { provider };
    const site = new aws.s3.Bucket("site", {}, options);
    new aws.s3.BucketPublicAccessBlock(
      "site",
      {
        bucket: site.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      options,
    );
    const access = new aws.cloudfront.OriginAccessControl(
      "site",
      {
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
      options,
    );
    const distribution = new aws.cloudfront.Distribution(
      "site",
      {
        enabled: true,
        defaultRootObject: "index.html",
        aliases: ["shop.example.com"],
        origins: [
          {
            originId: "site",
            domainName: site.bucketRegionalDomainName,
            originAccessControlId: access.id,
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "site",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
          // The managed policy CachingOptimized.
          cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn:
            "arn:aws:acm:us-east-1:111111111111:certificate/0a1b2c3d-4e5f-6789-0a1b-2c3d4e5f6789",
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      },
      options,
    );
    new aws.s3.BucketPolicy(
      "site",
      {
        bucket: site.id,
        policy: pulumi.all([site.arn, distribution.arn]).apply(([bucket, cdn]) =>
          policyOf({
            Effect: "Allow",
            Principal: { Service: "cloudfront.amazonaws.com" },
            Action: "s3:GetObject",
            Resource: `${bucket}/*`,
            Condition: { StringEquals: { "AWS:SourceArn": cdn } },
          }),
        ),
      },
      options,
    );
  },
  expected: [
    advised("require-web-firewall", "site", "the distribution has no web ACL"),
    advised("require-access-logs-relations", "site", "the distribution logs no requests"),
    advised("require-tls", "site", "relies on the organization's policy"),
    advised("require-tags", "site", UNTAGGED),
  ],
};
