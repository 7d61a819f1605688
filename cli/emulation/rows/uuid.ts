import type { RowContext } from "../core/types";

/** Id in the form of a UUID, the same for the same URN. */
export function uuid(resource: RowContext): string {
  const h = resource.hex(32);
  return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
}
