import { databaseStorage } from "../../components/data/data-stores";
import type { Settings } from "./settings";

/** Gibibytes that a database may grow to: the setting, or five times its storage. */
export function largestStorage({
  storage,
  maximumStorage = databaseStorage.maximum(storage),
}: Settings<"workload">["database"]): number {
  return maximumStorage;
}

/** Smallest `maximumStorage` that RDS accepts for a database that has these gibibytes. */
export const { smallestMaximum } = databaseStorage;
