import assert from "node:assert/strict";
import {
  checkAccountId,
  checkList,
  checkPlace,
  checkRegions,
  checkText,
  checkWhole,
} from "../../../components/shared/argument-checks";
import { ArgumentError } from "../../../components/shared/argument-error";
import { placeOf } from "../../../components/shared/place";

const remedy = "change it";
const days = { least: 1, most: 30, unit: "days", remedy };
const slug = { pattern: /^[a-z]+$/, rule: "small letters", remedy };

describe("Checks of arguments", () => {
  it("accept values within their bounds, the bounds included", () => {
    checkText("name", "orders", slug);
    checkWhole("days", 1, days);
    checkWhole("days", 30, days);
    checkList("names", ["a", "b"], { least: 2, most: 2, remedy });
    checkRegions("regions", ["eu-west-1", "us-gov-east-1", "cn-north-1"]);
    checkAccountId("accountId", "012345678901");
    checkPlace("place", placeOf("us-gov-west-1", "111111111111"));
  });

  const wrong: readonly [string, () => void, string][] = [
    [
      "a text that does not match",
      () => {
        checkText("name", "Orders", slug);
      },
      'name: must be small letters, got "Orders"; change it',
    ],
    [
      "a number above its bounds",
      () => {
        checkWhole("days", 31, days);
      },
      "days: must be a whole number of days from 1 to 30, got 31; change it",
    ],
    [
      "a fraction",
      () => {
        checkWhole("count", 1.5, { least: 1, remedy });
      },
      "count: must be a whole number of at least 1, got 1.5; change it",
    ],
    [
      "an empty list",
      () => {
        checkList("names", [], { remedy });
      },
      "names: must have at least 1 entry, got 0; change it",
    ],
    [
      "a list that is too long",
      () => {
        checkList("names", ["a", "b"], { most: 1, remedy });
      },
      "names: must have 1 to 1 entry, got 2; change it",
    ],
    [
      "an entry that is listed twice",
      () => {
        checkList("names", ["a", "b", "a"], { remedy });
      },
      'names: must contain each entry once, got "a" twice; remove the repeated one',
    ],
    [
      "a zone where a Region belongs",
      () => {
        checkRegions("regions", ["eu-west-1", "eu-west-1a"]);
      },
      'regions[1]: must be the code of an AWS Region, got "eu-west-1a"; use a code such as us-east-1 or eu-central-1',
    ],
    [
      "an account id that has lost a leading zero",
      () => {
        checkPlace("place", placeOf("eu-west-1", "12345678901"));
      },
      'place.accountId: must be a 12-digit AWS account id in quotes, got "12345678901"; copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
    ],
    [
      "a partition of another Region",
      () => {
        checkPlace("place", { ...placeOf("cn-north-1", "111111111111"), partition: "aws" });
      },
      'place.partition: must be aws-cn in cn-north-1, got "aws"; compose the place with placeOf',
    ],
  ];
  for (const [title, check, message] of wrong) {
    it(`reject ${title}`, () => {
      assert.throws(check, (error) => error instanceof ArgumentError && error.message === message);
    });
  }
});
