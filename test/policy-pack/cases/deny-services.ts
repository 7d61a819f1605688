import type { PolicyCases } from "../cases";

export const cases: PolicyCases = {
  parameters: { services: ["elasticbeanstalk", "lightsail"] },
  violating: [
    {
      title: "a server of Lightsail",
      type: "aws:lightsail/instance:Instance",
      message: /belongs to the service lightsail, which is denied/,
    },
    {
      title: "an environment of Elastic Beanstalk",
      type: "aws:elasticbeanstalk/environment:Environment",
      message: /belongs to the service elasticbeanstalk/,
    },
  ],
  compliant: [{ type: "aws:s3/bucket:Bucket" }, { type: "aws:cloudwatch/logGroup:LogGroup" }],
};
