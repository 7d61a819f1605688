/**
 * Certificates that a load balancer serves by quota, in addition to its own: one for each alias.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const MOST_ALIASES = 25;
