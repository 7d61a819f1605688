import { PolicyPack } from "@pulumi/policy";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guardrailPolicies } from "./policies";

// Starts the analyzer that the engine connects to: only the engine may load this file.
new PolicyPack("aws-platform", {
  displayName: "AWS platform guardrails",
  description: "The guardrails of an AWS organization, refused before they reach AWS",
  readme: readFileSync(join(__dirname, "README.md"), "utf8"),
  provider: "aws",
  tags: ["aws", "eks", "organizations", "security"],
  policies: guardrailPolicies().map(({ policy }) => policy),
});
