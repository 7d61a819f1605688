import type { LogArchive } from "../../../components/logging/log-archive";
import { placeOf } from "../../../components/shared/place";

export const MANAGEMENT = "111111111111";
export const ARCHIVE = "222222222222";
export const AUDIT = "333333333333";
export const WORKLOAD = "444444444444";
export const ORGANIZATION = "o-exampleorg1";

export const DEPLOYER = `arn:aws:iam::${ARCHIVE}:role/platform-deployment`;
export const BREAK_GLASS = `arn:aws:iam::${ARCHIVE}:role/platform-break-glass`;
export const READER = `arn:aws:iam::${AUDIT}:role/log-reader`;

/** An example archive, for documents that are tested without a stack. */
export const archive: LogArchive = {
  place: placeOf("us-east-1", ARCHIVE),
  organization: "acme",
  organizationId: ORGANIZATION,
  managementAccountId: MANAGEMENT,
  workloadAccountIds: [WORKLOAD],
  administrators: [DEPLOYER, BREAK_GLASS],
  readers: { accountIds: [ARCHIVE, AUDIT], roleArns: [READER] },
};
