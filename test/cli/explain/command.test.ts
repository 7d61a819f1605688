import assert from "node:assert/strict";
import { explainCommand } from "../../../cli/commands/explain";
import { repository } from "../../support/plan/planned";

describe("The explain command", () => {
  it("lists all wrong options at once", () => {
    const wrong = {
      cwd: repository,
      account: "prd",
      action: "PutBucketAcl",
      resource: "bucket",
      principal: "arn:aws:s3:::bucket",
    };
    assert.throws(() => {
      explainCommand(wrong);
    }, /--account: no account prd; did you mean "prod".*\n--action: PutBucketAcl is not an action.*\n--resource: bucket is not an ARN.*\n--principal: arn:aws:s3:::bucket is not the ARN of a principal/);
    assert.throws(() => {
      explainCommand({ cwd: repository, account: "management", action: "s3:Put*" });
    }, /^UsageError: --account: no organization policy binds the management account$/);
  });
});
