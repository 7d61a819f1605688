import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkEmails, checkWhole } from "../shared/argument-checks";
import { LARGEST_BUDGET } from "./largest-budget";

export interface OrganizationBudgetArgs {
  /** Limit in whole US dollars a month, Marketplace charges included. */
  readonly monthlyLimit: number;
  /** One to ten addresses that are notified. */
  readonly emails: readonly string[];
}

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html */
const EMAILS = 10;

/**
 * The monthly budget of all accounts together. A budget counts Marketplace charges, which CloudWatch's billing metric
 * leaves out.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class OrganizationBudget extends pulumi.ComponentResource {
  /** @throws ArgumentError for a limit without a price, or more addresses than AWS Budgets writes to. */
  public constructor(
    name: string,
    args: OrganizationBudgetArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:cost:OrganizationBudget", name, {}, opts);
    checkWhole("monthlyLimit", args.monthlyLimit, {
      least: 1,
      most: LARGEST_BUDGET,
      unit: "US dollars",
      remedy: "give the sum that a usual month stays below",
    });
    checkEmails("emails", args.emails, {
      most: EMAILS,
      remedy: "use the address of a group, which forwards to its members",
    });
    const alert = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      comparisonOperator: "GREATER_THAN",
      subscriberEmailAddresses: [...args.emails],
    });
    new aws.budgets.Budget(
      name,
      {
        name: "organization-monthly",
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: args.monthlyLimit.toFixed(1),
        limitUnit: "USD",
        notifications: [alert("ACTUAL", 80), alert("ACTUAL", 100), alert("FORECASTED", 100)],
      },
      { parent: this, deleteBeforeReplace: true },
    );
    this.registerOutputs();
  }
}
