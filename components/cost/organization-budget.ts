import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface OrganizationBudgetArgs {
  /** Limit in US dollars a month, Marketplace charges included. */
  readonly monthlyLimit: number;
  /** One to ten addresses that are told. */
  readonly emails: readonly string[];
}

/**
 * The monthly budget of all accounts together. A budget counts Marketplace charges, which CloudWatch's billing metric
 * leaves out.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class OrganizationBudget extends pulumi.ComponentResource {
  public constructor(
    name: string,
    args: OrganizationBudgetArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:cost:OrganizationBudget", name, {}, opts);
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
