import assert from "node:assert/strict";
import type * as yaml from "yaml";
import { removeProtection } from "../engine/destruction/preparation";
import { assertNone } from "../support/assert-none";
import { exchange, ORGANIZATION } from "../support/engine/edits";
import type { Contents, Procedure, Step } from "./procedure";

/** Deletions that follow from each other, and the summary: others are in any order. */
const inOrder =
  /^ - +(?:kubernetes:core\/v1:Namespace|kubernetes:helm\S+Release \S+-load-balancers|aws:eks:(?:NodeGroup|Cluster)|aws:ec2:Vpc) .*deleted|^Resources|^ +- \d+|^Duration/;

/** Changes of deployed companies whose commands and outputs pages show. */
export const procedures: readonly Procedure[] = [
  {
    name: "renaming-an-ou",
    steps: [
      organization((document) => {
        exchange(document, "Workloads/Production", "Apps/Production");
        exchange(document, "Workloads/NonProduction", "Apps/NonProduction");
      }),
      { up: ["--preview", "--stack", "management"], refused: true },
      organization((document) => {
        document.setIn([...ORGANIZATION, "organizationalUnits", "Apps"], {
          formerly: ["Workloads"],
        });
      }),
      { up: ["--preview", "--stack", "management"] },
      { up: ["--yes"] },
      { up: ["--preview", "--stack", "management"] },
    ],
    ends: keepsEverything,
  },
  {
    name: "renaming-an-account",
    steps: [
      organization((document) => {
        exchange(document, "sandbox", "playground");
        // The environment keeps its name.
        const account = [...ORGANIZATION, "accounts", "playground"];
        document.setIn([...account, "environment"], "sandbox");
        document.setIn([...account, "formerly"], ["sandbox"]);
      }),
      ...["identity", "network"].map((stack) => ({
        edit: `Pulumi.${stack}.yaml`,
        change: (document: yaml.Document) => {
          exchange(document, "sandbox", "playground");
        },
      })),
      { pulumi: ["stack", "rename", "playground", "-s", "sandbox"] },
      { up: ["--yes"] },
      { up: ["--preview"] },
    ],
    ends: keepsEverything,
  },
  {
    name: "hub-off-and-on",
    steps: [
      connectivity("none"),
      { up: ["--preview", "--stack", "network,prod,sandbox"] },
      { up: ["--yes", "--stack", "network,prod,sandbox"] },
      connectivity("transit-gateway"),
      { up: ["--yes", "--stack", "network,prod,sandbox"] },
      { up: ["--preview", "--stack", "network,prod,sandbox"] },
    ],
    ends: (before, after) => {
      assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
    },
  },
  {
    name: "third-zone",
    steps: [
      workload({ availabilityZones: 3 }),
      { up: ["--preview", "--stack", "sandbox"] },
      { up: ["--yes", "--stack", "sandbox"] },
      { up: ["--preview", "--stack", "sandbox"] },
    ],
    ends: (before, after) => {
      keepsAllOf(before, after, /:(?:eks\/cluster|rds\/instance|elasticache\/replicationGroup):/);
    },
  },
  {
    name: "postgresql-18",
    steps: [
      workload({ "database.engineVersion": "18" }),
      { up: ["--preview", "--stack", "sandbox"] },
      { up: ["--yes", "--stack", "sandbox"] },
      // For those who cannot wait for the window.
      workload({ "database.changes": "now" }),
      { up: ["--yes", "--stack", "sandbox"] },
      { up: ["--preview", "--stack", "sandbox"] },
    ],
    ends: (before, after) => {
      keepsAllOf(before, after, /:rds\/(?:instance|subnetGroup):/);
    },
  },
  {
    name: "kubernetes-minor",
    before: "sandbox",
    preparation: [workload({ "cluster.version": "1.35" }), { up: ["--yes", "--stack", "sandbox"] }],
    steps: [
      workload({ "cluster.version": "1.36" }),
      { up: ["--preview", "--stack", "sandbox"] },
      { up: ["--yes", "--stack", "sandbox"] },
      { up: ["--preview", "--stack", "sandbox"] },
    ],
    ends: keepsEverything,
  },
  {
    name: "removing-a-workload",
    preparation: [
      organization((document) => {
        document.setIn([...ORGANIZATION, "credentials"], "deployment");
      }),
      { up: ["--yes"] },
    ],
    steps: [
      { pulumi: ["state", "unprotect", "--all", "--yes", "-s", "prod"] },
      { byHand: "aws eks update-cluster-config --name <cluster> --no-deletion-protection" },
      {
        byHand:
          "aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=deletion_protection.enabled,Value=false",
      },
      {
        byHand:
          "aws rds modify-db-instance --db-instance-identifier <name> --no-deletion-protection --apply-immediately",
      },
      {
        byHand:
          "aws rds delete-db-instance --db-instance-identifier <name> --final-db-snapshot-identifier <name>-last",
        act: (world) => {
          removeProtection(world, "prod");
        },
      },
      { pulumi: ["destroy", "--yes", "-s", "prod"], shows: inOrder },
      { pulumi: ["stack", "rm", "prod", "--yes"] },
    ],
    ends: (before, after) => {
      const gone = [...before.keys()].filter((urn) => !after.has(urn));
      assertNone(
        gone.filter((urn) => !urn.startsWith("urn:pulumi:prod::")),
        "other stacks have lost these",
      );
      const kept = [...after.keys()].filter((urn) => urn.startsWith("urn:pulumi:prod::"));
      assert.ok(gone.length > kept.length, `${gone.length} are gone, ${kept.length} are kept`);
      assert.ok(kept.some((urn) => urn.endsWith("::baseline-deployment")));
      assert.ok(kept.some((urn) => urn.includes("backup/vault:Vault")));
    },
  },
];

function organization(change: (document: yaml.Document) => void): Step {
  return { edit: "Pulumi.yaml", change };
}

function connectivity(value: string): Step {
  return organization((document) => {
    document.setIn([...ORGANIZATION, "connectivity"], value);
  });
}

/** Settings of the workload in `sandbox`, by path. */
function workload(settings: Readonly<Record<string, unknown>>): Step {
  return {
    edit: "Pulumi.sandbox.yaml",
    change: (document) => {
      for (const [path, value] of Object.entries(settings)) {
        document.setIn(["config", "platform:workload", ...path.split(".")], value);
      }
    },
  };
}

/** Refuses a created, deleted or replaced resource in AWS; resources may have other URNs. */
function keepsEverything(before: Contents, after: Contents): void {
  assert.deepEqual([...after.values()].sort(), [...before.values()].sort());
}

/** Resources of these types stay what they are. */
function keepsAllOf(before: Contents, after: Contents, types: RegExp): void {
  const kept = [...before].filter(([urn]) => types.test(urn));
  assert.notEqual(kept.length, 0);
  for (const [urn, id] of kept) {
    assert.equal(after.get(urn), id, urn);
  }
}
