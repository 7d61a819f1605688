/**
 * Option of a service-linked role: its description is the service's, which may set and change it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export const describedByService = { ignoreChanges: ["description"] };
