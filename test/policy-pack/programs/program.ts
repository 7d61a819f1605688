import type * as aws from "@pulumi/aws";

/** Level of a firing in an account. */
export type FiringLevel = "mandatory" | "advice" | "none";

/** A policy that fires on resources of a program, as written down before it was run. */
export interface Firing {
  readonly policy: string;
  /** Names of the resources. */
  readonly on: readonly string[];
  readonly development: FiringLevel;
  readonly production: FiringLevel;
  readonly reason: string;
}

/** Account that a program builds in. */
export interface Place {
  readonly provider: aws.Provider;
  /** Id of the account. */
  readonly account: string;
}

/** A program of an application team, with what the pack may report on it. */
export interface ExampleProgram {
  readonly title: string;
  readonly build: (place: Place) => void;
  readonly expected: readonly Firing[];
}

type Row = (policy: string, on: readonly string[] | string, reason: string) => Firing;

function row(development: FiringLevel, production: FiringLevel): Row {
  return (policy, on, reason) => ({ policy, on: [on].flat(), development, production, reason });
}

/** A firing that refuses the resource in every account. */
export const refused = row("mandatory", "mandatory");
/** A firing that warns in every account. */
export const advised = row("advice", "advice");
/** A firing that refuses the resource in production, and is none elsewhere. */
export const refusedInProduction = row("none", "mandatory");
/** A firing that warns in production, and is none elsewhere. */
export const advisedInProduction = row("none", "advice");

/** The reason of each firing of require-tags. */
export const UNTAGGED = "has none of the company's tags, which its team adds to the provider later";

/** Trust policy of a role for an AWS service. */
export function trustOf(service: string): string {
  return policyOf({
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: "sts:AssumeRole",
  });
}

export function policyOf(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** The network of the account, which its platform has built. */
export const network = {
  vpcId: "vpc-0a1b2c3d4e5f67890",
  publicSubnets: ["subnet-0a1b2c3d4e5f67891", "subnet-0a1b2c3d4e5f67892"],
  privateSubnets: ["subnet-0a1b2c3d4e5f67893", "subnet-0a1b2c3d4e5f67894"],
};

export const anywhere = ["0.0.0.0/0"];

/** Rule of a security group that lets its members reach every address. */
export const outwards = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: anywhere };
