import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const FLEET = "aws:ec2/spotFleetRequest:SpotFleetRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const SERVICE = "aws:ecs/service:Service";
const TASKS = "aws:ecs/taskSet:TaskSet";
const ADDRESS = "aws:ec2/eip:Eip";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const SUBNET = "aws:ec2/subnet:Subnet";

const requests = /requests a public address/;
const onInstance = /gives an instance a public address/;
const onSubnet = /gives a public address to every instance in it/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "an instance with a public address",
      type: INSTANCE,
      inputs: { associatePublicIpAddress: true },
      message: requests,
    },
    {
      title: "a spot instance with a public address, as text",
      type: SPOT,
      inputs: { associatePublicIpAddress: "true" },
      message: requests,
    },
    {
      title: "a spot fleet that gives the second of its machines a public address",
      type: FLEET,
      inputs: { launchSpecifications: [{ ami: "ami-0a" }, { associatePublicIpAddress: true }] },
      message: requests,
    },
    {
      title: "a launch configuration with public addresses",
      type: CONFIGURATION,
      inputs: { associatePublicIpAddress: true },
      message: requests,
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
      message: requests,
    },
    {
      title: "a service whose tasks have public addresses",
      type: SERVICE,
      inputs: { networkConfiguration: { subnets: [UNKNOWN], assignPublicIp: true } },
      message: requests,
    },
    {
      title: "a task set with public addresses",
      type: TASKS,
      inputs: { networkConfiguration: { assignPublicIp: true } },
      message: requests,
    },
    {
      title: "an elastic address for an instance",
      type: ADDRESS,
      inputs: { instance: "i-0a" },
      message: onInstance,
    },
    {
      title: "an elastic address for an instance without a known id",
      type: ADDRESS,
      inputs: { instance: UNKNOWN },
      message: onInstance,
    },
    {
      title: "an elastic address for a network interface",
      type: ADDRESS,
      inputs: { networkInterface: UNKNOWN },
      message: onInstance,
    },
    {
      title: "an elastic address put on an instance",
      type: ASSOCIATION,
      inputs: { instanceId: UNKNOWN },
      message: onInstance,
    },
    {
      title: "an elastic address put on a network interface",
      type: ASSOCIATION,
      inputs: { networkInterfaceId: UNKNOWN },
      message: onInstance,
    },
    {
      title: "a subnet that hands out public addresses without saying what it is",
      type: SUBNET,
      inputs: { mapPublicIpOnLaunch: true },
      message: onSubnet,
    },
    {
      title: "a private subnet that hands out public addresses",
      type: SUBNET,
      inputs: { mapPublicIpOnLaunch: true, tags: { SubnetType: "Private" } },
      message: onSubnet,
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
    { type: ASSOCIATION, inputs: { allocationId: "eipalloc-0a" } },
    { type: FLEET, inputs: { launchSpecifications: [{ associatePublicIpAddress: false }] } },
    { type: SUBNET },
    { type: SUBNET, inputs: { mapPublicIpOnLaunch: false, tags: { SubnetType: "Private" } } },
    { type: SUBNET, inputs: { mapPublicIpOnLaunch: true, tags: { SubnetType: "Public" } } },
  ],
};
