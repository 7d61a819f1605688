import type { Row, RowContext } from "../core/types";
import { uuid } from "./uuid";

const byName: Row = (resource) => ({ id: resource.text("name"), outputs: {} });

const namedIn =
  (service: string, kind: string): Row =>
  (resource) => {
    const name = resource.text("name");
    return { id: name, outputs: { arn: resource.arn(service, `${kind}/${name}`) } };
  };

const catalogId = (resource: RowContext): string => resource.site.account;

/** CloudTrail, AWS Config, Athena and Glue. */
export const loggingRows: Readonly<Record<string, Row>> = {
  "aws:cloudtrail/trail:Trail": (resource) => {
    const arn = resource.arn("cloudtrail", `trail/${resource.text("name")}`);
    return { id: arn, outputs: { arn, homeRegion: resource.site.region } };
  },
  "aws:cfg/recorder:Recorder": byName,
  "aws:cfg/deliveryChannel:DeliveryChannel": byName,
  "aws:cfg/recorderStatus:RecorderStatus": byName,
  "aws:cfg/configurationAggregator:ConfigurationAggregator": (resource) => ({
    id: resource.text("name"),
    outputs: {
      arn: resource.arn("config", `config-aggregator/config-aggregator-${resource.hex(8)}`),
    },
  }),
  "aws:cfg/organizationConformancePack:OrganizationConformancePack": (resource) => {
    const id = resource.text("name");
    return {
      id,
      outputs: {
        arn: resource.arn("config", `organization-conformance-pack/${id}-${resource.hex(8)}`),
      },
    };
  },
  "aws:athena/workgroup:Workgroup": namedIn("athena", "workgroup"),
  "aws:athena/namedQuery:NamedQuery": (resource) => ({ id: uuid(resource), outputs: {} }),
  "aws:glue/catalogDatabase:CatalogDatabase": (resource) => {
    const name = resource.text("name");
    return {
      id: `${catalogId(resource)}:${name}`,
      outputs: { arn: resource.arn("glue", `database/${name}`), catalogId: catalogId(resource) },
    };
  },
  "aws:glue/catalogTable:CatalogTable": (resource) => {
    const database = resource.text("databaseName");
    const name = resource.text("name");
    return {
      id: `${catalogId(resource)}:${database}:${name}`,
      outputs: {
        arn: resource.arn("glue", `table/${database}/${name}`),
        catalogId: catalogId(resource),
      },
    };
  },
};
