import type { Row } from "..";

const GLOBAL = { region: "" };

/** IAM and Identity Center. */
export const identityRows: Readonly<Record<string, Row>> = {
  "aws:iam/role:Role": (resource) => {
    const name = resource.text("name", `${resource.name}-${resource.hex(7)}`);
    const path = resource.text("path", "/");
    return {
      id: name,
      outputs: {
        name,
        arn: resource.arn("iam", `role${path}${name}`, GLOBAL),
        uniqueId: `AROA${resource.hex(17).toUpperCase()}`,
      },
    };
  },
  "aws:iam/policy:Policy": (resource) => {
    const name = resource.text("name", `${resource.name}-${resource.hex(7)}`);
    const arn = resource.arn("iam", `policy/${name}`, GLOBAL);
    return { id: arn, outputs: { name, arn } };
  },
};
