/** One rule that admits traffic; a value that is not known yet is undefined. */
export interface Opening {
  readonly sources: readonly unknown[];
  readonly protocol: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

/** First and last port. */
export type PortRange = readonly [number, number];

const everyPort: PortRange = [0, 65535];

/** True for a range as wide as the internet. Two halves such as 0.0.0.0/1 and 128.0.0.0/1 count as well. */
export function isAnywhere(range: unknown): boolean {
  const [address = "", length = ""] = typeof range === "string" ? range.split("/") : [];
  return length !== "" && Number(length) < (address.includes(":") ? 16 : 8);
}

/**
 * True for a range that one VPC may have: private addresses in IPv4, /16 at most, or /44 at most in IPv6.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export function isOneNetwork(range: string): boolean {
  const [address = "", length = ""] = range.split("/");
  return address.includes(":")
    ? Number(length) >= 44
    : /^(?:10|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|172\.(?:1[6-9]|2\d|3[01])|192\.168)\./.test(
        address,
      ) && Number(length) >= 16;
}

/** Ports that a rule opens. Empty for ICMP, which has no ports, and for ports that are not known yet. */
export function portsOf({ protocol, from, to }: Opening): PortRange | undefined {
  switch (
    typeof protocol === "string" || typeof protocol === "number"
      ? String(protocol).toLowerCase()
      : ""
  ) {
    case "-1":
    case "all":
      return everyPort;
    case "6":
    case "17":
    case "tcp":
    case "udp":
      return isPort(from) && isPort(to) ? [Number(from), Number(to)] : undefined;
    default:
      return undefined;
  }
}

/** The range in words. */
export function portText([first, last]: PortRange): string {
  return first === last ? `port ${first}` : `ports ${first} to ${last}`;
}

function isPort(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
}
