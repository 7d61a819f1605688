import assert from "node:assert/strict";
import * as fc from "fast-check";
import type {
  GuardrailStatement,
  PackedDocument,
} from "../../../../stacks/guardrails/packing/document";
import {
  lowerBound,
  PackingError,
  packStatements,
  type PolicyQuota,
} from "../../../../stacks/guardrails/packing/pack";
import type { Statement } from "../../../../policy-pack/guardrails/types/organization-policy";

const quota: PolicyQuota = { documentsPerTarget: 10, documentCharacters: 10_240, taken: 1 };
const endless = { ...quota, documentsPerTarget: 1000 };

/** Characters of a document without statements. */
const EMPTY = '{"Version":"2012-10-17","Statement":[]}'.length;

const exempt = { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/platform-deployment"] } };
const lastResort = {
  ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/platform-break-glass"] },
};

/** A deny of the guardrail `a`, with the elements that a test needs. */
function deny(part: Partial<Statement>, guardrail = "a"): GuardrailStatement {
  return { guardrail, statement: { Effect: "Deny", Resource: ["*"], ...part } };
}

function pack(...items: GuardrailStatement[]): PackedDocument[] {
  return packStatements(items, quota);
}

/** Length of the document that contains the statements. */
function lengthOf(...items: GuardrailStatement[]): number {
  return pack(...items)[0]?.content.length ?? 0;
}

/** Error for statements that do not fit. */
function refusal(items: readonly GuardrailStatement[], limit: PolicyQuota): PackingError {
  try {
    packStatements(items, limit);
  } catch (error) {
    if (error instanceof PackingError) {
      return error;
    }
    throw error;
  }
  throw new Error("everything fits");
}

function statementsOf(documents: readonly PackedDocument[]): Statement[] {
  return documents.flatMap(({ statements }) => statements.map(({ statement }) => statement));
}

/** True when a wildcard matches a text. Simple second implementation, letter by letter. */
function matches(wildcard: string, text: string): boolean {
  const [first, rest] = [wildcard[0], wildcard.slice(1)];
  if (first === "*") {
    return matches(rest, text) || (text !== "" && matches(wildcard, text.slice(1)));
  }
  return first === undefined
    ? text === ""
    : text !== "" && (first === "?" || first === text[0]) && matches(rest, text.slice(1));
}

/** Real calls, and for each wildcard in the statements some calls that only this wildcard covers. */
function callsOf(items: readonly GuardrailStatement[]): string[] {
  const actions = items.flatMap(({ statement }) => statement.Action ?? []);
  return [
    ...new Set(
      [...names, ...actions].flatMap((action) =>
        ["", "Q", "QQ"].map((text) => action.replaceAll("*", text).replaceAll("?", "q")),
      ),
    ),
  ];
}

/** Everything that statements deny or allow: one text for each call, resource and set of conditions. */
function effectsOf(statements: readonly Statement[], calls: readonly string[]): Set<string> {
  return new Set(
    statements.flatMap(({ Action, Resource = [""], ...besides }) => {
      const word = [
        besides.NotAction?.toSorted(),
        besides.NotResource?.toSorted(),
        besides.Condition,
      ];
      const called = Action
        ? calls.filter((call) => Action.some((one) => matches(one, call)))
        : [""];
      return called.flatMap((call) =>
        Resource.map((resource) =>
          JSON.stringify([besides.Effect, besides.Principal, call, resource, ...word]),
        ),
      );
    }),
  );
}

/** Statements of a document as AWS reads it: a single value is the same as a list of one. */
function read({ content }: PackedDocument): Statement[] {
  const list = (value: unknown): unknown => (typeof value === "string" ? [value] : value);
  const { Statement: statements } = JSON.parse(content) as { Statement: object[] };
  return statements.map((statement) =>
    Object.fromEntries(
      Object.entries(statement).map(([key, value]: [string, unknown]) => [
        key,
        key === "Condition"
          ? mapValues(value as object, (keys) => mapValues(keys as object, list))
          : /Action|Resource/.test(key)
            ? list(value)
            : value,
      ]),
    ),
  ) as unknown as Statement[];
}

function mapValues(values: object, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

const logs = ["a", "b", "c", "d", "e", "f"].map((name) => `arn:aws:s3:::logs-${name}/*`);

const names = ["cloudtrail:DeleteTrail", "cloudtrail:StopLogging", "ec2:CreateVolume"].concat(
  ["DeleteBucket", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketPolicy", "PutObject"].map(
    (call) => `s3:${call}`,
  ),
);

const actions = fc.uniqueArray(
  fc.constantFrom(...names, "s3:Put*", "s3:*", "s3:PutBucket??????", "s3:Delete*", "ec2:*"),
  { minLength: 1, maxLength: 8 },
);

const resources = fc.oneof(
  fc.constant(["*"]),
  fc.uniqueArray(fc.constantFrom(...logs), {
    minLength: 1,
  }),
);

/** Statements with the elements that guardrails use. */
const statement: fc.Arbitrary<Statement> = fc
  .record({
    effect: fc.constantFrom("Deny" as const, "Deny" as const, "Deny" as const, "Allow" as const),
    isForEveryone: fc.boolean(),
    actions,
    isNotAction: fc.nat(9).map((number) => number === 0),
    resources,
    isNotResource: fc.nat(9).map((number) => number === 0),
    condition: fc.constantFrom(undefined, exempt, exempt, lastResort, {
      StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "us-east-1"] },
      ...exempt,
    }),
  })
  .map((shape) => ({
    Effect: shape.effect,
    ...(shape.isForEveryone && { Principal: "*" as const }),
    ...(shape.isNotAction ? { NotAction: shape.actions } : { Action: shape.actions }),
    ...(shape.isNotResource ? { NotResource: shape.resources } : { Resource: shape.resources }),
    ...(shape.condition && { Condition: shape.condition }),
  }));

/** Statements of several guardrails. A third of the guardrails has more than one, and a few have no Sid. */
const items = fc.array(fc.tuple(statement, fc.nat(20), fc.nat(9)), { maxLength: 40 }).map((all) =>
  all.map(([one, guardrail, sid], index) => ({
    guardrail: `g${guardrail}`,
    statement: sid === 0 ? one : { Sid: `G${guardrail}Statement${index}x`, ...one },
  })),
);

/** Quotas with small documents, so that few statements need many. The largest single statement still fits. */
const small = fc
  .integer({ min: 650, max: 1500 })
  .map((documentCharacters) => ({ ...endless, documentCharacters }));

/** A statement with actions that no other statement has. Two of the three kinds can be merged with others of their kind. */
function loaded(index: number, kind: number, size: number): GuardrailStatement {
  const Action = Array.from(
    { length: size },
    (_, call) => `service-${index}:DeleteResource${call}`,
  );
  const besides = [
    { Condition: exempt },
    { Condition: lastResort },
    { Resource: [`arn:aws:s3:::logs-${index}`] },
  ];
  return deny({ Sid: `Statement${index}x`, Action, ...besides[kind] }, `g${index}`);
}

const load = fc.record({
  kind: fc.nat(2),
  size: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 200 })),
});

/** Values for `usual`: none, other statements, more statements, or the same statements. */
const usual: readonly ((
  list: GuardrailStatement[],
  other: GuardrailStatement[],
) => GuardrailStatement[] | undefined)[] = [
  () => undefined,
  (_, other) => other,
  (list, other) => [...list, ...other],
  (list) => list,
];

/** Asserts a property for random statements and documents of several sizes. */
function always(
  law: (list: GuardrailStatement[], documents: PackedDocument[], limit: PolicyQuota) => void,
): void {
  fc.assert(
    fc.property(items, items, fc.constantFrom(...usual), small, (list, other, usually, limit) => {
      law(list, packStatements(list, limit, usually(list, other)), limit);
    }),
    { numRuns: 300 },
  );
}

describe("Packing of organization policies", () => {
  describe("for all statements", () => {
    it("denies and allows exactly the same requests", () => {
      let divided = 0;
      let merged = 0;
      always((list, documents) => {
        const calls = callsOf(list);
        const before = list.map((item) => item.statement);
        assert.deepEqual(effectsOf(statementsOf(documents), calls), effectsOf(before, calls));
        const packed = documents.flatMap(({ statements }) => statements);
        merged += packed.filter(({ guardrails }) => guardrails.length > 1).length;
        divided += packed.filter(({ statement: { Sid } }) => /x1$/.test(Sid ?? "")).length;
      });
      assert.ok(divided > 0, "some statements are divided");
      assert.ok(merged > 0, "some statements are merged");
    });

    it("writes exactly the listed statements into each document", () => {
      always((_, documents) => {
        for (const document of documents) {
          assert.deepEqual(
            read(document),
            document.statements.map((packed) => packed.statement),
          );
        }
      });
    });

    it("keeps every document within its characters, without white space", () => {
      always((_, documents, { documentCharacters }) => {
        for (const { content } of documents) {
          assert.ok(content.length <= documentCharacters, `${content.length} characters`);
          assert.equal(content, JSON.stringify(JSON.parse(content)));
        }
      });
    });

    it("lists for every statement exactly the guardrails that it comes from", () => {
      always((list, documents) => {
        const calls = callsOf(list);
        const answers = new Map<string, Set<string>>();
        for (const { guardrail, statement: one } of list) {
          for (const effect of effectsOf([one], calls)) {
            answers.set(effect, (answers.get(effect) ?? new Set()).add(guardrail));
          }
        }
        const answered = new Map<string, Set<string>>();
        for (const packed of documents.flatMap(({ statements }) => statements)) {
          const effects = [...effectsOf([packed.statement], calls)];
          for (const guardrail of packed.guardrails) {
            assert.ok(
              effects.some((effect) => answers.get(effect)?.has(guardrail)),
              `${guardrail} has no part in its statement`,
            );
          }
          for (const effect of effects) {
            const known = answered.get(effect) ?? new Set();
            answered.set(effect, new Set([...known, ...packed.guardrails]));
          }
        }
        for (const [effect, guardrails] of answers) {
          for (const guardrail of guardrails) {
            assert.ok(answered.get(effect)?.has(guardrail), `${guardrail} is not named`);
          }
        }
      });
    });

    it("names for every document the guardrails of its statements, each once", () => {
      always((_, documents) => {
        for (const { statements, guardrails } of documents) {
          assert.deepEqual(guardrails, [
            ...new Set(statements.flatMap((packed) => packed.guardrails)),
          ]);
        }
      });
    });

    it("gives no two statements of a document the same Sid", () => {
      always((_, documents) => {
        for (const { statements } of documents) {
          const sids = statements.flatMap((packed) => packed.statement.Sid ?? []);
          assert.deepEqual(sids, [...new Set(sids)]);
        }
      });
    });

    it("changes at most one document and adds at most one for one statement more", () => {
      fc.assert(
        fc.property(items, statement, small, (list, one, limit) => {
          const before = packStatements(list, limit).map(({ content }) => content);
          const after = packStatements([...list, { guardrail: "new", statement: one }], limit);
          const changed = before.filter((content, index) => after[index]?.content !== content);
          assert.ok(changed.length <= 1, `${changed.length} documents change`);
          assert.ok(after.length <= before.length + 1, `${after.length - before.length} are added`);
        }),
        { numRuns: 200 },
      );
    });

    it("keeps every statement in its document when another statement is removed", () => {
      let documents = 0;
      fc.assert(
        fc.property(
          fc.array(load, { minLength: 1, maxLength: 50, size: "max" }),
          fc.nat(),
          (loads, at) => {
            const all = loads.map(({ kind, size }, index) => loaded(index, kind, size));
            const without = all.toSpliced(at % all.length, 1);
            const before = packStatements(all, endless, all);
            const after = packStatements(without, endless, all);
            // Half-empty documents are not kept when they cost too many documents.
            fc.pre(after.length === before.length);
            documents = Math.max(documents, before.length);
            const gone = all[at % all.length]?.guardrail;
            after.forEach((document, index) => {
              const held = before[index]?.guardrails.filter((id) => id !== gone);
              assert.deepEqual(document.guardrails.toSorted(), held?.toSorted());
            });
          },
        ),
      );
      assert.ok(documents > 3, `some statements need many documents, not ${documents}`);
    });

    it("gives the same documents for the same statements, however their parts are ordered", () => {
      fc.assert(
        fc.property(items, small, (list, limit) => {
          const turned = list.map((item) => ({
            ...item,
            statement: {
              ...Object.fromEntries(Object.entries(item.statement).reverse()),
              ...(item.statement.Action && { Action: item.statement.Action.toReversed() }),
            } as unknown as Statement,
          }));
          assert.deepEqual(packStatements(turned, limit), packStatements(list, limit));
        }),
      );
    });

    it("needs at most one document more than the fewest, when a tenth of each is enough for waste", () => {
      let most = 0;
      fc.assert(
        fc.property(fc.array(load, { maxLength: 50, size: "max" }), (loads) => {
          const list = loads.map(({ kind, size }, index) => loaded(index, kind, size));
          const fewest = lowerBound(list, quota);
          fc.pre(fewest < 10);
          most = Math.max(most, fewest);
          const { length } = packStatements(list, endless);
          assert.ok(length >= fewest && length <= fewest + 1, `${length} instead of ${fewest}`);
        }),
      );
      assert.ok(most > 5, `some statements need many documents, not ${most}`);
    });
  });

  describe("merging", () => {
    it("makes one statement of denies that differ in their actions, across guardrails", () => {
      const [document, ...others] = pack(
        deny({ Action: ["s3:PutObject", "ec2:CreateVolume"], Condition: exempt }),
        deny({ Action: ["iam:CreateUser"], Condition: exempt }, "b"),
        deny({ Action: ["s3:PutObject"], Condition: exempt }, "c"),
      );
      assert.deepEqual(others, []);
      assert.deepEqual(document?.statements, [
        {
          guardrails: ["a", "b", "c"],
          statement: {
            Effect: "Deny",
            Action: ["ec2:CreateVolume", "iam:CreateUser", "s3:PutObject"],
            Resource: ["*"],
            Condition: exempt,
          },
        },
      ]);
      assert.deepEqual(document.guardrails, ["a", "b", "c"]);
    });

    it("merges statements whose elements are the same in another order", () => {
      const [first, second] = [["eu-central-1", "us-east-1"], logs];
      const documents = pack(
        deny({
          Action: ["s3:PutObject"],
          Resource: second,
          Condition: { StringNotEquals: { "aws:RequestedRegion": first, key: ["x"] }, ...exempt },
        }),
        deny({
          Action: ["s3:DeleteObject"],
          Resource: second.toReversed(),
          Condition: {
            ...exempt,
            StringNotEquals: { key: ["x"], "aws:RequestedRegion": first.toReversed() },
          },
        }),
      );
      assert.equal(statementsOf(documents).length, 1);
    });

    it("drops what a wildcard covers, whichever comes first", () => {
      const calls = [
        "s3:PutBucketAcl",
        "s3:PutBucketPolicy",
        "s3:Put*",
        "s3:PutBucket*",
        "s3:Get?",
      ];
      const kept = ["s3:Get?", "s3:Put*"];
      for (const order of [calls, calls.toReversed()]) {
        const each = order.map((call) => deny({ Action: [call] }, call));
        assert.deepEqual(statementsOf(pack(...each))[0]?.Action, kept);
        assert.deepEqual(statementsOf(pack(deny({ Action: order })))[0]?.Action, kept);
      }
    });

    it("keeps one of two wildcards that cover each other, and both where neither does", () => {
      const pairs = [
        { Action: ["s3:Put*", "s3:Put**"], kept: 1 },
        { Action: ["s3:Put?*", "s3:Put?"], kept: 1 },
        { Action: ["s3:Put?", "s3:Put*Acl"], kept: 2 },
        { Action: ["s3:Put????", "s3:Put*"], kept: 1 },
        { Action: ["s3:P?t*", "s3:P*t"], kept: 2 },
        { Action: ["s3:Put*Acl", "s3:PutBucketAclX"], kept: 2 },
        { Action: ["es:*", "states:DeleteStateMachine"], kept: 2 },
        { Action: ["s3:Get.*", "s3:GetXObject"], kept: 2 },
      ];
      for (const { Action, kept } of pairs) {
        const packed = statementsOf(pack(deny({ Action })));
        assert.equal(packed[0]?.Action?.length, kept, Action.join());
      }
    });

    const apart: readonly { what: string; one: Partial<Statement>; other: Partial<Statement> }[] = [
      {
        what: "other resources",
        one: { Action: ["s3:PutObject"], Resource: logs.slice(0, 1) },
        other: { Action: ["s3:DeleteObject"], Resource: logs.slice(0, 2) },
      },
      {
        what: "the same resources excepted",
        one: { Action: ["s3:PutObject"], Resource: logs },
        other: { Action: ["s3:DeleteObject"], Resource: undefined, NotResource: logs },
      },
      {
        what: "another condition",
        one: { Action: ["s3:PutObject"], Condition: exempt },
        other: { Action: ["s3:DeleteObject"], Condition: lastResort },
      },
      {
        what: "the same key under another operator",
        one: { Action: ["s3:PutObject"], Condition: { StringEquals: { key: ["x"] } } },
        other: { Action: ["s3:DeleteObject"], Condition: { StringNotEquals: { key: ["x"] } } },
      },
      {
        what: "another key under the same operator",
        one: { Action: ["s3:PutObject"], Condition: { StringEquals: { key: ["x"] } } },
        other: { Action: ["s3:DeleteObject"], Condition: { StringEquals: { another: ["x"] } } },
      },
      {
        what: "a principal",
        one: { Action: ["s3:PutObject"] },
        other: { Action: ["s3:DeleteObject"], Principal: "*" },
      },
      {
        what: "all actions but some",
        one: { NotAction: ["s3:PutObject"] },
        other: { NotAction: ["s3:DeleteObject"] },
      },
      {
        what: "what is allowed",
        one: { Effect: "Allow", Action: ["s3:PutObject"] },
        other: { Effect: "Allow", Action: ["s3:DeleteObject"] },
      },
    ];
    for (const { what, one, other } of apart) {
      it(`leaves ${what} apart`, () => {
        const packed = statementsOf(pack(deny(one), deny(other)));
        assert.equal(packed.length, 2);
      });
    }

    it("goes before the first document with room", () => {
      const first = deny({ Action: ["x".repeat(300)], Condition: lastResort }, "first");
      const second = deny({ Action: ["y".repeat(200)], Condition: exempt }, "second");
      const like = deny({ Action: ["s3:DeleteObject"], Condition: exempt }, "like");
      const limit = { ...quota, documentCharacters: lengthOf(first, like) };
      assert.deepEqual(
        packStatements([first, second, like], limit).map(({ guardrails }) => guardrails),
        [["first"], ["second", "like"]],
      );
    });
  });

  describe("placing", () => {
    it("takes the first document with room, to its last character", () => {
      const first = deny({ Action: ["x".repeat(300)], Condition: lastResort }, "first");
      const second = deny({ Action: ["y".repeat(200)], Condition: exempt }, "second");
      const third = deny({ NotAction: ["s3:*"] }, "third");
      const limit = { ...quota, documentCharacters: lengthOf(first, third) };
      assert.deepEqual(
        packStatements([first, second, third], limit).map(({ guardrails }) => guardrails),
        [["first", "third"], ["second"]],
      );
    });

    it("moves a statement that has grown, and no other", () => {
      const first = deny({ Action: ["s3:PutObject"], Condition: lastResort }, "first");
      const second = deny({ Action: ["ec2:CreateVolume"], Condition: exempt }, "second");
      const grown = deny({ Action: ["s3:".padEnd(220, "x")], Condition: lastResort }, "first");
      const limit = { ...quota, documentCharacters: lengthOf(first, second) + 100 };
      const documents = packStatements([grown, second], limit, [first, second]);
      assert.deepEqual(
        documents.map(({ guardrails }) => guardrails),
        [["second"], ["first"]],
      );
    });
  });

  describe("minifying", () => {
    it("writes a list of one as its value, in conditions as well", () => {
      const [document] = pack(
        deny({
          Sid: "One",
          Principal: "*",
          Action: ["s3:PutObject"],
          Condition: {
            Bool: { "aws:SecureTransport": ["false"] },
            StringEquals: { key: ["x", "y"] },
          },
        }),
        deny({ NotAction: ["sts:*"], Resource: undefined, NotResource: logs.slice(0, 1) }),
      );
      assert.equal(
        document?.content,
        '{"Version":"2012-10-17","Statement":[' +
          '{"Sid":"One","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"*",' +
          '"Condition":{"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"key":["x","y"]}}},' +
          '{"Effect":"Deny","NotAction":"sts:*","NotResource":"arn:aws:s3:::logs-a/*"}]}',
      );
    });

    it("counts what AWS counts: a letter of two code units is one character", () => {
      const item = deny({ Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::\u{1F4E6}/*"] });
      const documentCharacters = lengthOf(item) - 1;
      assert.equal(packStatements([item], { ...quota, documentCharacters }).length, 1);
      assert.throws(
        () => packStatements([item], { ...quota, documentCharacters: documentCharacters - 1 }),
        PackingError,
      );
    });
  });

  describe("Sids", () => {
    const sidsOf = (documents: readonly PackedDocument[]): (string | undefined)[] =>
      statementsOf(documents).map(({ Sid }) => Sid);

    it("stay with a statement of one guardrail", () => {
      const one = deny({ Sid: "One", Action: ["s3:PutObject"] });
      assert.deepEqual(sidsOf(pack(one)), ["One"]);
      assert.deepEqual(sidsOf(pack(one, deny({ Sid: "Two", Action: ["s3:GetObject"] }))), ["One"]);
    });

    it("go from a statement of several", () => {
      const one = deny({ Sid: "One", Action: ["s3:PutObject"] });
      const two = deny({ Sid: "Two", Action: ["s3:PutObject"] }, "b");
      assert.deepEqual(sidsOf(pack(one, two)), [undefined]);
      assert.equal(lengthOf(one, two), lengthOf(one) - '"Sid":"One",'.length);
    });

    it("are numbered where a statement is divided", () => {
      const item = deny({ Sid: "One", Action: ["s3:DeleteObject", "s3:PutObject"] });
      const limit = { ...quota, documentCharacters: lengthOf(item) - 1 };
      assert.deepEqual(sidsOf(packStatements([item], limit)), ["One1", "One2"]);
    });

    it("are left out where the document has them already", () => {
      const documents = pack(
        deny({ Sid: "One", Action: ["s3:PutObject"] }),
        deny({ Sid: "One", Action: ["s3:PutObject"], Condition: exempt }),
      );
      assert.deepEqual(sidsOf(documents), ["One", undefined]);
    });

    it("are left out of a part as well, which may then be the whole", () => {
      const like = deny({ Sid: "One1", Action: ["s3:PutObject"], Condition: exempt });
      const item = deny({ Sid: "One", Action: ["s3:DeleteObject", "s3:PutObject"] });
      const limit = { ...quota, documentCharacters: lengthOf(like, item) - 1 };
      const documents = packStatements([like, item], limit);
      assert.deepEqual(sidsOf(documents), ["One1", undefined]);
    });
  });

  describe("dividing", () => {
    const filler = deny({ Action: ["x".repeat(300)], Condition: lastResort }, "filler");

    it("fills the last document with the actions that still fit, and begins a new one with the rest", () => {
      const calls = ["ec2:CreateVolume", "s3:DeleteBucket", "s3:PutObject"];
      const item = deny({ Action: calls, Condition: exempt });
      const two = deny({ Action: ["ec2:CreateVolume", "s3:PutObject"], Condition: exempt });
      const limit = { ...quota, documentCharacters: lengthOf(filler, two) };
      const documents = packStatements([filler, item], limit);
      assert.deepEqual(
        statementsOf(documents).map(({ Action }) => Action),
        [filler.statement.Action, two.statement.Action, ["s3:DeleteBucket"]],
      );
      assert.deepEqual(
        documents.map(({ guardrails }) => guardrails),
        [["filler", "a"], ["a"]],
      );
    });

    it("adds to a statement of the last document that is like it", () => {
      const calls = ["s3:DeleteBucket", "s3:PutObject"];
      const like = deny({ Action: ["ec2:CreateVolume"], Condition: exempt }, "like");
      const part = deny({ Action: calls.slice(0, 1), Condition: exempt });
      const documents = packStatements([filler, like, deny({ Action: calls, Condition: exempt })], {
        ...quota,
        documentCharacters: lengthOf(filler, like, part),
      });
      assert.deepEqual(
        documents.map(({ statements }) => statements.map(({ guardrails }) => guardrails)),
        [[["filler"], ["like", "a"]], [["a"]]],
      );
    });

    it("divides the resources of one action, and of all actions but some", () => {
      for (const calls of [{ Action: ["s3:PutObject"] }, { NotAction: ["s3:*", "sts:*"] }]) {
        const limit = {
          ...quota,
          documentCharacters: lengthOf(deny({ ...calls, Resource: logs.slice(0, 4) })),
        };
        const documents = packStatements([deny({ ...calls, Resource: logs })], limit);
        assert.deepEqual(
          statementsOf(documents).map(({ Resource }) => Resource),
          [logs.slice(0, 4), logs.slice(4)],
        );
      }
    });

    it("divides actions and resources where one action with its resources is more than a document", () => {
      const item = deny({ Action: ["s3:GetObject", "s3:PutObject"], Resource: logs });
      const one = deny({ Action: ["s3:PutObject"], Resource: logs.slice(0, 5) });
      const limit = { ...quota, documentCharacters: lengthOf(one) };
      const packed = statementsOf(packStatements([item], limit));
      const calls = item.statement.Action ?? [];
      assert.deepEqual(effectsOf(packed, calls), effectsOf([item.statement], calls));
    });

    it("leaves what cannot be divided to a new document", () => {
      const item = deny({ NotAction: ["s3:*", "sts:*"] });
      const limit = { ...quota, documentCharacters: lengthOf(filler, item) - 1 };
      const documents = packStatements([filler, item], limit);
      assert.deepEqual(
        documents.map(({ guardrails }) => guardrails),
        [["filler"], ["a"]],
      );
    });
  });

  describe("the quota", () => {
    it("names the guardrail with a part that fits into no document, and by how much", () => {
      const item = deny({ Action: ["s3:PutObject", "s3:GetObject"] }, "too-long");
      const needed = lengthOf(deny({ Action: ["s3:GetObject"] }));
      const error = refusal([item], { ...quota, documentCharacters: needed - 5 });
      assert.equal(
        error.message,
        `guardrail too-long needs ${needed} characters in one organization policy, 5 more than the ${needed - 5} that AWS allows; shorten its parameters`,
      );
      assert.equal(error.guardrail, "too-long");
      assert.equal(error.remedy, "shorten its parameters");
    });

    it("measures the smallest part, with one of several resources", () => {
      const item = deny({ Action: ["s3:PutObject", "s3:GetObject"], Resource: logs }, "too-long");
      const needed = lengthOf(deny({ Action: ["s3:GetObject"], Resource: logs.slice(0, 1) }));
      const error = refusal([item], { ...quota, documentCharacters: needed - 1 });
      assert.match(error.message, new RegExp(`needs ${needed} characters .* 1 more than`));
    });

    it("names the first guardrail without a document, and the missing characters", () => {
      const many = [0, 1, 2, 3].map((index) =>
        deny({ Action: ["x".repeat(200)], Resource: [`arn:${index}`] }, `g${index}`),
      );
      const documentCharacters = lengthOf(...many.slice(0, 1));
      const limit = { documentsPerTarget: 5, documentCharacters, taken: 3 };
      const error = refusal(many, limit);
      assert.equal(
        error.message,
        `guardrail g2 does not fit: one target can have 5 organization policies of ${documentCharacters} characters, 3 of them are already in use, and space for ${2 * (documentCharacters - EMPTY)} characters is missing; ${error.remedy}`,
      );
      assert.match(error.remedy, /OUs|organizational units/);
      assert.match(error.remedy, /organization\.policyQuotas/);
      assert.equal(error.guardrail, "g2");
      assert.equal(packStatements(many, { ...limit, taken: 1 }).length, 4);
    });

    it("leaves no document when more are taken than may be attached", () => {
      const limit = { ...quota, documentsPerTarget: 5, taken: 6 };
      assert.deepEqual(packStatements([], limit), []);
      assert.throws(
        () => packStatements([deny({ Action: ["s3:PutObject"] })], limit),
        /a does not fit/,
      );
    });

    it("is compared with the smallest number of documents, which is zero without statements", () => {
      const one = deny({ Action: ["s3:PutObject"] });
      const other = deny({ NotAction: ["s3:PutObject"] });
      const limit = { ...quota, documentCharacters: lengthOf(one, other) };
      assert.equal(lowerBound([], limit), 0);
      assert.equal(lowerBound([one, other, one], limit), 1);
      limit.documentCharacters--;
      assert.equal(lowerBound([one, other], limit), 2);
    });
  });
});
