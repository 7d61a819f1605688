import * as aws from "@pulumi/aws";
import { advised, anywhere, type ExampleProgram, outwards, refused, UNTAGGED } from "./program";

/** A single server in the default network, as the first page of a tutorial shows it. */
export const webServer: ExampleProgram = {
  title: "web server on EC2",
  build: ({ provider }) => {
    const group = new aws.ec2.SecurityGroup(
      "web",
      {
        description: "HTTP and SSH",
        ingress: [
          { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: anywhere },
          { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: anywhere },
        ],
        egress: [outwards],
      },
      { provider },
    );
    new aws.ec2.Instance(
      "server",
      {
        ami: "ami-0a1b2c3d4e5f67890",
        instanceType: "t3.micro",
        vpcSecurityGroupIds: [group.id],
        userData: "#!/bin/bash\ndnf install -y nginx\nsystemctl enable --now nginx\n",
      },
      { provider },
    );
  },
  expected: [
    refused("restrict-open-ingress", "web", "opens SSH to the whole internet"),
    refused(
      "deny-default-vpcs",
      ["web", "server"],
      "names no network, and the default one is gone",
    ),
    advised("require-tags", "server", UNTAGGED),
  ],
};
