import { PolicyPack } from "@pulumi/policy";
import { guardrailPolicies } from "./policies";

// Starts the analyzer that the engine talks to: only the engine may load this file.
new PolicyPack("aws-platform", {
  description: "The guardrails of an AWS organization, refused before they reach AWS",
  policies: guardrailPolicies().map(({ policy }) => policy),
});
