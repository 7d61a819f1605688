import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { METRICS_INGESTION_ROLE, METRICS_WRITER_ROLE, roleArn } from "../shared/naming";
import { checkOrganizationId, checkWhole } from "../shared/argument-checks";
import type { Place } from "../shared/place";
import { organizationTrust, policyDocument } from "../shared/policy-documents";
import { protectedKey } from "../shared/protected-key";

export interface MetricsWorkspaceArgs {
  /** Account of the workspace; its own collectors may write as well. */
  readonly place: Place;
  /** Organization whose clusters write metrics. */
  readonly organizationId: string;
  /** Days that metrics are kept, at most 1095. @default 150 */
  readonly retentionDays?: number;
}

/** @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html */
const RETENTION_DAYS = 1095;

/**
 * One Prometheus for all clusters: an Amazon Managed Service for Prometheus workspace, encrypted with a key of its own,
 * and the role through which clusters of other accounts write to it.
 *
 * Collectors assume the role (`sigv4.role_arn` of remote write). It trusts the organization's accounts and in them only
 * roles whose name starts with `platform-metrics-writer` (a list of accounts would outgrow a trust policy with the
 * twentieth), and it reaches this workspace alone. The workspace acts on its key
 * by grants that it takes at its creation, so the role needs no right on the key.
 *
 * Alert rules and receivers belong to the components that raise alerts.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html
 */
export class MetricsWorkspace extends pulumi.ComponentResource {
  /** Base URL; `api/v1/remote_write` below it takes metrics. */
  public readonly endpoint: pulumi.Output<string>;
  public readonly workspaceArn: pulumi.Output<string>;
  public readonly ingestionRoleArn: pulumi.Output<string>;

  /** @throws ArgumentError for a retention that the service does not offer, or a wrong organization. */
  public constructor(
    name: string,
    args: MetricsWorkspaceArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:observability:MetricsWorkspace", name, {}, opts);
    const { place, organizationId, retentionDays = 150 } = args;
    checkOrganizationId("organizationId", organizationId);
    checkWhole("retentionDays", retentionDays, {
      least: 1,
      most: RETENTION_DAYS,
      unit: "days",
      remedy: "the service keeps metrics for no other time",
    });
    const kept = { parent: this, protect: true, retainOnDelete: true };

    const key = protectedKey(
      `${name}-key`,
      { place, alias: "platform-metrics", description: "Encrypts the metrics of all clusters" },
      { parent: this },
    );
    const workspace = new aws.amp.Workspace(name, { alias: "platform", kmsKeyArn: key.arn }, kept);
    new aws.amp.WorkspaceConfiguration(
      name,
      { workspaceId: workspace.id, retentionPeriodInDays: retentionDays },
      { parent: this },
    );

    const role = new aws.iam.Role(
      `${name}-ingestion`,
      {
        name: METRICS_INGESTION_ROLE,
        description: "Collectors of the organization's clusters; writes metrics",
        assumeRolePolicy: organizationTrust(organizationId, [
          roleArn(place.partition, "*", `${METRICS_WRITER_ROLE}*`),
        ]),
      },
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.iam.RolePolicy(
      `${name}-ingestion`,
      {
        role: role.name,
        policy: policyDocument([
          {
            Sid: "WriteAndQueryMetrics",
            Effect: "Allow",
            Action: [
              "aps:GetLabels",
              "aps:GetMetricMetadata",
              "aps:GetSeries",
              "aps:QueryMetrics",
              "aps:RemoteWrite",
            ],
            Resource: workspace.arn,
          },
        ]),
      },
      { parent: this },
    );

    this.endpoint = workspace.prometheusEndpoint;
    this.workspaceArn = workspace.arn;
    this.ingestionRoleArn = role.arn;
    this.registerOutputs({
      endpoint: this.endpoint,
      workspaceArn: this.workspaceArn,
      ingestionRoleArn: this.ingestionRoleArn,
    });
  }
}
