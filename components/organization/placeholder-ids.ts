/**
 * Placeholder for the organization's id, which only AWS can give: documents are packed and counted before it is known.
 * Its length is that of the longest id that AWS gives.
 */
export const ORGANIZATION_ID = `<organization${"-".repeat(20)}>`;

/** Placeholder for the id of the account at this index of the list of accounts: 12 characters, as every account id. */
export function accountIdAt(index: number): string {
  return `<${String(index).padStart(10, "0")}>`;
}
