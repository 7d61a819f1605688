import assert from "node:assert/strict";
import { loadProject, type Project } from "../../../cli/planner/project";
import type { Notice } from "../../../stacks/checks/notice";
import { noticesOf } from "../../../stacks/checks/notices";
import { versionsToRaise } from "../../../stacks/checks/version-notices";
import { type VersionMatrix, versionMatrix } from "../../../components/shared/version-matrix";
import { clock, dayFromToday } from "../../../stacks/company/clock";
import { parse } from "../../../stacks/company/parse";
import { type Problem } from "../../../stacks/company/problems";
import { lastDay, LONGEST_TERM } from "../../../stacks/company/last-day";
import { organizationWith } from "../../support/plan/organization";
import { check, filesWith } from "./company-files";
import { repository } from "../../support/plan/planned";

function companyWith(changes: Readonly<Record<string, unknown>>): Project {
  return { ...loadProject(repository), organization: organizationWith(changes) };
}

describe("The notices of a plan", () => {
  const noticed = (days: number): Notice[] =>
    noticesOf(
      companyWith({
        "guardrails.deny-public-buckets.exceptions": [
          { account: "prod", reason: "the press kit", expires: dayFromToday(days) },
        ],
      }),
    ).filter(({ kind }) => kind === "ends-soon");

  // first-use 14: an exception failed the plan from one day to the next without a warning.
  it("warn of an exception for the thirty days before its end, its last day included", () => {
    assert.deepEqual(noticed(31), []);
    for (const days of [30, 1, 0]) {
      const [notice, ...others] = noticed(days);
      assert.deepEqual(others, []);
      assert.deepEqual(notice?.paths, [
        "organization.guardrails.deny-public-buckets.exceptions[0]",
      ]);
      assert.match(
        notice.text,
        new RegExp(
          `account prod from guardrail deny-public-buckets ends on ${dayFromToday(days)} \\(the press kit\\)`,
        ),
      );
    }
    assert.deepEqual(noticed(-1), [], "an exception that has ended is a violation");
  });

  it("depend on the clock that the whole program reads", () => {
    const { now } = clock;
    try {
      const later = new Date(now().getTime() + 100 * 24 * 60 * 60 * 1000);
      clock.now = () => later;
      assert.equal(noticed(30).length, 1);
    } finally {
      clock.now = now;
    }
  });
});

describe("The state that a plan does not read", () => {
  it("is named in one line: vanished keys and settled settings are refused by a preview alone", () => {
    const texts = noticesOf(companyWith({})).map(({ text }) => text);
    assert.equal(
      texts.filter((text) =>
        /^the state of the stacks: this plan cannot report a vanished key/.test(text),
      ).length,
      1,
    );
  });
});

describe("An address of the state without its Region", () => {
  it("is a notice that shows what to append, and none when it has one or is outside AWS", () => {
    const texts = (backend: string, secretsProvider: string): string[] =>
      noticesOf(
        companyWith({ "state.backend": backend, "state.secretsProvider": secretsProvider }),
      ).flatMap(({ kind, text }) => (kind === "by-machine" ? [text] : []));
    assert.deepEqual(texts("s3://acme-state", "awskms://alias/acme"), [
      "organization.state.backend names no Region, so a machine without AWS_REGION cannot deploy: append ?region=us-east-1",
      "organization.state.secretsProvider names no Region, so a machine without AWS_REGION cannot deploy: append ?region=us-east-1",
    ]);
    const region = "?region=eu-west-1";
    assert.deepEqual(texts(`s3://acme-state${region}`, `awskms://alias/acme${region}`), []);
    assert.deepEqual(texts("https://api.pulumi.com", "default"), []);
  });
});

describe("A value that AWS has and no table contains", () => {
  const accepted = (value: string, days: number): Record<string, unknown> => ({
    accepted: [{ value, reason: "announced in November", expires: dayFromToday(days) }],
  });
  const noticed = (changes: Readonly<Record<string, unknown>>): Notice[] =>
    noticesOf(companyWith(changes)).filter(({ paths }) =>
      paths?.some((path) => path.startsWith("organization.accepted")),
    );

  it("is accepted until its last day, and named by the plan with its uses", () => {
    const changes = { governedRegions: ["us-east-1", "us-west-2", "me-west-1"] };
    assert.throws(() => companyWith(changes), /governedRegions\[2\]: must be an AWS Region/);
    const [notice, ...others] = noticed({ ...changes, ...accepted("me-west-1", 200) });
    assert.deepEqual(others, []);
    assert.deepEqual(notice, {
      kind: "accepted",
      text: `me-west-1 is accepted until ${dayFromToday(200)} (announced in November): no table of AWS's values contains it`,
      paths: ["organization.accepted[0]", "organization.governedRegions[2]"],
    });
    const [soon] = noticed({ ...changes, ...accepted("me-west-1", 30) });
    assert.equal(soon?.kind, "ends-soon");
  });

  it("is to be removed from the list when the tables contain it, or when it is used nowhere", () => {
    const [known] = noticed(accepted("us-west-2", 200));
    assert.deepEqual(
      [known?.kind, known?.text],
      ["unused", "the tables contain the value us-west-2: remove it from accepted"],
    );
    const [unused] = noticed(accepted("m99g.large", 200));
    assert.deepEqual(
      [unused?.kind, unused?.text],
      ["unused", "the configuration contains no value m99g.large: remove it from accepted"],
    );
  });
});

// workload-backup F6
describe("A version that a stack runs", () => {
  const { kubernetes } = versionMatrix;
  const latest = kubernetes.minors["1.36"] ?? assert.fail("the matrix has no 1.36");
  const fresh = { version: "v1.0.0-eksbuild.1", pinned: "2026-11-29", source: "" };
  const withoutMetrics: VersionMatrix = {
    ...versionMatrix,
    kubernetes: {
      ...kubernetes,
      minors: {
        ...kubernetes.minors,
        "1.36": {
          ...latest,
          addOns: { ...latest.addOns, "metrics-server": null },
          images: { arm64: fresh, x86_64: fresh },
        },
      },
    },
  };
  const noticed = (day: string, cluster: Readonly<Record<string, unknown>> = {}): string[] => {
    const { now } = clock;
    try {
      clock.now = () => new Date(`${day}T12:00:00Z`);
      const { project, problems } = check(
        filesWith(
          Object.entries(cluster).map(([key, value]) => ({
            path: ["stacks", "prod", "workload", "cluster", key],
            value,
          })),
        ),
      );
      assert.ok(project, JSON.stringify(problems));
      const notices = versionsToRaise(project, withoutMetrics);
      assert.deepEqual(
        notices.filter(({ kind }) => kind !== "versions"),
        [],
      );
      const all = noticesOf(project).filter(({ kind }) => kind === "versions");
      assert.deepEqual(all, versionsToRaise(project), "the plan has them");
      return notices.map(({ text }) => text);
    } finally {
      clock.now = now;
    }
  };
  const ofMetrics = /^add-on metrics-server of Kubernetes 1\.36: not pinned, .* \((.*)\)$/;
  const soon = /^Kubernetes 1\.34: standard support ends on 2026-12-02; .* \(prod\)$/;

  it("is named by the plan, with its stacks, when it is not pinned and the stack sets none", () => {
    const all = noticed("2026-11-29");
    assert.deepEqual(
      all.flatMap((text) => ofMetrics.exec(text)?.[1] ?? []),
      ["prod, sandbox"],
    );
    const set = noticed("2026-11-29", {
      addOnVersions: { "metrics-server": "v0.8.1-eksbuild.6" },
    });
    assert.deepEqual(
      set.flatMap((text) => ofMetrics.exec(text)?.[1] ?? []),
      ["sandbox"],
    );
  });

  it("is named from sixty days before the end of its support, and not while no stack runs it", () => {
    const matching = (day: string, version: string): number =>
      noticed(day, { version }).filter((text) => soon.test(text)).length;
    assert.equal(matching("2026-10-02", "1.34"), 0);
    assert.equal(matching("2026-10-03", "1.34"), 1);
    assert.equal(matching("2026-11-29", "1.36"), 0);
  });

  it("is named when its pin has become old, for the processor of the stack's nodes alone", () => {
    const images = noticed("2027-11-29").filter((text) => text.startsWith("node image"));
    assert.deepEqual(
      images.map((text) => text.split(":")[0]),
      ["node image arm64 of Kubernetes 1.36"],
    );
  });
});

describe("What is done by hand in AWS", () => {
  const noticed = (changes: Readonly<Record<string, unknown>>): Notice[] =>
    noticesOf(companyWith(changes)).filter(({ kind }) => kind === "by-hand");

  it("is nothing for the default company", () => {
    assert.deepEqual(noticed({}), []);
  });

  // public-reports B04
  it("includes each governed Region that a new account cannot use", () => {
    const governedRegions = ["us-east-1", "eu-south-1", "us-west-2", "ap-southeast-7"];
    const [first, second, ...others] = noticed({ governedRegions });
    assert.deepEqual(others, []);
    assert.match(
      first?.text ?? "",
      /^eu-south-1 is not enabled in new accounts: .* --region-name eu-south-1$/,
    );
    assert.deepEqual(first?.paths, ["organization.governedRegions[1]"]);
    assert.match(second?.text ?? "", /^ap-southeast-7 is not enabled/);
  });

  it("includes mailboxes, when the addresses of accounts differ without a plus sign", () => {
    for (const email of [
      "aws-{account}@nimbus.io",
      "{account}@nimbus.io",
      "{account}+a@nimbus.io",
    ]) {
      const [notice] = noticed({ email });
      assert.deepEqual(notice?.paths, ["organization.email"], email);
      assert.match(notice.text, /needs a mailbox that receives every address of the domain/);
    }
    assert.deepEqual(noticed({ email: "aws+root-{account}@nimbus.io" }), []);
  });
});

describe("An account in quarantine", () => {
  it("is named by the plan while a stack builds in it", () => {
    const noticed = (changes: Readonly<Record<string, unknown>>): Notice[] =>
      noticesOf(companyWith(changes)).filter(({ kind }) => kind === "closed");
    assert.deepEqual(noticed({}), []);
    const quarantine = { "accounts.prod.organizationalUnit": "Quarantine" };
    const [notice, ...others] = noticed(quarantine);
    assert.deepEqual(others, []);
    assert.match(notice?.text ?? "", /^account prod is in quarantine: .* deployment of stack prod/);
    assert.deepEqual(notice?.paths, ["organization.accounts.prod.organizationalUnit"]);
    const off = { "guardrails.quarantine-accounts": { enabled: false } };
    assert.deepEqual(noticed({ ...quarantine, ...off }), []);
  });
});

describe("Reports about mail", () => {
  const noticed = (mail: Readonly<Record<string, unknown>>): readonly (readonly string[])[] => {
    const { project } = check(
      filesWith([{ path: ["stacks", "network", "network"], value: { mail } }]),
    );
    assert.ok(project);
    return noticesOf(project).flatMap(({ kind, paths = [] }) =>
      kind === "unreached" ? [paths] : [],
    );
  };

  it("are named by the plan when no person receives them", () => {
    const reports = ["Pulumi.network.yaml: network.mail.dmarcReports"];
    const bounces = ["Pulumi.network.yaml: network.mail.feedbackEmails"];
    assert.deepEqual(noticed({}), []);
    assert.deepEqual(noticed({ dmarcPolicy: "none" }), [reports]);
    assert.deepEqual(noticed({ senders: ["prod"] }), [reports, bounces]);
    const dmarcReports = "dmarc@example.com";
    assert.deepEqual(noticed({ senders: ["prod"], dmarcReports }), [bounces]);
    const feedbackEmails = ["bounces@example.com"];
    assert.deepEqual(noticed({ senders: ["prod"], dmarcReports, feedbackEmails }), []);
  });
});

describe("An account that no group has access to", () => {
  it("is named by the plan", () => {
    const texts = (assignments: object): string[] => {
      const { project } = check(
        filesWith([
          { path: ["stacks", "identity", "identity"], value: { assignments } },
          ...["prod", "sandbox"].map((stack) => ({
            path: ["stacks", stack, "workload", "cluster", "access"],
            value: { readOnly: false, developer: false },
          })),
        ]),
      );
      assert.ok(project);
      return noticesOf(project).flatMap(({ kind, text }) =>
        kind === "unreached" && text.includes("group") ? [text] : [],
      );
    };
    const others = ["log-archive", "audit", "identity", "network", "operations", "backup"];
    const [text, ...more] = texts({ security: { securityAudit: [...others, "prod"] } });
    assert.deepEqual(more, []);
    assert.match(text ?? "", /^no group has access to sandbox: name each account/);
    assert.deepEqual(texts({ security: { securityAudit: [...others, "prod", "sandbox"] } }), []);
    assert.match(texts({}).join(), /^no group has access to log-archive, .*sandbox: /);
  });
});

describe("A last day", () => {
  const read = (value: string): unknown => parse(lastDay, value, "expires", []);

  it("is the same in quotes and as Pulumi reads it without quotes", () => {
    assert.equal(read("2026-12-31"), "2026-12-31");
    assert.equal(read("2026-12-31T00:00:00Z"), "2026-12-31");
  });

  it("is at most 366 days ahead", () => {
    const problems: Problem[] = [];
    parse(lastDay, dayFromToday(LONGEST_TERM), "expires", problems);
    assert.deepEqual(problems, []);
    parse(lastDay, dayFromToday(LONGEST_TERM + 1), "expires", problems);
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ["must be at most 366 days ahead"],
    );
  });

  it("is a day of the calendar", () => {
    for (const wrong of ["2026-02-30", "2026-12-31T12:00:00Z", "soon"]) {
      assert.equal(read(wrong), undefined, wrong);
    }
  });
});
