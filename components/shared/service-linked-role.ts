import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Options of a service-linked role. Its description is the service's, which may set and change it. The role stays in AWS
 * when the stack goes: other users of the service in the account need it, and AWS refuses to delete it under them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export const linkedRoleOptions: CustomResourceOptions = {
  ignoreChanges: ["description"],
  retainOnDelete: true,
};
