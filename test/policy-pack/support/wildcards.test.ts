import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  covering,
  covers,
  matches,
  matching,
  meets,
} from "../../../policy-pack/guardrails/support/wildcards";

/** Short patterns and texts of two letters: few enough to compare the answers with all texts there can be. */
const patterns = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 4 });
const literals = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 4 });
const texts = textsUpTo(8);

/** Every text of the letters a and b up to a length. */
function textsUpTo(length: number): string[] {
  return length === 0
    ? [""]
    : ["", ...textsUpTo(length - 1).flatMap((text) => [`a${text}`, `b${text}`])];
}

/** The definition of IAM, one character at a time. */
function matchesByDefinition(pattern: string, text: string): boolean {
  const [first] = pattern;
  if (first === undefined) {
    return text === "";
  }
  if (first === "*") {
    return (
      matchesByDefinition(pattern.slice(1), text) ||
      (text !== "" && matchesByDefinition(pattern, text.slice(1)))
    );
  }
  return (
    text !== "" &&
    (first === "?" || first === text[0]) &&
    matchesByDefinition(pattern.slice(1), text.slice(1))
  );
}

describe("A wildcard pattern", () => {
  it("matches any text with a star and one character with a question mark", () => {
    assert.ok(matches("s3:Get*", "s3:GetObject"));
    assert.ok(matches("s3:Get*", "s3:Get"));
    assert.ok(matches("a*c?", "abbcd"));
    assert.ok(!matches("ab?", "ab"));
    assert.ok(!matches("abc", "abcd"), "the whole text");
  });

  it("takes every other character as itself", () => {
    for (const character of [".", "+", "^", "$", "{", "}", "(", ")", "|", "[", "]", "\\"]) {
      assert.ok(matches(`a${character}*`, `a${character}b`), character);
      assert.ok(!matches(`a${character}c`, "abc"), character);
    }
    assert.ok(matches("a*", "a\nb"), "a line break is a character");
  });

  it("compares letter case, except where it is ignored", () => {
    assert.ok(!matches("s3:get*", "s3:GetObject"));
    assert.ok(matches("s3:get*", "s3:GetObject", { ignoreCase: true }));
    assert.ok(matching("s3:get*", { ignoreCase: true })("S3:GETOBJECT"));
  });

  it("matches what the definition matches", () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        const compiled = matching(pattern);
        for (const text of texts) {
          assert.equal(compiled(text), matchesByDefinition(pattern, text), text);
        }
      }),
    );
  });

  it("covers patterns that match nothing else", () => {
    assert.ok(covers("s3:*", "s3:Get*"));
    assert.ok(covers("s3:Get?bject", "s3:GetObject"));
    assert.ok(!covers("s3:Get?", "s3:Get*"), "a star may be more than one character");
    assert.ok(!covers("s3:Get*", "s3:*"));
    assert.ok(covering("*")("*"));
  });

  it("covers a pattern only when it matches each of its texts", () => {
    fc.assert(
      fc.property(patterns, patterns, (pattern, other) => {
        if (covers(pattern, other)) {
          const [one, another] = [matching(pattern), matching(other)];
          const missed = texts.filter((text) => another(text) && !one(text));
          assert.deepEqual(missed, []);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("covers a text without wildcards exactly when it matches it, and always itself", () => {
    fc.assert(
      fc.property(patterns, literals, (pattern, text) => {
        assert.equal(covers(pattern, text), matches(pattern, text));
        assert.ok(covers(pattern, pattern));
      }),
    );
  });

  it("meets another exactly when some text matches both", () => {
    fc.assert(
      fc.property(patterns, patterns, (left, right) => {
        const common = texts.some((text) => matches(left, text) && matches(right, text));
        assert.equal(meets(left, right), common);
        assert.equal(meets(right, left), common, "in either order");
      }),
    );
  });
});
