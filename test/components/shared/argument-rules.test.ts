import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  checkInput,
  checkInputs,
  checkRange,
  textRules,
} from "../../../components/shared/argument-rules";
import { ArgumentError } from "../../../components/shared/argument-error";

/** Message of the error that a check throws; empty without one. */
function errorOf(check: () => void): string {
  try {
    check();
    return "";
  } catch (error) {
    assert.ok(error instanceof ArgumentError, String(error));
    return error.message;
  }
}

describe("Rules of arguments", () => {
  it("accept domain names, labels, roles and organizations as AWS writes them", () => {
    const accepted = {
      domain: ["example.com", "a-b.c0.example.co.uk", "xn--bcher-kva.example"],
      label: ["a", "a-b", "0", "x".repeat(63)],
      roleArn: ["arn:aws-us-gov:iam::111111111111:role/aws-reserved/sso.amazonaws.com/X"],
      organizationId: ["o-abcdefghij"],
    };
    const refused = {
      domain: ["example", "Example.com", "example.com.", "-a.example.com", "a..example.com"],
      label: ["", "-a", "a-", "A", "a.b", "x".repeat(64)],
      roleArn: ["deployer", "arn:aws:sts::111111111111:assumed-role/x/y", "arn:aws:iam::1:role/x"],
      organizationId: ["o-short", "r-abcdefghij"],
    };
    for (const kind of ["domain", "label", "roleArn", "organizationId"] as const) {
      const passes = (text: string): boolean => textRules[kind].pattern.test(text);
      assert.deepEqual(accepted[kind].filter(passes), accepted[kind], kind);
      assert.deepEqual(refused[kind].filter(passes), [], kind);
    }
  });

  it("apply to plain values, and not to values that another resource returns", () => {
    const bounds = { least: 2, remedy: "add one" };
    assert.match(
      errorOf(() => {
        checkInput("label", "A", textRules.label);
      }),
      /^label: must be 1 to 63/,
    );
    assert.equal(
      errorOf(() => {
        checkInputs("ids", ["a"], bounds);
      }),
      "ids: must have at least 2 entries, got 1; add one",
    );
    assert.equal(
      errorOf(() => {
        checkInput("label", pulumi.output("A"), textRules.label);
        checkInputs("ids", pulumi.output(["a"]), bounds);
      }),
      "",
    );
  });

  it("accept a range that begins with its first address and has an allowed size", () => {
    const rangeError = (range: string, sizes?: readonly [number, number]): string =>
      errorOf(() => {
        checkRange("pool", range, sizes);
      });
    for (const range of ["10.0.0.0/8", "100.64.0.0/10", "0.0.0.0/0", "192.168.1.1/32"]) {
      assert.equal(rangeError(range), "");
    }
    for (const range of ["10.0.0.1/8", "10.0.0.0", "10.0.0/8", "300.0.0.0/8", "10.0.0.0/33", ""]) {
      assert.equal(
        rangeError(range),
        `pool: must be an IPv4 range in CIDR notation that begins with its first address, got "${range}"; write it like 10.32.0.0/16`,
      );
    }
    assert.equal(
      rangeError("10.0.0.0/8", [16, 20]),
      'pool: must be a range of /16 to /20, got "10.0.0.0/8"; choose another size',
    );
  });
});
