import { type Role, waves } from "../../stacks/company/roles";

/**
 * Waves of a deployment: those of the roles, except that the network stack is last while it removes the hub. The workloads
 * detach from the hub before.
 */
export function deploymentWaves<S extends { readonly role: Role }>(
  stacks: readonly S[],
  removesHub: boolean,
): S[][] {
  if (!removesHub) {
    return waves(stacks);
  }
  return [
    ...waves(stacks.filter(({ role }) => role !== "network")),
    ...waves(stacks.filter(({ role }) => role === "network")),
  ];
}

/** True for outputs of a network stack with a hub, of this release or of 0.1.0. */
export function hasHub(outputs: Readonly<Record<string, unknown>>): boolean {
  return "transit" in outputs || "transitGatewayId" in outputs;
}
