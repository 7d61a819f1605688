import * as z from "zod";

/** The management stack is described by `organization` alone. */
export const managementSettings = z.strictObject({});
