import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { MATRIX, versionsCommand } from "../../../cli/commands/versions";
import { lookUp } from "../../../cli/versions/look-up";
import { matrixText, type Proposal, propose } from "../../../cli/versions/proposal";
import { versionMatrix } from "../../../components/shared/version-matrix";
import { clock } from "../../../stacks/company/clock";
import { repository } from "../../support/plan/planned";
import {
  currentAnswers,
  fakeSources,
  lifecycle,
  matrix as ofNovember,
  offers,
  release,
} from "./fake-sources";

const DAY = "2026-11-29";
const COREDNS = "--kubernetes-version 1.36 --addon-name coredns";

/** The proposal after the answers of today have been changed. */
async function proposed(
  change: (answers: ReturnType<typeof currentAnswers>) => void,
  day = DAY,
): Promise<Proposal> {
  const answers = currentAnswers();
  // What is not pinned yet is no matter of most tests.
  for (const [minor, { addOns }] of Object.entries(ofNovember.kubernetes.minors)) {
    for (const name of Object.keys(addOns).filter((key) => addOns[key as "coredns"] === null)) {
      answers.set(`--kubernetes-version ${minor} --addon-name ${name}`, { error: "not now" });
    }
  }
  change(answers);
  const proposal = propose(ofNovember, await lookUp(ofNovember, fakeSources(answers)), day);
  return {
    ...proposal,
    // Old pins are confirmed on the day of the test; that has a test of its own.
    changes: proposal.changes.filter(({ to }) => !to.endsWith("(confirmed)")),
    failures: proposal.failures.filter((line) => !line.endsWith(": not now")),
  };
}

// workload-backup F6
describe("npm run versions", () => {
  it("proposes nothing when everything is current", async () => {
    const { changes, failures, notes } = await proposed(() => undefined);
    assert.deepEqual([changes, failures, notes], [[], [], []]);
  });

  it("proposes what EKS recommends for the minor, by number and not by letter", async () => {
    const { changes, matrix } = await proposed((answers) => {
      const versions = [
        ["v1.14.3-eksbuild.3", false],
        ["v1.14.3-eksbuild.21", true],
        ["v1.14.4-eksbuild.1", false],
      ] as const;
      answers.set(COREDNS, { value: offers("1.36", versions) });
    });
    assert.deepEqual(changes, [
      {
        place: "add-ons/1.36/coredns",
        from: "v1.14.3-eksbuild.3",
        to: "v1.14.3-eksbuild.21",
        released: "-",
      },
    ]);
    assert.deepEqual(matrix.kubernetes.minors["1.36"]?.addOns.coredns, {
      version: "v1.14.3-eksbuild.21",
      pinned: DAY,
      source: "aws eks describe-addon-versions",
    });
  });

  it("lowers no version", async () => {
    const { changes, matrix } = await proposed((answers) => {
      answers.set(COREDNS, { value: offers("1.36", [["v1.14.2-eksbuild.9", true]]) });
      answers.set("/1.36/amazon-linux-2023/arm64/", { value: release("1.36.3-20260901") });
    });
    assert.deepEqual(changes, []);
    assert.deepEqual(
      matrix.kubernetes.minors["1.36"]?.addOns.coredns,
      ofNovember.kubernetes.minors["1.36"]?.addOns.coredns,
    );
  });

  // workload-backup F6
  it("reports a pin that EKS offers no more, unless the recommendation is higher", async () => {
    const failuresWith = async (offered: string): Promise<readonly string[]> =>
      (
        await proposed((answers) => {
          answers.set(COREDNS, { value: offers("1.36", [[offered, true]]) });
        })
      ).failures;
    assert.deepEqual(await failuresWith("v1.14.2-eksbuild.9"), [
      "add-ons/1.36/coredns: EKS no longer offers v1.14.3-eksbuild.3, with which a new cluster fails, and recommends the lower v1.14.2-eksbuild.9: write one that it offers",
    ]);
    assert.deepEqual(await failuresWith("v1.14.4-eksbuild.1"), []);
  });

  it("reads days as the AWS CLI of version 1 prints them, in seconds", async () => {
    const { changes, failures } = await proposed((answers) => {
      const versions = Object.keys(ofNovember.kubernetes.minors).map((clusterVersion) => ({
        clusterVersion,
        endOfStandardSupportDate: Date.parse("2027-01-02T00:00:00Z") / 1000,
      }));
      answers.set("eks describe-cluster-versions", { value: { clusterVersions: versions } });
    });
    assert.deepEqual(failures, []);
    assert.deepEqual([...new Set(changes.map(({ to }) => to))], ["2027-01-02"]);
  });

  it("pins what was not pinned", async () => {
    const { changes } = await proposed((answers) => {
      answers.set("--kubernetes-version 1.36 --addon-name metrics-server", {
        value: offers("1.36", [["v0.8.1-eksbuild.20", true]]),
      });
    });
    assert.deepEqual(
      changes.map(({ place, from, to }) => [place, from, to]),
      [["add-ons/1.36/metrics-server", "-", "v0.8.1-eksbuild.20"]],
    );
  });

  it("dates an image by its name, a chart by its repository, and ends of support by the service", async () => {
    const { changes, matrix, notes } = await proposed((answers) => {
      answers.set("/1.36/amazon-linux-2023/arm64/", { value: release("1.36.4-20261120") });
      answers.set("index.yaml", {
        value: {
          entries: {
            "aws-load-balancer-controller": [
              { version: "4.0.0", created: "2026-11-20T10:00:00Z" },
              { version: "3.6.0-rc.1", created: "2026-11-19T10:00:00Z" },
              { version: "3.5.10", created: "2026-11-02T10:00:00.123456789Z" },
              { version: "3.5.9", created: "2026-11-01T10:00:00Z" },
            ],
          },
        },
      });
      answers.set("rds describe-db-major-engine-versions", {
        value: {
          DBMajorEngineVersions: ["14", "15", "16", "17", "18", "19"].map((MajorEngineVersion) => ({
            MajorEngineVersion,
            SupportedEngineLifecycles: [
              lifecycle("extended", "2040-01-01"),
              lifecycle("standard", MajorEngineVersion === "14" ? "2027-03-31" : "2031-02-28"),
            ],
          })),
        },
      });
    });
    const dated = changes.map(({ place, to, released }) => `${place} ${to} ${released}`);
    assert.ok(dated.includes("images/1.36/arm64 1.36.4-20261120 2026-11-20"), dated.join("\n"));
    assert.ok(dated.includes("charts/loadBalancerController 3.5.10 2026-11-02"), dated.join("\n"));
    assert.ok(dated.includes("postgres/14 2027-03-31 -"), dated.join("\n"));
    assert.equal(matrix.kubernetes.minors["1.36"]?.images.arm64?.pinned, "2026-11-20");
    assert.deepEqual(matrix.charts.loadBalancerController.kubernetes, ["1.34", "1.35", "1.36"]);
    assert.deepEqual(notes, [
      "chart aws-load-balancer-controller 4.0.0 is a new major version: read its release notes",
      "RDS offers PostgreSQL 19: npm run aws-tables, then the matrix",
    ]);
  });

  it("leaves what could not be looked up, and names it with the reason", async () => {
    const denied = "An error occurred (AccessDenied) when calling DescribeAddonVersions";
    const { matrix, changes, failures } = await proposed((answers) => {
      answers.set(COREDNS, { error: denied });
      answers.set("--kubernetes-version 1.36 --addon-name vpc-cni", { error: denied });
      answers.set("/1.36/amazon-linux-2023/arm64/", { value: release("1.37.1-20261023") });
      answers.set("/1.36/amazon-linux-2023/x86_64/", { value: { Parameter: {} } });
      answers.set("eks describe-cluster-versions", { value: { clusterVersions: [] } });
      answers.set("index.yaml", { error: "index.yaml answered 503" });
      answers.set("elasticache describe-cache-engine-versions", { error: "no such operation" });
    });
    assert.deepEqual(changes, []);
    const [old, next] = [ofNovember, matrix].map(({ kubernetes }) => kubernetes.minors["1.36"]);
    assert.deepEqual(next?.addOns.coredns, old?.addOns.coredns);
    assert.deepEqual(next?.images, old?.images);
    assert.deepEqual(failures, [
      "kubernetes/1.34, kubernetes/1.35, kubernetes/1.36: the answer does not contain it",
      `add-ons/1.36/vpc-cni, add-ons/1.36/coredns: ${denied}`,
      "images/1.36/arm64: 1.37.1-20261023 is no release of an image for Kubernetes 1.36",
      "images/1.36/x86_64: the answer has another form: Parameter.Value",
      "charts/loadBalancerController: index.yaml answered 503",
      "valkey: no such operation",
    ]);
  });

  it("names new versions of Kubernetes and Valkey, which a person adds", async () => {
    const { notes } = await proposed((answers) => {
      const versions = ["1.33", "1.34", "1.35", "1.36", "1.37"].map((clusterVersion) => ({
        clusterVersion,
        endOfStandardSupportDate:
          ofNovember.kubernetes.minors[clusterVersion]?.standardSupportEnds ?? "2028-01-01",
        versionStatus: clusterVersion === "1.33" ? "EXTENDED_SUPPORT" : "STANDARD_SUPPORT",
      }));
      answers.set("eks describe-cluster-versions", { value: { clusterVersions: versions } });
      answers.set("elasticache describe-cache-engine-versions", {
        value: { CacheEngineVersions: [{ EngineVersion: "9.1" }, { EngineVersion: "9.2.1" }] },
      });
    });
    assert.deepEqual(notes, [
      "EKS supports Kubernetes 1.37, which the matrix does not have: read the charts' release notes before you add it",
      "ElastiCache offers Valkey 9.2: npm run aws-tables, then the matrix",
    ]);
  });

  it("confirms a pin of ninety days that is still current, so that it does not count as old", async () => {
    const answered = await lookUp(ofNovember, fakeSources(currentAnswers()));
    const pinnedOn = (day: string): string | undefined =>
      propose(ofNovember, answered, day).matrix.kubernetes.minors["1.36"]?.addOns.coredns?.pinned;
    assert.equal(pinnedOn("2026-11-12"), "2026-08-14");
    assert.equal(pinnedOn("2026-11-13"), "2026-11-13");
  });

  describe("with the file of the matrix", () => {
    const { now } = clock;
    const { log } = console;
    let folder: string;
    let lines: string[];
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "platform-versions-"));
      mkdirSync(join(folder, dirname(MATRIX)), { recursive: true });
      writeFileSync(join(folder, MATRIX), matrixText(ofNovember));
      lines = [];
      console.log = (line: string) => lines.push(line);
      clock.now = () => new Date(`${DAY}T12:00:00Z`);
    });
    afterEach(() => {
      console.log = log;
      clock.now = now;
      rmSync(folder, { recursive: true });
    });
    const text = (): string => readFileSync(join(folder, MATRIX), "utf8");

    it("is formatted as the file is", () => {
      assert.equal(matrixText(versionMatrix), readFileSync(join(repository, MATRIX), "utf8"));
    });

    it("writes only with --write, in the same format, and then proposes nothing", async () => {
      const before = text();
      const sources = fakeSources(currentAnswers());
      assert.equal(await versionsCommand({ cwd: folder }, sources), 0);
      assert.equal(text(), before);
      assert.match(lines.join("\n"), /add-ons\/1\.36\/metrics-server +- +v9\.9\.9-eksbuild\.9/);
      assert.match(lines.join("\n"), /nothing written; --write writes the changes$/);
      assert.equal(await versionsCommand({ cwd: folder, write: true }, sources), 0);
      assert.match(text(), /"version": "v9\.9\.9-eksbuild\.9",\n +"pinned": "2026-11-29"/);
      lines = [];
      assert.equal(await versionsCommand({ cwd: folder }, sources), 0);
      assert.deepEqual(lines, ["no version has changed"]);
    });

    it("exits 1 when something could not be looked up, and writes the rest", async () => {
      const answers = currentAnswers();
      answers.set(COREDNS, { error: "access denied" });
      const code = await versionsCommand({ cwd: folder, write: true }, fakeSources(answers));
      assert.equal(code, 1);
      assert.match(lines.join("\n"), /Left unchanged:\n +add-ons\/1\.36\/coredns: access/);
      assert.match(text(), /v9\.9\.9-eksbuild\.9/);
    });

    /** Exit code and lines of a check of the example company. */
    const check = async (): Promise<[number, string]> => {
      for (const name of readdirSync(repository).filter((one) => /^Pulumi.*\.yaml$/.test(one))) {
        cpSync(join(repository, name), join(folder, name));
      }
      symlinkSync(join(repository, "index.ts"), join(folder, "index.ts"));
      const code = await versionsCommand({ cwd: folder, check: true }, fakeSources(new Map()));
      return [code, lines.join("\n").replaceAll(/\n +/g, " ")];
    };

    it("exits 1 with --check while a stack runs an old version, names the stacks, and asks no one", async () => {
      const [code, text] = await check();
      assert.equal(code, 1);
      assert.match(
        text,
        /^add-on metrics-server of Kubernetes 1\.36: not pinned, .* \(prod, sandbox\)$/m,
      );
      assert.match(text, /^1 version to raise or to pin$/m);
    });

    it("exits 0 with --check for versions that no stack runs, and names their places", async () => {
      const pin = { version: "v0.9.0-eksbuild.11", pinned: "2026-09-24", source: "" };
      const { "1.36": latest, ...others } = ofNovember.kubernetes.minors;
      assert.ok(latest);
      const minors = {
        ...others,
        "1.36": { ...latest, addOns: { ...latest.addOns, "metrics-server": pin } },
      };
      writeFileSync(
        join(folder, MATRIX),
        matrixText({ ...ofNovember, kubernetes: { ...ofNovember.kubernetes, minors } }),
      );
      const [code, text] = await check();
      assert.equal(code, 0, text);
      assert.match(
        text,
        /^old or not pinned, but run by no stack: kubernetes\/1\.34, add-ons\/1\.34\//,
      );
      assert.match(text, /^0 versions to raise or to pin$/m);
    });

    it("passes --check with the matrix of this repository on the day of the newest look", async () => {
      writeFileSync(join(folder, MATRIX), matrixText(versionMatrix));
      const [code, text] = await check();
      assert.equal(code, 0, text);
    });

    // A newer version of the program brings a matrix; the one of the company has been raised every week.
    it("takes the higher pins of another matrix with --merge, and lowers none", async () => {
      const other = join(folder, "other.json");
      const raised = text()
        .replace("v1.14.3-eksbuild.3", "v1.14.3-eksbuild.22")
        .replace("v1.23.0-eksbuild.1", "v1.22.9-eksbuild.9")
        .replace(
          '"version": "3.5.0",\n      "pinned": "2026-08-03"',
          '"version": "3.5.0",\n      "pinned": "2026-11-20"',
        )
        .replace('"standardSupportEnds": "2027-08-02"', '"standardSupportEnds": "2020-01-01"');
      writeFileSync(other, raised);
      const { kubernetes, charts } = ofNovember;
      assert.equal(await versionsCommand({ cwd: folder, merge: other }), 0);
      const merged = JSON.parse(text()) as typeof ofNovember;
      const [before, after] = [kubernetes, merged.kubernetes].map(({ minors }) => minors["1.36"]);
      assert.equal(after?.addOns.coredns?.version, "v1.14.3-eksbuild.22");
      assert.deepEqual(
        { ...after, addOns: { ...after.addOns, coredns: before?.addOns.coredns } },
        before,
      );
      const { loadBalancerController } = merged.charts;
      assert.deepEqual(loadBalancerController, {
        ...charts.loadBalancerController,
        pinned: "2026-11-20",
      });
      assert.match(lines.join("\n"), /coredns +v1\.14\.3-eksbuild\.3 +v1\.14\.3-eksbuild\.22/);
      lines = [];
      assert.equal(await versionsCommand({ cwd: folder, merge: other }), 0);
      assert.deepEqual(lines, ["no version has changed"]);
    });

    it("keeps a Kubernetes minor with --merge that is newer than all, and none that has gone", async () => {
      const other = join(folder, "other.json");
      const minors = Object.entries(ofNovember.kubernetes.minors);
      const [[, oldest] = [], [, next] = []] = minors;
      const own = { "1.33": oldest, "1.37": next };
      const matrix = {
        ...ofNovember,
        kubernetes: { default: "1.37", minors: { ...Object.fromEntries(minors), ...own } },
      };
      writeFileSync(other, JSON.stringify(matrix));
      await versionsCommand({ cwd: folder, merge: other });
      const merged = (JSON.parse(text()) as typeof ofNovember).kubernetes;
      assert.deepEqual(Object.keys(merged.minors), ["1.34", "1.35", "1.36", "1.37"]);
      assert.deepEqual(merged.minors["1.37"], next);
      assert.equal(merged.default, "1.36");
    });

    it("is refused outside the program, and for options that contradict each other", async () => {
      await assert.rejects(versionsCommand({ cwd: tmpdir() }), /--cwd: .* cannot be read/);
      await assert.rejects(
        versionsCommand({ cwd: folder, merge: join(folder, "none.json") }),
        /--merge: .*none\.json cannot be read; name the file of another version matrix/,
      );
      for (const options of [{ write: true }, { check: true }]) {
        await assert.rejects(
          versionsCommand({ cwd: folder, merge: join(folder, MATRIX), ...options }),
          /--merge: always writes, and sends no request: leave out --write and --check/,
        );
      }
      await assert.rejects(
        versionsCommand({ cwd: folder, write: true, check: true }),
        /--check: changes nothing, so leave out --write/,
      );
    });
  });
});
