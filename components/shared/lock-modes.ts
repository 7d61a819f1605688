/**
 * Modes of a lock on stored data, the same for S3 Object Lock and AWS Backup: no principal can shorten `compliance`;
 * `governance` can be lifted with a permission of its own.
 */
export const lockModes = ["compliance", "governance"] as const;

export type LockMode = (typeof lockModes)[number];
