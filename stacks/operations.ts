import { DeliveryRoles } from "../components/delivery/delivery-roles";
import { ImageRegistry, imageRepositoryArn } from "../components/delivery/image-registry";
import { MetricsWorkspace } from "../components/observability/metrics-workspace";
import { classOfEnvironment } from "../components/shared/environments";
import { workloadAccounts } from "./accounts";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder } from "./context";

/** What developers build, ship and watch with: images, the roles of CI, and metrics of every cluster. */
export const operationsStack: StackBuilder<"operations"> = (context) => {
  buildMemberBaseline(context);
  const { organization, partition, references, settings } = context;
  const { id: accountId } = context.account;
  const { organizationId } = references.management;
  const { applications, environment, platform } = settings.github;
  const workloads = workloadAccounts(organization);
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
      unattendedAccountIds: workloads
        .filter(
          (name) =>
            classOfEnvironment(organization.accounts[name]?.environment ?? "production") ===
            "nonproduction",
        )
        .map((name) => context.providers.accountId(name)),
    },
    opts,
  );
  const metrics = new MetricsWorkspace(
    "metrics",
    {
      partition,
      accountId,
      workloadAccountIds: workloads.map((name) => context.providers.accountId(name)),
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
