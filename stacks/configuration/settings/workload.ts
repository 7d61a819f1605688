import * as z from "zod";
import { must } from "../problems";
import { count, days, text } from "../rules";

const instanceType = must(
  z.string(),
  (type) => /^[a-z0-9-]+\.[a-z0-9-]+$/.test(type),
  "must be an EC2 instance type",
  "write it like m7g.large",
);

export const workloadSettings = z.strictObject({
  /** Availability zones the network spans, 2 or 3. */
  availabilityZones: must(
    z.number(),
    (zones) => zones === 2 || zones === 3,
    "must be 2 or 3",
    "EKS and Multi-AZ data stores need two zones; the address plan has room for three",
  ).default(3),
  /** `zone` makes one NAT gateway a zone, `single` one for all (cheaper, lost with its zone). */
  natGateways: z.enum(["zone", "single"]).default("zone"),
  cluster: z
    .strictObject({
      /** Kubernetes minor version, within EKS standard support. */
      version: must(
        z.string(),
        (version) => /^1\.\d{2}$/.test(version),
        "must be a Kubernetes minor version in quotes",
        'write it like "1.36"',
      ).default("1.36"),
      /** Ranges that may reach the public endpoint; empty makes the endpoint private. */
      publicAccessRanges: z.array(text).default([]),
      nodes: z
        .strictObject({
          instanceTypes: z.array(instanceType).default(["m7g.large"]),
          minimum: count.default(3),
          maximum: count.default(10),
        })
        .prefault({}),
    })
    .prefault({}),
  database: z
    .strictObject({
      instanceClass: text.default("db.m7g.large"),
      /** Gibibytes. */
      storage: count.default(100),
      multiZone: z.boolean().default(true),
      backupRetentionDays: days(7, 35).default(35),
    })
    .prefault({}),
  cache: z
    .strictObject({
      nodeType: text.default("cache.m7g.large"),
      replicas: count.default(1),
    })
    .prefault({}),
  backup: z
    .strictObject({
      /** AWS Backup cron expression, UTC. */
      schedule: text.default("cron(0 2 * * ? *)"),
      retentionDays: days(7, 36_500).default(35),
      copyRetentionDays: days(7, 36_500).default(90),
    })
    .prefault({}),
});
