import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { accountIdAt, ORGANIZATION_ID } from "../../../components/organization/placeholder-ids";
import { withIdentifiers } from "../../../components/organization/identifiers";

const settled = <T>(input: pulumi.Input<T>): Promise<T> =>
  new Promise((resolve) => {
    pulumi.output(input).apply((value) => {
      resolve(value as T);
    });
  });

describe("Ids that are not known yet", () => {
  it("are stood for by text as long as the longest that AWS gives, so that documents can be counted", () => {
    assert.equal(ORGANIZATION_ID.length, "o-".length + 32);
    assert.equal(accountIdAt(0).length, 12);
    assert.equal(accountIdAt(1_234_567).length, 12);
  });

  it("are put in place of it, each account's own", async () => {
    const content = JSON.stringify([
      ORGANIZATION_ID,
      accountIdAt(1),
      accountIdAt(0),
      ORGANIZATION_ID,
    ]);
    const ids = ["111111111111", "222222222222"];
    assert.equal(
      await settled(withIdentifiers(content, pulumi.output("o-abcdefghij"), ids)),
      JSON.stringify(["o-abcdefghij", "222222222222", "111111111111", "o-abcdefghij"]),
    );
  });

  it("leave a document without any as it is, known at once", () => {
    assert.equal(withIdentifiers("{}", pulumi.output("o-abcdefghij"), []), "{}");
  });
});
