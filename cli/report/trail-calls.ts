import * as z from "zod";
import { type CallColumn, callColumnNames } from "../../components/logging/calls-query";

/** Equal calls in the trail, by the columns of the query. An empty text is a value that the trail does not have. */
export type TrailCall = Readonly<Record<CallColumn, string>>;

const results = z.object({
  ResultSet: z.object({
    Rows: z.array(z.object({ Data: z.array(z.object({ VarCharValue: z.string().optional() })) })),
  }),
});

/**
 * Reads the answer of `aws athena get-query-results` to the saved query.
 *
 * @returns The calls, or a sentence about what the text lacks.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export function readCalls(text: string): readonly TrailCall[] | string {
  const parsed = results.safeParse(jsonOf(text));
  if (!parsed.success) {
    return "is not the JSON of aws athena get-query-results";
  }
  const [head, ...rows] = parsed.data.ResultSet.Rows.map(({ Data }) =>
    Data.map(({ VarCharValue }) => VarCharValue ?? ""),
  );
  const missing = callColumnNames.filter((column) => !head?.includes(column));
  if (head === undefined || missing.length > 0) {
    return `has no column ${missing.join(", ")}; run the saved query calls-for-report`;
  }
  return rows.map((row) => {
    const values = callColumnNames.map((column) => [column, row[head.indexOf(column)] ?? ""]);
    return Object.fromEntries(values) as TrailCall;
  });
}

/** Value of a JSON text; `undefined` for a text that is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
