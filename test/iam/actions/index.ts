import { containers } from "./containers";
import { data } from "./data";
import { delivery } from "./delivery";
import { evidence } from "./evidence";
import { identity } from "./identity";
import { network } from "./network";
import type { ActionTable } from "./table";

/** What deploying takes, in groups. */
export const actionTables: Readonly<Record<string, ActionTable>> = {
  containers,
  data,
  delivery,
  evidence,
  identity,
  network,
};

/** What deploying takes, by the type of every resource that the platform makes in a member account. */
export const actionTable: ActionTable = Object.assign(
  {},
  ...Object.values(actionTables),
) as ActionTable;
