import type { Guardrail } from "../types/guardrail";
import { blockPublicVpcAccess } from "./block-public-vpc-access";
import { closeDefaultSecurityGroups } from "./close-default-security-groups";
import { denyDefaultVpcs } from "./deny-default-vpcs";
import { denyInternetGateways } from "./deny-internet-gateways";
import { denyNetworkChanges } from "./deny-network-changes";
import { denyNetworkPeering } from "./deny-network-peering";
import { denyPublicAddresses } from "./deny-public-addresses";
import { denyVpnConnections } from "./deny-vpn-connections";
import { isolateDataTier } from "./isolate-data-tier";
import { protectFirewalls } from "./protect-firewalls";
import { protectHostedZones } from "./protect-hosted-zones";
import { protectNetworkHub } from "./protect-network-hub";
import { requireFunctionsInVpc } from "./require-functions-in-vpc";
import { requireWebFirewall } from "./require-web-firewall";
import { restrictEndpointPolicies } from "./restrict-endpoint-policies";
import { restrictOpenIngress } from "./restrict-open-ingress";

export const networkGuardrails: readonly Guardrail[] = [
  denyInternetGateways,
  denyPublicAddresses,
  restrictOpenIngress,
  closeDefaultSecurityGroups,
  isolateDataTier,
  requireWebFirewall,
  restrictEndpointPolicies,
  protectNetworkHub,
  denyNetworkPeering,
  denyVpnConnections,
  denyNetworkChanges,
  denyDefaultVpcs,
  protectHostedZones,
  protectFirewalls,
  blockPublicVpcAccess,
  requireFunctionsInVpc,
];
