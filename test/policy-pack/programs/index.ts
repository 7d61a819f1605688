import { bucketFolder } from "./bucket-folder";
import { eksCluster } from "./eks-cluster";
import { fargateService } from "./fargate-service";
import { httpApi } from "./http-api";
import { plainResources } from "./plain-resources";
import type { ExampleProgram } from "./program";
import { staticWebsite } from "./static-website";
import { syntheticCanary } from "./synthetic-canary";
import { warehouse } from "./warehouse";
import { webServer } from "./web-server";
import { wordpress } from "./wordpress";

/** Ordinary programs of application teams, of the kinds that public examples have. */
export const examplePrograms: readonly ExampleProgram[] = [
  webServer,
  httpApi,
  plainResources,
  bucketFolder,
  fargateService,
  wordpress,
  syntheticCanary,
  warehouse,
  staticWebsite,
  eksCluster,
];
