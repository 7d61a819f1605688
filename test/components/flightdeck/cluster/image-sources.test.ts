import assert from "node:assert/strict";
import { imagePull } from "../../../../components/flightdeck/cluster/node-role";
import { storageEndpointPolicy } from "../../../../components/network/spoke/spoke-network";
import { placeOf } from "../../../../components/shared/place";
import { document } from "../../../support/plan/planned";

describe("imagePull", () => {
  it("names AWS's registry of the Region, where it has one of its own, and the partition", () => {
    const [, pull] = imagePull({
      place: placeOf("us-gov-west-1", "222222222222"),
      registryAccountId: "111111111111",
    });
    assert.deepEqual(pull?.Resource, [
      "arn:aws-us-gov:ecr:us-gov-west-1:111111111111:repository/*",
      "arn:aws-us-gov:ecr:us-gov-west-1:013241004608:repository/*",
    ]);
  });
});

describe("storageEndpointPolicy", () => {
  it("opens S3 to the organization on its own buckets, and to reads of the public ones that images and packages come from", () => {
    const { Statement } = document(
      storageEndpointPolicy(placeOf("eu-west-1", "111111111111"), "o-abcdefghij"),
    );
    assert.deepEqual(
      Statement.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
      [
        [
          "s3:*",
          "*",
          {
            StringEquals: {
              "aws:PrincipalOrgID": "o-abcdefghij",
              "aws:ResourceOrgID": "o-abcdefghij",
            },
          },
        ],
        [
          "s3:GetObject",
          [
            "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*",
            "arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*",
            "arn:aws:s3:::prod-registry-k8s-io-eu-west-1/*",
          ],
          undefined,
        ],
      ],
    );
  });
});
