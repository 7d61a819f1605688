import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkText, checkWhole } from "../shared/argument-checks";

export interface ServiceAlarmsArgs {
  /** Topic that is notified when an alarm begins and when it ends. */
  readonly topicArn: string;
  /** Load balancer as CloudWatch names it. */
  readonly loadBalancer: pulumi.Input<string>;
  /** Identifier of the database. */
  readonly database: string;
  /** Gibibytes of the database at the start: a tenth of it left is too little. */
  readonly databaseStorage: number;
}

interface Alarm {
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, pulumi.Input<string>>;
  readonly statistic?: string;
  readonly extendedStatistic?: string;
  readonly comparisonOperator: string;
  readonly threshold: number;
}

const MINUTE = 60;
const GIBIBYTE = 2 ** 30;

/** Alarms on what users notice first: failing and slow answers, and a database that is full or busy. */
export class ServiceAlarms extends pulumi.ComponentResource {
  /** @throws ArgumentError for a topic or a size that CloudWatch would accept and never use. */
  public constructor(name: string, args: ServiceAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:ServiceAlarms", name, {}, opts);
    checkArgs(args);

    for (const [what, alarm] of Object.entries(alarms(args))) {
      new aws.cloudwatch.MetricAlarm(
        `${name}-${what}`,
        {
          alarmDescription: alarm.description,
          namespace: alarm.namespace,
          metricName: alarm.metricName,
          dimensions: alarm.dimensions,
          statistic: alarm.statistic,
          extendedStatistic: alarm.extendedStatistic,
          comparisonOperator: alarm.comparisonOperator,
          threshold: alarm.threshold,
          period: MINUTE,
          evaluationPeriods: 5,
          datapointsToAlarm: 3,
          // No requests are no failures.
          treatMissingData: "notBreaching",
          alarmActions: [args.topicArn],
          okActions: [args.topicArn],
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}

function alarms(args: ServiceAlarmsArgs): Record<string, Alarm> {
  const web = {
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: args.loadBalancer },
    comparisonOperator: "GreaterThanThreshold",
  };
  const database = {
    namespace: "AWS/RDS",
    dimensions: { DBInstanceIdentifier: args.database },
    statistic: "Average",
  };
  return {
    "application-errors": {
      ...web,
      description: "Applications answer with 5xx",
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      threshold: 5,
    },
    "entry-errors": {
      ...web,
      description: "The load balancer itself answers with 5xx: no healthy gateway",
      metricName: "HTTPCode_ELB_5XX_Count",
      statistic: "Sum",
      threshold: 5,
    },
    "slow-answers": {
      ...web,
      description: "One answer in twenty takes more than two seconds",
      metricName: "TargetResponseTime",
      extendedStatistic: "p95",
      threshold: 2,
    },
    "database-storage": {
      ...database,
      description: "The database has less than a tenth of its first storage left",
      metricName: "FreeStorageSpace",
      comparisonOperator: "LessThanThreshold",
      threshold: (args.databaseStorage * GIBIBYTE) / 10,
    },
    "database-load": {
      ...database,
      description: "The database is busy",
      metricName: "CPUUtilization",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 90,
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function checkArgs(args: ServiceAlarmsArgs): void {
  checkText("topicArn", args.topicArn, {
    pattern: /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/,
    rule: "the ARN of an SNS topic",
    remedy: "write it like arn:aws:sns:eu-west-1:111111111111:alarms",
  });
  checkText("database", args.database, {
    pattern: /^[a-z][a-z0-9-]*$/,
    rule: "the identifier of a database",
    remedy: "give the identifier alone, not its ARN or address",
  });
  checkWhole("databaseStorage", args.databaseStorage, {
    least: 1,
    unit: "gibibytes",
    remedy: "give the database's storage",
  });
}
