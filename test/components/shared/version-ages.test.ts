import assert from "node:assert/strict";
import { ageingVersions } from "../../../components/shared/version-ages";
import {
  versionMatrix,
  type Pin,
  type VersionMatrix,
} from "../../../components/shared/version-matrix";

const pin = (pinned: string): Pin => ({ version: "v1.2.3-eksbuild.4", pinned, source: "" });

/** A matrix of one minor with one add-on of interest; everything else is of the last day. */
function matrix(ends: string, coredns: Pin | null, postgres: string | null): VersionMatrix {
  const fresh = pin("2026-11-29");
  return {
    kubernetes: {
      default: "1.36",
      minors: {
        "1.36": {
          standardSupportEnds: ends,
          source: "",
          addOns: {
            "aws-ebs-csi-driver": fresh,
            coredns,
            "eks-pod-identity-agent": fresh,
            "kube-proxy": fresh,
            "metrics-server": fresh,
            "vpc-cni": fresh,
          },
          images: { arm64: fresh, x86_64: fresh },
        },
      },
    },
    charts: {
      loadBalancerController: { ...versionMatrix.charts.loadBalancerController, ...fresh },
    },
    engines: {
      postgres: { "17": { standardSupportEnds: postgres, source: "" } },
      valkey: { "8.0": { standardSupportEnds: null, source: "" } },
    },
  };
}

const places = (versions: VersionMatrix, day: string): string[] =>
  ageingVersions(versions, day).map(({ place }) => place);

// workload-backup F6
describe("The age of a version", () => {
  const fresh = pin("2026-11-29");

  it("counts from sixty days before the end of standard support, the sixtieth included", () => {
    const ends = "2027-01-28";
    assert.deepEqual(places(matrix(ends, fresh, null), "2026-11-28"), []);
    assert.deepEqual(places(matrix(ends, fresh, null), "2026-11-29"), ["kubernetes/1.36"]);
    assert.deepEqual(places(matrix("2030-01-01", fresh, ends), "2026-11-29"), ["postgres/17"]);
  });

  it("is reported after the end of support as well, in the past tense", () => {
    const [finding] = ageingVersions(matrix("2026-11-28", fresh, null), "2026-11-29");
    assert.match(finding?.text ?? "", /^Kubernetes 1\.36: standard support ended on 2026-11-28;/);
    const [last] = ageingVersions(matrix("2026-11-29", fresh, null), "2026-11-29");
    assert.match(last?.text ?? "", /^Kubernetes 1\.36: standard support ends on 2026-11-29;/);
  });

  it("names what AWS does then: EKS upgrades a cluster automatically, and a database costs more", () => {
    const textsOn = (day: string): string[] =>
      ageingVersions(matrix("2026-12-02", fresh, "2026-12-02"), day).map(({ text }) => text);
    const [soon, later] = ["2026-11-29", "2026-12-03"].map(textsOn);
    assert.match(soon?.[0] ?? "", /before EKS upgrades the control plane automatically$/);
    assert.match(later?.[0] ?? "", /cluster\.version must name what runs/);
    for (const [kubernetes = "", database = ""] of [soon, later].map((texts) => texts ?? [])) {
      assert.doesNotMatch(kubernetes, /costs more/);
      assert.match(database, /^postgres 17: .*; move to a newer .* extended support costs more$/);
    }
  });

  it("counts from the day after the 180th of a pin", () => {
    const old = matrix("2030-01-01", pin("2026-06-02"), null);
    assert.deepEqual(places(old, "2026-11-29"), []);
    const [finding, ...others] = ageingVersions(old, "2026-11-30");
    assert.deepEqual(others, []);
    assert.deepEqual(finding, {
      place: "add-ons/1.36/coredns",
      text: "add-on coredns of Kubernetes 1.36: v1.2.3-eksbuild.4 was pinned on 2026-06-02, more than 180 days ago; npm run versions -- --write raises it",
    });
  });

  it("is reported for what is not pinned at all, on every day", () => {
    for (const day of ["2026-01-01", "2026-11-29"]) {
      const [finding] = ageingVersions(matrix("2030-01-01", null, null), day);
      assert.equal(finding?.place, "add-ons/1.36/coredns");
      assert.match(finding.text, /not pinned, EKS chooses the version at creation/);
    }
  });

  it("is none for an engine whose end of support AWS does not publish", () => {
    assert.deepEqual(
      places(matrix("2030-01-01", fresh, null), "2029-01-01").includes("valkey/8.0"),
      false,
    );
  });
});

describe("The Kubernetes version of a cluster whose settings name none", () => {
  it("does not leave support within sixty days of the newest pin", () => {
    const { kubernetes } = versionMatrix;
    const pins = Object.values(kubernetes.minors).flatMap(({ addOns, images }) => [
      ...Object.values(addOns),
      ...Object.values(images),
    ]);
    const newest =
      pins
        .map((one) => one?.pinned ?? "")
        .sort()
        .at(-1) ?? "";
    for (const day of [newest, "2026-11-29"]) {
      assert.ok(!places(versionMatrix, day).includes(`kubernetes/${kubernetes.default}`), day);
    }
    // EKS ends the standard support of 1.34 on 2026-12-02.
    const leaving = { ...versionMatrix, kubernetes: { ...kubernetes, default: "1.34" } };
    assert.ok(places(leaving, "2026-11-29").includes("kubernetes/1.34"));
  });
});
