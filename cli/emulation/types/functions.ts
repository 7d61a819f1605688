import type { FunctionRow } from "..";

/** Answers of provider functions by token. */
export const functions: Readonly<Record<string, FunctionRow>> = {};
