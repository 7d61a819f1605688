import type { Row } from "..";
import { backupRows } from "./backup";
import { identityRows } from "./identity";
import { organizationRows } from "./organization";
import { storageRows } from "./storage";

/** Rows by type token, a file per domain. */
export const rows: Readonly<Record<string, Row>> = {
  ...organizationRows,
  ...identityRows,
  ...storageRows,
  ...backupRows,
};
