import { balancedService } from "./balanced-service";
import {
  advised,
  type ExampleProgram,
  type Firing,
  refusedInProduction,
  UNTAGGED,
} from "./program";

/** Firings on a public load balancer and its service. */
export const onBalancedService: readonly Firing[] = [
  advised("require-web-firewall-relations", "service", "the load balancer has no web ACL"),
  advised("require-access-logs", "service", "the load balancer logs no requests"),
  advised("require-tls-listeners", "http", "the listener serves plain HTTP"),
  refusedInProduction("require-deletion-protection", "service", "one call deletes the entry"),
  advised("require-tags", "service", UNTAGGED),
];

/** A web service in containers behind a load balancer. */
export const fargateService: ExampleProgram = {
  title: "service on Fargate",
  build: ({ provider }) => {
    balancedService(provider, { image: "public.ecr.aws/nginx/nginx:1.29.3", port: 8080 });
  },
  expected: onBalancedService,
};
