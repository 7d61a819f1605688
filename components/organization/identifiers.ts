import * as pulumi from "@pulumi/pulumi";
import { ORGANIZATION_ID } from "./placeholder-ids";

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
