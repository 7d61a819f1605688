import * as z from "zod";

/** No settings: `organization` describes the management stack completely. */
export const managementSettings = z.strictObject({});
