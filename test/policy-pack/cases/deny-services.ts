import type { PolicyCases } from "../cases";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a server of Lightsail",
      type: "aws:lightsail/instance:Instance",
      says: /is of the service lightsail, which is closed/,
    },
    {
      title: "an environment of Elastic Beanstalk",
      type: "aws:elasticbeanstalk/environment:Environment",
      says: /is of the service elasticbeanstalk/,
    },
  ],
  compliant: [{ type: "aws:s3/bucket:Bucket" }, { type: "aws:cloudwatch/logGroup:LogGroup" }],
};
