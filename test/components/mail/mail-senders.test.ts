import * as assert from "node:assert/strict";
import { type MailSender, senderPolicies } from "../../../components/mail/mail-senders";

const identity = {
  arn: "arn:aws:ses:us-east-1:111122223333:identity/example.com",
  domain: "example.com",
  organizationId: "o-abcdefghij",
};

function senders(count: number, environment: string): MailSender[] {
  return Array.from({ length: count }, (_, index) => ({
    account: `${environment}-${index}`,
    accountId: String(100_000_000_000 + index),
    environment,
  }));
}

interface SenderStatement {
  readonly Principal: { readonly AWS: readonly string[] };
  readonly Condition: { readonly StringLike: Readonly<Record<string, readonly string[]>> };
}

function statementOf(policy: string): SenderStatement {
  const { Statement: statements } = JSON.parse(policy) as { Statement: SenderStatement[] };
  const [statement] = statements;
  assert.ok(statement);
  return statement;
}

describe("senderPolicies", () => {
  it("keeps accounts outside production from sending in the name of the domain itself [A11]", () => {
    for (const environment of ["sandbox", "staging", "development", "shared"]) {
      const [policy] = senderPolicies(senders(1, environment), identity);
      assert.ok(policy);
      assert.deepEqual(statementOf(policy.document).Condition.StringLike, {
        "ses:FromAddress": [`*@${environment}-0.example.com`],
      });
    }
  });

  it("splits documents at 4 KB and loses no account [A11]", () => {
    const accounts = [...senders(300, "production"), ...senders(300, "sandbox")];
    const policies = senderPolicies(accounts, identity);
    assert.ok(policies.length > 2 && policies.length <= 20);
    assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length);
    assert.ok(policies.every(({ document }) => document.length <= 4096));
    const sending = policies.flatMap(({ document }) => statementOf(document).Principal.AWS);
    assert.equal(sending.length, accounts.length);
  });

  it("rejects more accounts than an identity has room for, and says what to do", () => {
    assert.throws(
      () => senderPolicies(senders(2000, "sandbox"), identity),
      /2000 accounts need \d+ sending policies.*at most 20; list the accounts that really send/,
    );
  });

  it("makes no policy when nobody sends", () => {
    assert.deepEqual(senderPolicies([], identity), []);
  });
});
