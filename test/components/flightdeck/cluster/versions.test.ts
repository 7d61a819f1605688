import assert from "node:assert/strict";
import {
  charts,
  incompatibleCharts,
  kubernetesReleases,
} from "../../../../components/flightdeck/cluster/versions";
import { amiType } from "../../../../components/flightdeck/cluster/node-group";
import { imagePull } from "../../../../components/flightdeck/cluster/node-role";
import { storageEndpointPolicy } from "../../../../components/network/spoke/spoke-network";
import { placeOf } from "../../../../components/shared/place";
import { document } from "../../../support/plan/planned";

describe("amiType", () => {
  const cases: [string[], string][] = [
    [["m7g.large"], "AL2023_ARM_64_STANDARD"],
    [["t4g.medium", "m6gd.large"], "AL2023_ARM_64_STANDARD"],
    [["a1.large"], "AL2023_ARM_64_STANDARD"],
    [["m6i.large", "m5.large"], "AL2023_x86_64_STANDARD"],
    [["g4dn.xlarge"], "AL2023_x86_64_STANDARD"],
    [["g5g.xlarge"], "AL2023_ARM_64_STANDARD"],
  ];
  for (const [types, image] of cases) {
    it(`gives ${types.join(" and ")} the image ${image}`, () => {
      assert.equal(amiType(types), image);
    });
  }

  it("rejects types of two architectures in one group", () => {
    assert.throws(() => amiType(["m7g.large", "m7i.large"]), /one processor architecture/);
  });
});

describe("Chart compatibility", () => {
  it("knows every pinned chart to run on every Kubernetes version that configuration accepts", () => {
    for (const version of Object.keys(kubernetesReleases)) {
      assert.deepEqual(incompatibleCharts(version), []);
    }
  });

  it("names the charts that are not known to run on a version", () => {
    const old = { ...charts.loadBalancerController, kubernetes: ["1.34"] };
    assert.deepEqual(incompatibleCharts("1.36", [old]), ["aws-load-balancer-controller 3.5.0"]);
  });

  it("pins every chart to one version", () => {
    for (const { version } of Object.values(charts)) {
      assert.match(version, /^v?\d+\.\d+\.\d+$/);
    }
  });
});

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
