/** Data stores of a workload account, by the word that AWS has for their engine: the port that each listens on. */
export const dataStores = {
  postgres: { port: 5432 },
  valkey: { port: 6379 },
} as const;

/**
 * Days that a database's load history is kept, as the service accepts them: 7, or a multiple of 31; `advanced` demands
 * 465.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.html
 */
export const insightsDays = { standard: 7, advanced: 465 } as const;

/** Gibibytes that RDS allows for a gp3 volume at most. */
const MOST_STORAGE = 65_536;

/**
 * Gibibytes of a gp3 volume of PostgreSQL. It grows automatically when its largest size is at least a tenth above the first.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
 */
export const databaseStorage = {
  least: 20,
  most: MOST_STORAGE,
  /** Largest size by default. */
  maximum: (storage: number): number => Math.min(storage * 5, MOST_STORAGE),
  /** Smallest largest size that RDS accepts. */
  smallestMaximum: (storage: number): number => Math.ceil((storage * 11) / 10),
} as const;

/** Times at which changes that interrupt a database are applied: in its maintenance window, or during the deployment. */
export const databaseChanges = ["window", "now"] as const;
export type DatabaseChanges = (typeof databaseChanges)[number];

export type DatabaseInsights = keyof typeof insightsDays;
export const databaseInsights = Object.keys(insightsDays) as DatabaseInsights[];
