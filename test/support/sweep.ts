/**
 * True in `make sweep`, which runs every case of the long suites. `make test` runs a sample of each: at least one case
 * of every outcome.
 */
export const sweeping = process.env["SWEEP"] !== undefined;

/** All items in a sweep, else those of the sample. */
export function sampled<T>(all: readonly T[], sample: readonly T[]): readonly T[] {
  return sweeping ? all : sample;
}
