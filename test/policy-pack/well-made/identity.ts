import { arnOf, OWN, policyOf, reportedByConfig, type WellMade } from "./well-made";

const ROLE = "aws:iam/role:Role";
const GITHUB = "token.actions.githubusercontent.com";
const CLUSTER = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

const webIdentity = (issuer: string, subject: Record<string, object>) =>
  policyOf({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${OWN}:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: subject,
  });
const service = (name: string, Condition?: object) =>
  policyOf({
    Effect: "Allow",
    Principal: { Service: name },
    Action: "sts:AssumeRole",
    ...(Condition && { Condition }),
  });

/** Roles, policies, logs, alarms, budgets, backups and other daily things. */
export const identity: readonly WellMade[] = [
  {
    title: "a role for the workflow of one environment",
    type: ROLE,
    inputs: {
      name: "shop-deploy",
      assumeRolePolicy: webIdentity(GITHUB, {
        StringEquals: {
          [`${GITHUB}:aud`]: "sts.amazonaws.com",
          [`${GITHUB}:sub`]: "repo:example/shop:environment:production",
        },
      }),
    },
  },
  {
    // guardrails C3
    title: "a role for every workflow of one repository",
    type: ROLE,
    inputs: {
      name: "shop-build",
      assumeRolePolicy: webIdentity(GITHUB, {
        StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${GITHUB}:sub`]: "repo:example/shop:*" },
      }),
    },
    fires: [
      {
        guardrail: "require-exact-workflows",
        only: "production",
        because: "a branch that no person has reviewed would deploy to production",
      },
    ],
  },
  {
    title: "a role for one service account of a cluster",
    type: ROLE,
    inputs: {
      name: "shop-api",
      assumeRolePolicy: webIdentity(CLUSTER, {
        StringEquals: {
          [`${CLUSTER}:aud`]: "sts.amazonaws.com",
          [`${CLUSTER}:sub`]: "system:serviceaccount:shop:api",
        },
      }),
    },
  },
  {
    title: "a role for the visitors of one identity pool",
    type: ROLE,
    inputs: {
      name: "shop-visitors",
      assumeRolePolicy: policyOf({
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "cognito-identity.amazonaws.com:aud": "us-east-1:12345678-1234-1234-1234-123456789012",
          },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
      }),
    },
    fires: [
      {
        guardrail: "restrict-web-identities",
        because:
          "this issuer has the pools of all accounts of AWS; a company lists its own in applications",
      },
    ],
  },
  {
    title: "a role of a function",
    type: ROLE,
    inputs: {
      name: "shop-function",
      assumeRolePolicy: service("lambda.amazonaws.com"),
      maxSessionDuration: 3600,
    },
  },
  {
    title: "a role of a scheduler that acts for its own account",
    type: ROLE,
    inputs: {
      name: "shop-scheduler",
      assumeRolePolicy: service("scheduler.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": OWN },
      }),
    },
  },
  {
    title: "a role of a vendor with an external id",
    type: ROLE,
    inputs: {
      name: "vendor-monitoring",
      assumeRolePolicy: policyOf({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::464622532012:root" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "c0ffee0123456789" } },
      }),
    },
  },
  {
    title: "the policy for sessions of Systems Manager on instances",
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    inputs: {
      role: "shop-instance",
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    },
  },
  {
    title: "a policy for one table and one prefix",
    type: "aws:iam/policy:Policy",
    inputs: {
      policy: policyOf(
        {
          Effect: "Allow",
          Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
          Resource: arnOf("dynamodb", "table/shop"),
        },
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: "arn:aws:s3:::acme-shop-data/uploads/*",
        },
      ),
    },
  },
  {
    title: "a policy that passes one role to one service",
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: {
      role: "shop-deploy",
      policy: policyOf({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: `arn:aws:iam::${OWN}:role/shop-execution`,
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      }),
    },
  },
  {
    // guardrails C3
    title: "a log group of thirty days",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/shop/web", retentionInDays: 30 },
    fires: [reportedByConfig("require-log-retention", "CW_LOGGROUP_RETENTION_PERIOD_CHECK")],
  },
  {
    title: "a log group of a year",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/shop/api", retentionInDays: 365 },
  },
  {
    title: "an alarm that notifies the team",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: {
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_ELB_5XX_Count",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 5,
      threshold: 10,
      period: 60,
      statistic: "Sum",
      alarmActions: [arnOf("sns", "alarms")],
    },
  },
  {
    title: "a budget that notifies the team",
    type: "aws:budgets/budget:Budget",
    inputs: {
      budgetType: "COST",
      limitAmount: "500",
      limitUnit: "USD",
      timeUnit: "MONTHLY",
      notifications: [
        {
          comparisonOperator: "GREATER_THAN",
          threshold: 80,
          thresholdType: "PERCENTAGE",
          notificationType: "FORECASTED",
          subscriberEmailAddresses: ["shop@example.com"],
        },
      ],
    },
  },
  {
    title: "a rule of the team's events",
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: { name: "shop-nightly", scheduleExpression: "cron(0 3 * * ? *)" },
  },
  {
    title: "a bus policy for the accounts of the organization",
    type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    inputs: {
      eventBusName: "orders",
      policy: policyOf({
        Effect: "Allow",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: arnOf("events", "event-bus/orders"),
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example1234" } },
      }),
    },
  },
  {
    title: "a state machine with logs",
    type: "aws:sfn/stateMachine:StateMachine",
    inputs: {
      roleArn: `arn:aws:iam::${OWN}:role/shop-orders`,
      definition: JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } }),
      loggingConfiguration: {
        level: "ERROR",
        logDestination: `${arnOf("logs", "log-group:/aws/vendedlogs/states/orders")}:*`,
      },
      tracingConfiguration: { enabled: true },
    },
  },
  {
    title: "an encrypted parameter",
    type: "aws:ssm/parameter:Parameter",
    inputs: { name: "/shop/api/config", type: "SecureString", value: "{}" },
  },
  {
    title: "a build that fetches its secret",
    type: "aws:codebuild/project:Project",
    inputs: {
      serviceRole: `arn:aws:iam::${OWN}:role/shop-build`,
      artifacts: { type: "NO_ARTIFACTS" },
      source: { type: "GITHUB", location: "https://github.com/acme/shop.git" },
      environment: {
        type: "ARM_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/amazonlinux-aarch64-standard:3.0",
        environmentVariables: [
          { name: "NPM_TOKEN", type: "SECRETS_MANAGER", value: "shop/npm:token" },
        ],
      },
    },
  },
  {
    title: "a plan that copies backups to another Region",
    type: "aws:backup/plan:Plan",
    inputs: {
      name: "shop",
      rules: [
        {
          ruleName: "daily",
          targetVaultName: "shop",
          schedule: "cron(0 5 ? * * *)",
          lifecycle: { deleteAfter: 35 },
          copyActions: [
            {
              destinationVaultArn: `arn:aws:backup:us-west-2:${OWN}:backup-vault:shop`,
              lifecycle: { deleteAfter: 35 },
            },
          ],
        },
      ],
    },
  },
  {
    title: "a user pool of the shop's customers",
    type: "aws:cognito/userPool:UserPool",
    inputs: {
      name: "customers",
      deletionProtection: "ACTIVE",
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
    },
  },
];
