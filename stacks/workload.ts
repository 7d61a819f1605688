import type { StackBuilder } from "./context";

export const workloadStack: StackBuilder<"workload"> = () => ({
  clusterName: "stub",
  kubeconfig: "stub",
  subdomain: "stub",
  subdomainNameServers: [],
  databaseEndpoint: "stub",
});
