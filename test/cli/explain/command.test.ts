import assert from "node:assert/strict";
import { explainCommand } from "../../../cli/commands/explain";
import { repository } from "../../support/plan/planned";

describe("The explain command", () => {
  it("lists all wrong options at once", async () => {
    const wrong = {
      cwd: repository,
      account: "prd",
      action: "PutBucketAcl",
      resource: "bucket",
      principal: "arn:aws:s3:::bucket",
      region: "europe",
      context: ["type"],
    };
    await assert.rejects(
      explainCommand(wrong),
      /--account: no account prd; did you mean "prod".*\n--action: PutBucketAcl is not an action.*\n--resource: bucket is not an ARN.*\n--principal: arn:aws:s3:::bucket is not the ARN of a principal.*\n--region: europe is not a Region.*\n--context: type is not key=value/,
    );
    await assert.rejects(
      explainCommand({ cwd: repository, account: "management", action: "s3:Put*" }),
      /^UsageError: --account: no organization policy binds the management account$/,
    );
  });

  it("prints JSON for programs, without colours", async () => {
    const { log } = console;
    let printed = "";
    console.log = (text: string) => {
      printed += text;
    };
    try {
      const action = "sqs:CreateQueue";
      const resource = "arn:aws:sqs:eu-west-1:111111111111:q";
      await explainCommand({ cwd: repository, account: "prod", action, resource, json: true });
    } finally {
      console.log = log;
    }
    const answer = JSON.parse(printed) as Record<string, unknown> & {
      guardrails: (Record<string, unknown> & { id: string; parameters: unknown })[];
    };
    assert.deepEqual(Object.keys(answer), [
      ...["account", "action", "resource", "principal", "region", "context", "note"],
      ...["guardrails", "off", "notEvaluated"],
    ]);
    assert.equal(answer["region"], "eu-west-1");
    const regions = answer.guardrails.find(({ id }) => id === "approved-regions");
    assert.deepEqual(Object.keys(regions ?? {}), [
      ...["id", "severity", "title", "comply", "stage", "everyRequest", "exception", "denies"],
      ...["settings", "preview", "detection", "parameters"],
    ]);
    assert.deepEqual(regions?.parameters, [
      { parameter: "additionalGlobalActions", value: ["sqs:CreateQueue"] },
      { parameter: "regions", value: ["us-east-1", "us-west-2", "eu-west-1"] },
    ]);
    assert.ok(!printed.includes("\u001b["));
  });
});
