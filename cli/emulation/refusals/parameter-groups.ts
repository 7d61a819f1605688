import { majorOf } from "../../../components/shared/versions";
import { CloudError } from "../core/errors";
import type { Refusal } from "../core/resource";
import { inSite, textOf } from "./inputs";

/**
 * Refuses a parameter group of another family than the database's version.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export const refuseFamily: Refusal = ({ type, inputs, site }, cloud) => {
  const name = textOf(inputs, "parameterGroupName");
  if (type !== "aws:rds/instance:Instance" || name === undefined) {
    return;
  }
  const group = inSite(cloud, "aws:rds/parameterGroup:ParameterGroup", site).find(
    ({ id }) => id === name,
  );
  const family = group && textOf(group.inputs, "family");
  const fitting = `${String(inputs["engine"])}${majorOf(String(inputs["engineVersion"]))}`;
  if (family !== undefined && family !== fitting) {
    throw new CloudError(
      "InvalidParameterCombination",
      `The Parameter Group ${name} with DBParameterGroupFamily ${family} cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${fitting}`,
    );
  }
};
