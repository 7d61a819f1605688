import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type GuardrailStatement, packStatements } from "../../components/organization/pack";

const quota = { documentsPerTarget: 10, documentCharacters: 400 };

const statement = (guardrail: string, size: number): GuardrailStatement => ({
  guardrail,
  statement: { Effect: "Deny", Action: ["x".repeat(size)], Resource: ["*"] },
});

const statements = fc
  .array(fc.integer({ min: 1, max: 250 }), { maxLength: 8 })
  .map((sizes) => sizes.map((size, index) => statement(`guardrail-${index}`, size)));

describe("Packing of organization policies", () => {
  it("keeps every statement once, in documents within the limit", () => {
    fc.assert(
      fc.property(statements, (items) => {
        const documents = packStatements(items, quota);
        const packed = documents.flatMap(
          ({ content }) => (JSON.parse(content) as { Statement: unknown[] }).Statement,
        );
        assert.equal(packed.length, items.length);
        for (const { statement } of items) {
          assert.ok(packed.some((one) => JSON.stringify(one) === JSON.stringify(statement)));
        }
        assert.ok(documents.every(({ content }) => content.length <= quota.documentCharacters));
        assert.deepEqual(
          documents.flatMap(({ guardrails }) => guardrails).sort(),
          items.map(({ guardrail }) => guardrail).sort(),
        );
      }),
    );
  });

  it("names the guardrail that fits into no document", () => {
    assert.throws(
      () => packStatements([statement("too-long", 400)], quota),
      /guardrail too-long needs \d+ characters in one organization policy, AWS allows 400/,
    );
  });

  it("names the guardrail at which the documents run out, those taken already counted", () => {
    const many = Array.from({ length: 5 }, (_, index) => statement(`g${index}`, 300));
    assert.throws(
      () => packStatements(many, { ...quota, documentsPerTarget: 5 }),
      /guardrail g4 does not fit: 5 organization policies, 1 of them taken already/,
    );
  });
});
