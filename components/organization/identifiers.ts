import * as pulumi from "@pulumi/pulumi";

/**
 * What stands in an organization policy for ids that only AWS can tell, so that documents can be packed and counted
 * before they are known. Each is as long as the longest id that AWS gives.
 */
export const ORGANIZATION_ID = `<organization${"-".repeat(20)}>`;

/** Stands for the id of the account with this place in the list of accounts: 12 characters, as every account id. */
export function accountIdAt(index: number): string {
  return `<${String(index).padStart(10, "0")}>`;
}

/** Puts the ids into a document. */
export function withIdentifiers(
  content: string,
  organizationId: pulumi.Input<string>,
  accountIds: readonly pulumi.Input<string>[],
): pulumi.Input<string> {
  const named = [...new Set(content.match(/<\d{10}>/g) ?? [])];
  if (named.length === 0 && !content.includes(ORGANIZATION_ID)) {
    return content;
  }
  const ids = named.map((token) => accountIds[Number(token.slice(1, -1))] ?? token);
  return pulumi.all([organizationId, pulumi.all(ids)]).apply(([organization, accounts]) => {
    const replaced = content.replaceAll(ORGANIZATION_ID, organization);
    return named.reduce(
      (text, token, index) => text.replaceAll(token, accounts[index] ?? token),
      replaced,
    );
  });
}
