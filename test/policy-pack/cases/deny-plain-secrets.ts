import type { PolicyCases } from "../cases";
import { podTypes, runningPod } from "../pods";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const DAEMON = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";
const PROJECT = "aws:codebuild/project:Project";
const JOB = "aws:batch/jobDefinition:JobDefinition";
const FUNCTION = "aws:lambda/function:Function";
const harmless = [
  { name: "LOG_LEVEL", value: "info" },
  { name: "DB_PASSWORD_FILE", value: "/run/secrets/db" },
  { name: "DB_SECRET", value: "arn:aws:secretsmanager:us-east-1:123456789012:secret:db" },
  { name: "FEATURE_TOKEN", value: "blue" },
  { name: "HOME_PAGE", value: "https://example.com:8443/@acme" },
  { name: "DATABASE_URL", value: "postgres://web@db:5432/shop" },
  { name: "QUEUE_URL", value: "amqps://web:$(QUEUE_PASSWORD)@queue:5671" },
  { name: "CACHE_URL", value: "redis://:${CACHE_PASSWORD}@cache:6379" },
];
const secret = { name: "DB_PASSWORD", value: "correct-horse" };
const message = /has a secret in the variable DB_PASSWORD; store it in Secrets Manager/;

export const cases: PolicyCases = {
  parameters: { allowedNames: ["FEATURE_TOKEN"] },
  violating: [
    ...podTypes.map((type) => ({
      title: `a secret in ${type}`,
      type,
      inputs: runningPod(type, { containers: [{ env: harmless }, { env: [...harmless, secret] }] }),
      message,
    })),
    {
      title: "a secret in a task, as text",
      type: TASK,
      inputs: { containerDefinitions: JSON.stringify([{ environment: [...harmless, secret] }]) },
      message,
    },
    {
      title: "a secret in a daemon",
      type: DAEMON,
      inputs: { containerDefinitions: [{ environments: [secret] }] },
      message,
    },
    {
      title: "a secret in a build",
      type: PROJECT,
      inputs: {
        environment: { environmentVariables: [{ ...secret, type: "PLAINTEXT" }, ...harmless] },
      },
      message,
    },
    {
      title: "a secret in a job",
      type: JOB,
      inputs: { containerProperties: JSON.stringify({ environment: [...harmless, secret] }) },
      message,
    },
    {
      title: "a secret in a job on EKS",
      type: JOB,
      inputs: { eksProperties: { podProperties: { containers: [{ envs: [secret] }] } } },
      message,
    },
    ...["postgres://web:correct-horse@db:5432/shop", "redis://:correct-horse@cache"].map(
      (value) => ({
        title: `a password in the address ${value}`,
        type: TASK,
        inputs: {
          containerDefinitions: JSON.stringify([
            { environment: [{ name: "DATABASE_URL", value }] },
          ]),
        },
        message: /has a secret in the variable DATABASE_URL/,
      }),
    ),
    {
      title: "an access key in a function",
      type: FUNCTION,
      inputs: { environment: { variables: { aws_access_key_id: "AKIA" } } },
      message: /has a secret in the variable aws_access_key_id/,
    },
  ],
  compliant: [
    ...podTypes.map((type) => ({
      type,
      inputs: runningPod(type, {
        containers: [
          {
            env: [
              ...harmless,
              { name: "API_KEY", valueFrom: { secretKeyRef: { name: "api", key: "key" } } },
            ],
          },
        ],
      }),
    })),
    {
      type: TASK,
      inputs: {
        containerDefinitions: JSON.stringify([
          { environment: harmless, secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm" }] },
        ]),
      },
    },
    { type: DAEMON, inputs: { containerDefinitions: [{ environments: harmless }] } },
    {
      type: PROJECT,
      inputs: {
        environment: {
          environmentVariables: [
            ...harmless,
            { name: "DB_PASSWORD", value: "/db/password", type: "PARAMETER_STORE" },
          ],
        },
      },
    },
    {
      type: JOB,
      inputs: {
        containerProperties: JSON.stringify({ environment: harmless }),
        ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{}] }] }),
        eksProperties: { podProperties: { containers: [{ envs: harmless }] } },
        nodeProperties: JSON.stringify({ nodeRangeProperties: [] }),
      },
    },
    { type: FUNCTION, inputs: { environment: { variables: { LOG_LEVEL: "info" } } } },
  ],
};
