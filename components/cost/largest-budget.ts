/** US dollars a month. Above 10^21 the limit would be sent as a power of ten, which AWS Budgets cannot read. */
export const LARGEST_BUDGET = 1_000_000_000;
