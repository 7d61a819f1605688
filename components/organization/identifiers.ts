import * as pulumi from "@pulumi/pulumi";
import { ORGANIZATION_ID } from "./placeholder-ids";

/** Placeholder of an account, as `accountIdAt` composes it. */
const ACCOUNT = /<\d{10}>/g;

/** Puts the ids into a document. */
export function withIdentifiers(
  content: string,
  organizationId: pulumi.Input<string>,
  accountIds: readonly pulumi.Input<string>[],
): pulumi.Input<string> {
  const named = [...new Set(content.match(ACCOUNT) ?? [])];
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

/** Indexes of the accounts whose placeholders are in a document. */
export function accountIndexes(content: string): number[] {
  return (content.match(ACCOUNT) ?? []).map((token) => Number(token.slice(1, -1)));
}
