import { DeliveryRoles } from "../../components/delivery/delivery-roles";
import { ImageRegistry } from "../../components/delivery/image-registry";
import { MetricsWorkspace } from "../../components/observability/metrics-workspace";
import { imageRepositoryArn } from "../../components/shared/naming";
import { keyInAws } from "../company/accounts";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder } from "../wiring/context";

/** Builds the operations account: container images, the roles of CI if there is a repository, and the metrics of every cluster. */
export const operationsStack: StackBuilder<"operations"> = async (context) => {
  await buildMemberBaseline(context);
  const { organization, place, references, settings } = context;
  const { organizationId } = references.management;
  const opts = { providers: [context.provider] };

  const registry = new ImageRegistry(
    "images",
    {
      place,
      organizationId,
      images: settings.images,
      formerImages: Object.fromEntries(
        Object.entries(settings.renamedImages).map(([image, { formerly }]) => [image, formerly]),
      ),
      buildRetentionDays: settings.buildRetentionDays,
    },
    opts,
  );
  const { github } = settings;
  const roles =
    github &&
    new DeliveryRoles(
      "delivery",
      {
        place,
        organizationId,
        state: organization.state,
        platform: github.platform,
        applications: github.applications,
        environment: github.environment,
        imageRepositoryArns: settings.images.map((image) =>
          imageRepositoryArn(place, keyInAws(image, settings.renamedImages[image])),
        ),
      },
      opts,
    );
  const metrics = new MetricsWorkspace(
    "metrics",
    {
      place,
      organizationId,
      retentionDays: settings.metricsRetentionDays,
    },
    opts,
  );

  return {
    repositoryUrls: registry.repositoryUrls,
    ...(roles && {
      delivery: {
        roleArn: roles.deliveryRoleArn,
        previewRoleArn: roles.deliveryPreviewRoleArn,
        applicationBuildRoleArn: roles.applicationBuildRoleArn,
        applicationDeliveryRoleArn: roles.applicationDeliveryRoleArn,
      },
    }),
    metricsEndpoint: metrics.endpoint,
    metricsIngestionRoleArn: metrics.ingestionRoleArn,
  };
};
