import { UNKNOWN } from "../../support/policy";
import type { PolicyCases } from "../cases";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const SERVICE = "aws:ecs/service:Service";
const TASKS = "aws:ecs/taskSet:TaskSet";
const ADDRESS = "aws:ec2/eip:Eip";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const SUBNET = "aws:ec2/subnet:Subnet";

const asks = /asks for a public address/;
const puts = /puts a public address on a machine/;
const gives = /gives a public address to whatever starts in it/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "an instance with a public address",
      type: INSTANCE,
      inputs: { associatePublicIpAddress: true },
      says: asks,
    },
    {
      title: "a spot instance with a public address, as text",
      type: SPOT,
      inputs: { associatePublicIpAddress: "true" },
      says: asks,
    },
    {
      title: "a launch configuration with public addresses",
      type: CONFIGURATION,
      inputs: { associatePublicIpAddress: true },
      says: asks,
    },
    {
      title: "a launch template with a public interface after a private one",
      type: TEMPLATE,
      inputs: {
        networkInterfaces: [
          { associatePublicIpAddress: "false" },
          { associatePublicIpAddress: "true" },
        ],
      },
      says: asks,
    },
    {
      title: "a service whose tasks have public addresses",
      type: SERVICE,
      inputs: { networkConfiguration: { subnets: [UNKNOWN], assignPublicIp: true } },
      says: asks,
    },
    {
      title: "a task set with public addresses",
      type: TASKS,
      inputs: { networkConfiguration: { assignPublicIp: true } },
      says: asks,
    },
    {
      title: "an elastic address for an instance",
      type: ADDRESS,
      inputs: { instance: "i-0a" },
      says: puts,
    },
    {
      title: "an elastic address for a network interface",
      type: ADDRESS,
      inputs: { networkInterface: "eni-0a" },
      says: puts,
    },
    {
      title: "an elastic address put on an instance",
      type: ASSOCIATION,
      inputs: { instanceId: "i-0a" },
      says: puts,
    },
    {
      title: "an elastic address put on a network interface",
      type: ASSOCIATION,
      inputs: { networkInterfaceId: "eni-0a" },
      says: puts,
    },
    {
      title: "a subnet that hands out public addresses without saying what it is",
      type: SUBNET,
      inputs: { mapPublicIpOnLaunch: true },
      says: gives,
    },
    {
      title: "a private subnet that hands out public addresses",
      type: SUBNET,
      inputs: { mapPublicIpOnLaunch: true, tags: { SubnetType: "Private" } },
      says: gives,
    },
  ],
  compliant: [
    { type: INSTANCE },
    { type: INSTANCE, inputs: { associatePublicIpAddress: false } },
    { type: SPOT, inputs: { associatePublicIpAddress: false } },
    { type: CONFIGURATION, inputs: { associatePublicIpAddress: false } },
    { type: TEMPLATE, inputs: { networkInterfaces: [{ associatePublicIpAddress: "false" }] } },
    { type: SERVICE, inputs: { networkConfiguration: { assignPublicIp: false } } },
    { type: TASKS, inputs: { networkConfiguration: { subnets: ["subnet-0a"] } } },
    { type: ADDRESS, inputs: { domain: "vpc" } },
    { type: ADDRESS, inputs: { instance: UNKNOWN, networkInterface: UNKNOWN } },
    { type: ASSOCIATION, inputs: { instanceId: UNKNOWN, networkInterfaceId: UNKNOWN } },
    { type: SUBNET },
    { type: SUBNET, inputs: { mapPublicIpOnLaunch: false, tags: { SubnetType: "Private" } } },
    { type: SUBNET, inputs: { mapPublicIpOnLaunch: true, tags: { SubnetType: "Public" } } },
  ],
};
