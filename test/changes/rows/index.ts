import type { ChangeRow } from "../row";
import { organizationRows } from "./organization";
import { stackRows } from "./stacks";
import { workloadRows } from "./workload";

/** Every row, one for each setting without those of guardrails. */
export const allRows: readonly ChangeRow[] = [...organizationRows, ...stackRows, ...workloadRows];
