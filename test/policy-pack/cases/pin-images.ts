import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";
import { podTypes, runningPod } from "../pods";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const DAEMON = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";
const JOB = "aws:batch/jobDefinition:JobDefinition";
const FUNCTION = "aws:lambda/function:Function";
const charts = [
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:helm.sh/v3:Release",
  "kubernetes:helm.sh/v4:Chart",
];
const digest = `@sha256:${"0".repeat(64)}`;
const pod = (...images: string[]): object => ({
  containers: images.map((image, index) => ({ name: `c${index}`, image })),
});

export const cases: PolicyCases = {
  violating: [
    ...podTypes.map((type) => ({
      title: `latest in ${type}`,
      type,
      inputs: runningPod(type, pod("registry:5000/web:1.4.2", "web:latest")),
      message: /runs container c1 from web:latest, which changes with each push/,
    })),
    {
      title: "an image without a tag before the others",
      type: "kubernetes:core/v1:Pod",
      inputs: { spec: { initContainers: [{ image: "registry:5000/migrate" }] } },
      message: /runs a container from registry:5000\/migrate/,
    },
    {
      title: "a task from latest, as text",
      type: TASK,
      inputs: { containerDefinitions: JSON.stringify([{ name: "web", image: "web:latest" }]) },
      message: /runs container web from web:latest/,
    },
    {
      title: "a daemon without a tag",
      type: DAEMON,
      inputs: { containerDefinitions: [{ image: "agent" }] },
      message: /use the tag of one build or a digest/,
    },
    {
      title: "a job from latest",
      type: JOB,
      inputs: { containerProperties: JSON.stringify({ image: "job:latest" }) },
      message: /runs a container from job:latest/,
    },
    {
      title: "a function from latest",
      type: FUNCTION,
      inputs: { imageUri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:latest" },
      message: /runs the function from/,
    },
    ...charts.map((type) => ({
      title: `a chart without a version in ${type}`,
      type,
      inputs: { chart: "ingress" },
      message: /installs the newest version of ingress; set version/,
    })),
  ],
  compliant: [
    ...podTypes.map((type) => ({
      type,
      inputs: runningPod(type, pod("registry:5000/web:1.4.2", `web${digest}`)),
    })),
    { type: TASK, inputs: { containerDefinitions: JSON.stringify([{ image: "web:1.4.2" }]) } },
    { type: TASK, inputs: { containerDefinitions: "no JSON" } },
    { type: DAEMON, inputs: { containerDefinitions: [{ image: "agent:7" }] } },
    {
      type: JOB,
      inputs: {
        containerProperties: JSON.stringify({ image: "job:7" }),
        ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{ image: "job:7" }] }] }),
        eksProperties: { podProperties: { containers: [{ image: "job:7" }] } },
        nodeProperties: JSON.stringify({
          nodeRangeProperties: [
            { eksProperties: { podProperties: { containers: [{ image: "job:7" }] } } },
          ],
        }),
      },
    },
    { type: FUNCTION, inputs: { imageUri: `web${digest}` } },
    { type: FUNCTION, inputs: { s3Bucket: "code" } },
    ...charts.map((type) => ({ type, inputs: { chart: "ingress", version: "1.2.3" } })),
    { type: "kubernetes:helm.sh/v3:Release", inputs: { chart: "./charts/app" } },
    { type: "kubernetes:helm.sh/v3:Release", inputs: { chart: UNKNOWN } },
  ],
};
