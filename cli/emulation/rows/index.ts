import type { Row } from "../core/types";
import { backupRows } from "./backup";
import { deliveryRows } from "./delivery";
import { identityRows } from "./identity";
import { identityCenterRows } from "./identity-center";
import { kubernetesRows } from "./kubernetes";
import { loggingRows } from "./logging";
import { networkRows } from "./network";
import { organizationRows } from "./organization";
import { securityRows } from "./security";
import { storageRows } from "./storage";
import { workloadRows } from "./workload";

/** Rows by type token, a file per domain. */
export const rows: Readonly<Record<string, Row>> = {
  ...organizationRows,
  ...identityRows,
  ...identityCenterRows,
  ...networkRows,
  ...storageRows,
  ...loggingRows,
  ...securityRows,
  ...backupRows,
  ...deliveryRows,
  ...workloadRows,
  ...kubernetesRows,
};
