import * as aws from "@pulumi/aws";
import { LogBucket, OrgTrail, placeOf } from "../../../components";

const region = "eu-west-1";
const logArchive = new aws.Provider("log-archive", {
  region,
  allowedAccountIds: ["222222222222"],
  assumeRoles: [{ roleArn: "arn:aws:iam::222222222222:role/ci" }],
});
const management = new aws.Provider("management", {
  region,
  allowedAccountIds: ["111111111111"],
});
const common = {
  archive: {
    place: placeOf(region, "222222222222"),
    organization: "acme",
    organizationId: "o-exampleorg1",
    managementAccountId: "111111111111",
    administrators: ["arn:aws:iam::222222222222:role/ci"],
    readers: {
      accountIds: ["222222222222"],
      roleArns: ["arn:aws:iam::222222222222:role/auditor"],
    },
  },
  retention: { days: 365, lockMode: "governance" },
} as const;
const opts = { providers: [logArchive] };

const accessLogs = new LogBucket("access-logs", { ...common, source: "access-logs", region }, opts);
const trail = new OrgTrail(
  "trail",
  { ...common, managementProvider: management, accessLogs },
  opts,
);

export const trailArn = trail.trailArn;
