/**
 * Values in YAML as people write them, each with the lines that follow `key: `. Both readers get each value twice: alone, and
 * inside a map. The first line follows the key; further lines are indented below it.
 */
export const corpus: Readonly<Record<string, readonly string[]>> = {
  // Dates
  date: ["2027-01-31"],
  "date in quotes": ['"2027-01-31"'],
  "date with short month and day": ["2027-1-5"],
  "day that does not exist": ["2027-02-30"],
  "leap day": ["2028-02-29"],
  "time with Z": ["2027-01-31T10:20:30Z"],
  "time with a lower-case t and a fraction": ["2027-01-31t10:20:30.250Z"],
  "time with an offset": ["2027-01-31T10:20:30+02:00"],
  "time with a blank": ["2001-12-14 21:59:43.10"],
  "time with a blank and an offset": ["2001-12-14 21:59:43.10 -5"],
  "time without a zone": ["2027-01-31T10:20:30"],
  "hour that does not exist": ["2027-01-31T25:00:00Z"],
  "year and month": ["2027-01"],
  "IAM policy version": ["2012-10-17"],
  // Integers
  zero: ["0"],
  "negative zero": ["-0"],
  "leading zero": ["017"],
  "leading zero that is no octal number": ["089"],
  "account id with a leading zero": ["012345678901"],
  "account id with a leading zero of octal digits": ["012345670123"],
  "account id": ["111111111111"],
  "account id in quotes": ['"012345678901"'],
  "account id in single quotes": ["'012345678901'"],
  "octal number of YAML 1.2": ["0o17"],
  "octal number with a capital": ["0O17"],
  "octal number with a digit too large": ["0o18"],
  "binary number": ["0b101"],
  "negative binary number": ["-0b101"],
  "hexadecimal number": ["0x1F"],
  "hexadecimal number with underscores": ["0xFF_FF"],
  "number with an underscore": ["1_000"],
  "number with underscores at odd places": ["1__0_"],
  "number with a plus": ["+12"],
  "number with a comma": ["1,000"],
  "beyond 2^53": ["9007199254740993"],
  "beyond 2^63": ["9223372036854775808"],
  "below -2^63": ["-9223372036854775809"],
  "beyond 2^64": ["18446744073709551616"],
  "base 60": ["1:30"],
  "long base 60": ["190:20:30"],
  "phone number": ["+1 555 0100"],
  // Fractions
  "version that ends in 0": ["1.30"],
  "version in quotes": ['"1.30"'],
  "version with three parts": ["1.30.1"],
  "fraction without a zero": [".5"],
  "fraction with an underscore": [".5_5"],
  "fraction without digits behind": ["5."],
  exponent: ["1e3"],
  "exponent with a sign": ["1.5E-3"],
  "large exponent": ["1e21"],
  "exponent beyond all numbers": ["1e999"],
  "whole fraction": ["1000000.0"],
  "negative zero as a fraction": ["-0.0"],
  dot: ["."],
  // Words
  yes: ["yes"],
  no: ["no"],
  on: ["on"],
  off: ["Off"],
  y: ["y"],
  true: ["true"],
  True: ["True"],
  tRUE: ["tRUE"],
  "false in quotes": ['"false"'],
  tilde: ["~"],
  null: ["null"],
  "Null in quotes": ['"Null"'],
  nothing: [""],
  "nothing but a comment": ["# later"],
  "empty text": ['""'],
  "word that begins like a number": ["3-tier"],
  "address range": ["10.0.0.0/8"],
  "text with a colon": ["awskms://alias/state?region=eu-central-1"],
  "text with a hash": ["a#b # and a comment"],
  "text with an email": ["aws+{account}@example.com"],
  "escapes in double quotes": ['"a\\tb\\u00e9\\x41\\n"'],
  "quotes in single quotes": ["'it''s'"],
  "text of JSON": ["'{\"a\": [1, true]}'"],
  "other letters": ["Zürich 東京 🚀"],
  "tag of text": ["!!str 017"],
  "tag of a number": ['!!int "12"'],
  "tag of a fraction": ["!!float 1"],
  "tag of bytes": ["!!binary QmlsbGluZw=="],
  "tag of a date": ["!!timestamp 2026-01-01"],
  "tag of a date in quotes": ['!!timestamp "2026-01-01"'],
  "tag of a set": ["!!set {a: null}"],
  "line end of YAML 1.1, escaped": ['"a\\u0085b"'],
  "unknown tag": ["!secret 017"],
  // Several lines
  "literal block": ["|", "first", "  second", "", "third"],
  "literal block without the last line end": ["|-", "first", "second"],
  "literal block with all line ends": ["|+", "first", "", ""],
  "folded block": [">", "first", "second", "", "third"],
  "folded block without the last line end": [">-", "first", "  deeper", "second"],
  "block with a stated indentation": ["|2", "   first", "  second"],
  "plain text over two lines": ["first", "second"],
  "quoted text over two lines": ['"first', "second\\", 'third"'],
  // Lists and maps
  "flow list": ["[1.30, 017, yes, ~, 2027-01-31]"],
  "flow list with a last comma": ["[a, b, ]"],
  "empty list": ["[]"],
  "empty map": ["{}"],
  "list over lines": ["", "- a", "-", "- - b", "  - 0x10", "- c: 1", "  d: 2"],
  "flow map": ["{ a: 1, b: [c, d], e: { f: 1_0 } }"],
  JSON: ['{"a":1,"b":[true,null,"c"]}'],
  "pair in a list": ["[a: 1, b]"],
  "map without values": ["{ a, b: }"],
  "keys of all kinds in quotes": ["", '"1": a', '"true": b', "'~': c", "yes: d"],
  "anchor and alias": ["", "a: &a [1, 2]", "b: *a"],
  "anchor of a scalar": ["", "a: &s 017", "b: *s"],
  merge: ["", "a: &m { x: 1, y: 2 }", "b:", "  <<: *m", "  y: 3"],
  "merge of a list": ["", "a: &m1 { x: 1 }", "b: &m2 { x: 2, y: 2 }", "c:", "  <<: [*m1, *m2]"],
  "merge of a merge": [
    "",
    "a: &n1 { x: 1, z: 1 }",
    "b: &n2",
    "  <<: *n1",
    "  x: 2",
    "c:",
    "  <<: *n2",
    "  y: 3",
  ],
  "merge before the key": ["", "a: &o { x: 1 }", "b: { x: 2, <<: *o }"],
  "merge that is quoted": ["{ '<<': { x: 1 }, y: 2 }"],
  "secret of a single key": ["{ secure: a, other: b }"],
};

/** Maps whose keys are no texts: stack files accept them. */
export const stackCorpus: Readonly<Record<string, readonly string[]>> = {
  "number as a key": ["{ 8080: a }"],
  "boolean as a key": ["{ true: a, false: b }"],
  "nothing as a key": ["{ ~: a }"],
  "fraction as a key": ["{ 1.5: a }"],
};

/** Lines of a map with all values, alone and inside a map. */
export function corpusLines(
  values: Readonly<Record<string, readonly string[]>>,
  indentation: string,
): string[] {
  return Object.values(values).flatMap(([first = "", ...rest], index) => [
    `${indentation}alone${index}: ${first}`.trimEnd(),
    ...rest.map((line) => (line === "" ? "" : `${indentation}  ${line}`)),
    `${indentation}inside${index}:`,
    `${indentation}  value: ${first}`.trimEnd(),
    ...rest.map((line) => (line === "" ? "" : `${indentation}    ${line}`)),
  ]);
}

/** A file that the Pulumi CLI refuses, and the problem that the planner reports. */
export interface RefusedFile {
  /** `project` for `Pulumi.yaml`. @default - a stack file */
  readonly file?: "project";
  /** Lines of a map; the first is line 1 of the map. */
  readonly lines: readonly string[];
  readonly expected: { readonly rule: RegExp; readonly found: RegExp; readonly remedy: RegExp };
}

export const refusedFiles: Readonly<Record<string, RefusedFile>> = {
  "a key twice": {
    lines: ["homeRegion: a", "domain: b", "homeRegion: c"],
    expected: {
      rule: /^a map must contain a key only once$/,
      found: /^homeRegion in line \d+ too$/,
      remedy: /^remove one of them/,
    },
  },
  "a key twice, once in quotes": {
    lines: ["a: { b: 1, 'b': 2 }"],
    expected: { rule: /only once/, found: /^b in line/, remedy: /^remove one/ },
  },
  "two merges in a map": {
    lines: ["a: &a { x: 1 }", "b:", "  <<: *a", "  <<: *a"],
    expected: { rule: /only once/, found: /^<< in line/, remedy: /^remove one/ },
  },
  "a tab as indentation": {
    lines: ["a:", "\tb: 1"],
    expected: { rule: /indented with spaces/, found: /^a tab$/, remedy: /^replace the tab/ },
  },
  "an alias without an anchor": {
    lines: ["a: *missing"],
    expected: { rule: /refer to an anchor/, found: /^\*missing$/, remedy: /^write &missing/ },
  },
  "an anchor that contains itself": {
    lines: ["a: &a [*a]"],
    expected: { rule: /contain itself/, found: /^\*a$/, remedy: /^write the value in full$/ },
  },
  "a merge of a text": {
    lines: ["a: { <<: b }"],
    expected: { rule: /must merge a map/, found: /^b$/, remedy: /alias of a map/ },
  },
  "a second colon": {
    lines: ["a: b: c"],
    expected: { rule: /^must be YAML$/, found: /a: b: c/, remedy: /^correct the line: / },
  },
  "a bracket that stays open": {
    lines: ["a: [1, 2", "b: 3"],
    expected: { rule: /^must be YAML$/, found: /./, remedy: /^correct the line: / },
  },
  "a number that JSON lacks": {
    lines: ["a: .nan"],
    expected: { rule: /JSON can contain/, found: /^\.nan$/, remedy: /in quotes$/ },
  },
  "a tag that does not fit": {
    lines: ["a: !!int b"],
    expected: { rule: /of the tag !!int/, found: /^b$/, remedy: /^remove the tag$/ },
  },
  "an escaped slash": {
    lines: ['a: "b\\/c"'],
    expected: { rule: /no escaped slash/, found: /^b\/c$/, remedy: /^write \/ alone$/ },
  },
  "an entry of a list in a map": {
    lines: ["a:", "  b: 1", "  - c", "  d: 2"],
    expected: { rule: /^must be YAML$/, found: /./, remedy: /^correct the line: / },
  },
  "a control character": {
    lines: ["a: b\u0007"],
    expected: { rule: /no control characters/, found: /^U\+0007$/, remedy: /^remove it/ },
  },
  "a number as a key of Pulumi.yaml": {
    file: "project",
    lines: ["a: { 8080: b }"],
    expected: {
      rule: /^the key must be a text$/,
      found: /^8080$/,
      remedy: /^put the key in quotes$/,
    },
  },
  "a boolean as a key of Pulumi.yaml": {
    file: "project",
    lines: ["a: { true: b }"],
    expected: {
      rule: /^the key must be a text$/,
      found: /^true$/,
      remedy: /^put the key in quotes$/,
    },
  },
};
