import { createHash } from "node:crypto";
import type { Site } from "./types";

/** A zone as an account sees it: the id is the same in every account, the name is not. */
export interface Zone {
  readonly id: string;
  readonly name: string;
}

/** Numbers of a Region's zones where they are not 1, 2 and 3. */
const numbers: Readonly<Record<string, readonly number[]>> = {
  "ap-northeast-1": [1, 2, 4],
  "ap-northeast-2": [1, 2, 3, 4],
  "ca-central-1": [1, 2, 3, 4],
  "us-east-1": [1, 2, 3, 4, 5, 6],
  "us-west-2": [1, 2, 3, 4],
};

/**
 * Start of the hash that gives each account its letters. The default company's accounts get the letters that their zones
 * have in the kept state of release 0.1.0.
 */
const SALT = "6243";

/** Ids of the zones in which EKS accepts no subnets. @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
export const zonesWithoutClusters: readonly string[] = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Zones of a Region as an account sees them, by name. */
export function zonesOf({ account, region }: Site): Zone[] {
  const prefix = zonePrefix(region);
  const ids = (numbers[region] ?? [1, 2, 3]).map((number) => `${prefix}-az${number}`);
  const rank = (id: string): string =>
    createHash("sha256").update(`${SALT} ${account} ${id}`).digest("hex");
  return ids
    .sort((left, right) => rank(left).localeCompare(rank(right), "en"))
    .map((id, index) => ({ id, name: `${region}${"abcdef".charAt(index)}` }));
}

/** Start of the zone ids of a Region: `apne1` for ap-northeast-1. */
export function zonePrefix(region: string): string {
  const [, area = "", direction = "", number = ""] = /^(.+?)-([a-z]+)-(\d+)$/.exec(region) ?? [];
  const short = direction.replace(
    /^(north|south)(east|west)$/,
    (_, first: string, second: string) => first.charAt(0) + second.charAt(0),
  );
  return area.replace("us-gov", "usg") + (short === direction ? short.charAt(0) : short) + number;
}
