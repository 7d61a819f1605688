import { isTrue, known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const isolateTraining: Guardrail = {
  id: "isolate-training",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "IsolateTrainingNetwork",
          Action: jobs,
          Resource: ["*"],
          Condition: { Null: { "sagemaker:VpcSubnets": ["true"] } },
        }),
        // By default the traffic is not encrypted.
        denyExcept(context, {
          Sid: "IsolateTrainingTraffic",
          Action: jobs,
          Resource: ["*"],
          Condition: { BoolIfExists: { "sagemaker:InterContainerTrafficEncryption": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:sagemaker/trainingJob:TrainingJob"],
        check: (job) => {
          const properties = ["vpcConfig", "enableInterContainerTrafficEncryption"];
          return openJob(
            Object.fromEntries(
              properties
                .filter((property) => job.read(property).state !== "absent")
                .map((property) => [property, known(job, property)]),
            ),
          );
        },
      },
      {
        types: ["aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob"],
        check: (job: ResourceView) =>
          ["trainingJobDefinition", "trainingJobDefinitions"]
            .flatMap((property) => objects(known(job, property)))
            .flatMap(openJob),
      },
    ],
  },
  detect: { none: "AWS Config does not record training jobs, which end automatically" },
  parameters: {},
  optIn:
    "jobs need subnets with endpoints, and encrypted traffic between containers slows long training down",
  about: {
    title: "Train models inside the company's networks",
    why: "without a vpcConfig a training job runs in a network of AWS, without flow logs and with unencrypted traffic between its containers",
    comply: "Set vpcConfig of the job and encrypt the traffic between its containers",
    severity: "medium",
    frameworks: [wellArchitected("SEC05-BP01"), wellArchitected("SEC09-BP02")],
    requirements: [],
    peers: ["Cloud Posse"],
  },
};

const jobs = [
  "sagemaker:CreateAutoMLJob",
  "sagemaker:CreateAutoMLJobV2",
  "sagemaker:CreateHyperParameterTuningJob",
  "sagemaker:CreateProcessingJob",
  "sagemaker:CreateTrainingJob",
];

/** A property without a value is not known yet. */
function openJob(job: Readonly<Record<string, unknown>>): Finding[] {
  const encrypted = job["enableInterContainerTrafficEncryption"];
  const unknown = "enableInterContainerTrafficEncryption" in job && encrypted === undefined;
  return [
    ...("vpcConfig" in job
      ? []
      : [{ message: "trains in no network of the company; set vpcConfig" }]),
    ...(unknown || isTrue(encrypted)
      ? []
      : [
          {
            message:
              "sends unencrypted traffic between containers; set enableInterContainerTrafficEncryption to true",
          },
        ]),
  ];
}
