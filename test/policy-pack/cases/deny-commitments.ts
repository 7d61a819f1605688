import type { PolicyCases } from "../cases";

export const cases: PolicyCases = {
  violating: [
    "aws:ec2/capacityBlockReservation:CapacityBlockReservation",
    "aws:elasticache/reservedCacheNode:ReservedCacheNode",
    "aws:rds/reservedInstance:ReservedInstance",
    "aws:savingsplans/savingsPlan:SavingsPlan",
    "aws:shield/subscription:Subscription",
  ].map((type) => ({
    title: `a commitment by ${type}`,
    type,
    message: /commits the company to a term/,
  })),
  compliant: [{ type: "aws:shield/protection:Protection", inputs: { name: "entry" } }],
};
