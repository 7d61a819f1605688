import { DeliveryRoles } from "../../components/delivery/delivery-roles";
import { ImageRegistry, imageRepositoryArn } from "../../components/delivery/image-registry";
import { MetricsWorkspace } from "../../components/observability/metrics-workspace";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder } from "../wiring/context";

/** What developers build, ship and watch with: images, the roles of CI, and metrics of every cluster. */
export const operationsStack: StackBuilder<"operations"> = (context) => {
  buildMemberBaseline(context);
  const { organization, partition, references, settings } = context;
  const { id: accountId } = context.account;
  const { organizationId } = references.management;
  const { applications, environment, platform } = settings.github;
  const opts = { providers: [context.provider] };

  const registry = new ImageRegistry(
    "images",
    {
      partition,
      accountId,
      organizationId,
      images: settings.images,
      buildRetentionDays: settings.buildRetentionDays,
    },
    opts,
  );
  const roles = new DeliveryRoles(
    "delivery",
    {
      partition,
      accountId,
      organizationId,
      state: organization.state,
      platform,
      applications: applications.length > 0 ? applications : [platform],
      environment,
      imageRepositoryArns: settings.images.map((image) =>
        imageRepositoryArn(partition, organization.homeRegion, accountId, image),
      ),
    },
    opts,
  );
  const metrics = new MetricsWorkspace(
    "metrics",
    {
      partition,
      accountId,
      organizationId,
      retentionDays: settings.metricsRetentionDays,
    },
    opts,
  );

  return {
    repositoryUrls: registry.repositoryUrls,
    deliveryRoleArn: roles.deliveryRoleArn,
    deliveryPreviewRoleArn: roles.deliveryPreviewRoleArn,
    applicationBuildRoleArn: roles.applicationBuildRoleArn,
    applicationDeliveryRoleArn: roles.applicationDeliveryRoleArn,
    metricsEndpoint: metrics.endpoint,
    metricsIngestionRoleArn: metrics.ingestionRoleArn,
  };
};
