import type { Row } from "../core/types";
import { uuid } from "./uuid";

/** Container registry, workload identity of CI, and metrics. */
export const deliveryRows: Readonly<Record<string, Row>> = {
  "aws:ecr/repository:Repository": (resource) => {
    const name = resource.named("name");
    const { account, region } = resource.site;
    const suffix = resource.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return {
      id: name,
      outputs: {
        name,
        arn: resource.arn("ecr", `repository/${name}`),
        registryId: account,
        repositoryUrl: `${account}.dkr.ecr.${region}.${suffix}/${name}`,
      },
    };
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ofRepository,
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ofRepository,
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": (resource) => ({
    id: resource.site.account,
    outputs: { registryId: resource.site.account },
  }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": (resource) => {
    const host = resource.text("url").replace("https://", "");
    const arn = resource.arn("iam", `oidc-provider/${host}`, { region: "" });
    return { id: arn, outputs: { arn } };
  },
  "aws:amp/workspace:Workspace": (resource) => {
    const id = `ws-${uuid(resource)}`;
    return {
      id,
      outputs: {
        arn: resource.arn("aps", `workspace/${id}`),
        prometheusEndpoint: `https://aps-workspaces.${resource.site.region}.amazonaws.com/workspaces/${id}/`,
      },
    };
  },
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": (resource) => ({
    id: resource.text("workspaceId"),
    outputs: {},
  }),
};

function ofRepository(resource: Parameters<Row>[0]): ReturnType<Row> {
  return {
    id: resource.text("repository"),
    outputs: { registryId: resource.site.account },
  };
}
