import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyCommitments: Guardrail = {
  id: "deny-commitments",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "DenyCommitments",
          Action: [
            "cloudfront:CreateSavingsPlan",
            "devicefarm:PurchaseOffering",
            "dynamodb:PurchaseReservedCapacityOfferings",
            "ec2:AcceptReservedInstancesExchangeQuote",
            "ec2:Purchase*",
            "eks:CreateEksAnywhereSubscription",
            "elasticache:PurchaseReservedCacheNodesOffering",
            "es:PurchaseReserved*",
            "mediaconnect:PurchaseOffering",
            "medialive:PurchaseOffering",
            "memorydb:PurchaseReservedNodesOffering",
            "outposts:CreateOrder",
            "outposts:CreateOutpost",
            "outposts:CreateRenewal",
            "rds:PurchaseReservedDBInstancesOffering",
            "redshift-serverless:CreateReservation",
            "redshift:AcceptReservedNodeExchange",
            "redshift:PurchaseReservedNodeOffering",
            "sagemaker:CreateReservedCapacity",
            "sagemaker:CreateTrainingPlan",
            "sagemaker:ExtendTrainingPlan",
            "savingsplans:CreateSavingsPlan",
            "shield:CreateSubscription",
            "snowball:CreateCluster",
            "snowball:CreateJob",
            "snowball:CreateLongTermPricing",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:ec2/capacityBlockReservation:CapacityBlockReservation",
          "aws:elasticache/reservedCacheNode:ReservedCacheNode",
          "aws:rds/reservedInstance:ReservedInstance",
          "aws:savingsplans/savingsPlan:SavingsPlan",
          "aws:shield/subscription:Subscription",
        ],
        check: () => [
          {
            message:
              "commits the company to a term; request it from the team of the management account",
          },
        ],
      },
    ],
  },
  detect: { none: "AWS Config does not record purchases; Cost Explorer lists them by account" },
  parameters: {},
  about: {
    title: "Buy commitments only in the management account",
    why: "a reservation, savings plan or yearly subscription cannot be returned, and a purchase in a single account ignores the plan of the company",
    comply:
      "Request the purchase from the team of the management account, which buys discounts for the whole company",
    severity: "high",
    frameworks: [wellArchitected("COST07-BP05"), wellArchitected("COST02-BP05")],
    requirements: [],
    peers: ["DataChef"],
  },
};
