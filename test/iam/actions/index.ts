import { containers } from "./containers";
import { data } from "./data";
import { delivery } from "./delivery";
import { evidence } from "./evidence";
import { identity } from "./identity";
import { network } from "./network";
import type { ActionTable } from "./table";

/** Actions that a deployment needs, in groups. */
export const actionTables: Readonly<Record<string, ActionTable>> = {
  containers,
  data,
  delivery,
  evidence,
  identity,
  network,
};

/** Actions that a deployment needs, by the type of every resource that the platform creates in a member account. */
export const actionTable: ActionTable = Object.assign(
  {},
  ...Object.values(actionTables),
) as ActionTable;
