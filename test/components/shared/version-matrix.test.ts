import assert from "node:assert/strict";
import { addOnVersion, nodeAddOns, workloadAddOns } from "../../../components/shared/add-on-names";
import {
  addOnVersionsOf,
  imageReleaseOf,
  incompatibleCharts,
  type Pin,
  versionMatrix,
} from "../../../components/shared/version-matrix";
import { knownVersions } from "../../../stacks/company/aws/offered";
import { workloadSettings } from "../../../stacks/company/settings/workload";

const { kubernetes, charts, engines } = versionMatrix;
const minors = Object.entries(kubernetes.minors);
const isDay = (day: string): boolean => new Date(day).toISOString().startsWith(day);

// workload-backup F6
describe("The version matrix", () => {
  it("has the day and the address of each pin", () => {
    const pins: (Pin | null)[] = [
      ...minors.flatMap(([, minor]) => [
        ...Object.values(minor.addOns),
        ...Object.values(minor.images),
      ]),
      ...Object.values(charts),
    ];
    assert.ok(pins.some((pin) => pin !== null));
    for (const pin of pins.filter((one) => one !== null)) {
      assert.ok(isDay(pin.pinned), `${pin.version}: ${pin.pinned} is no day`);
      assert.match(pin.source, /^https:\/\/|^aws [a-z]+ [a-z-]+$/);
    }
  });

  it("has every add-on of every minor, in the form of EKS, or states that it is not pinned", () => {
    for (const [minor, { addOns }] of minors) {
      assert.deepEqual(Object.keys(addOns).sort(), [...nodeAddOns, ...workloadAddOns].sort());
      for (const [name, pin] of Object.entries(addOns)) {
        assert.ok(
          pin === null || addOnVersion.pattern.test(pin.version),
          `${name}: ${pin?.version}`,
        );
        if (name === "kube-proxy" && pin !== null) {
          assert.ok(pin.version.startsWith(`v${minor}.`), `${pin.version} is not of ${minor}`);
        }
      }
    }
  });

  it("pins images of the same minor, by the day that is in their name", () => {
    for (const [minor, { images }] of minors) {
      for (const pin of Object.values(images).filter((one) => one !== null)) {
        const [, of, day] = /^(\d\.\d\d)\.\d{1,2}-(\d{8})$/.exec(pin.version) ?? [];
        assert.deepEqual([of, day], [minor, pin.pinned.replaceAll("-", "")]);
      }
    }
  });

  it("knows every pinned chart to run on every minor, by one exact version", () => {
    for (const [minor] of minors) {
      assert.deepEqual(incompatibleCharts(minor), []);
    }
    for (const { version } of Object.values(charts)) {
      assert.match(version, /^v?\d+\.\d+\.\d+$/);
    }
  });

  it("names the charts that are not known to run on a minor", () => {
    const old = { ...charts.loadBalancerController, version: "3.5.0", kubernetes: ["1.34"] };
    assert.deepEqual(incompatibleCharts("1.36", [old]), ["aws-load-balancer-controller 3.5.0"]);
  });

  it("has the end of support of every engine version that configuration may name", () => {
    for (const engine of ["postgres", "valkey"] as const) {
      assert.deepEqual(Object.keys(engines[engine]).sort(), [...knownVersions[engine]].sort());
    }
    for (const { standardSupportEnds } of Object.values(engines.postgres)) {
      assert.ok(standardSupportEnds !== null && isDay(standardSupportEnds));
    }
  });

  it("has the version of a cluster whose settings name none", () => {
    assert.equal(workloadSettings.parse({}).cluster.version, kubernetes.default);
    assert.ok(kubernetes.default in kubernetes.minors);
  });

  it("gives no version for what is not pinned, or not known", () => {
    const { "metrics-server": none, "kube-proxy": proxy } = addOnVersionsOf("1.35", {
      ...versionMatrix,
      kubernetes: {
        default: "1.35",
        minors: {
          "1.35": {
            ...(kubernetes.minors["1.36"] ?? assert.fail("the matrix has no 1.36")),
            addOns: {
              ...(kubernetes.minors["1.36"]?.addOns ?? assert.fail("it has no add-ons")),
              "metrics-server": null,
              "kube-proxy": { version: "v1.35.1-eksbuild.1", pinned: "2026-01-01", source: "" },
            },
          },
        },
      },
    });
    assert.deepEqual([none, proxy], [undefined, "v1.35.1-eksbuild.1"]);
    assert.deepEqual(addOnVersionsOf("1.99"), {});
    assert.equal(imageReleaseOf("1.99", "arm64"), undefined);
  });
});
