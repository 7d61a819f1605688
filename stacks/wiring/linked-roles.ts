import * as aws from "@pulumi/aws";
import { ofType, partsOfArn } from "../checks/settled/deployed";
import type { Role } from "../company/roles";
import type { StackContext } from "./context";

const LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

/**
 * ARN of a service-linked role that the stack must not declare, because an account has only one and another owner has
 * created it: a service, another program, or this stack before it was removed, since the role outlives it. Undefined when
 * no such role exists, or when this stack has it in its state and goes on declaring it.
 *
 * @param service Service that assumes the role, such as `config.amazonaws.com`.
 * @param account Key of the account.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html
 */
export async function existingLinkedRole(
  { deployed, providers }: Pick<StackContext<Role>, "deployed" | "providers">,
  service: string,
  account: string,
): Promise<string | undefined> {
  const accountId = providers.accountId(account);
  const isOwn = ofType(deployed, LINKED_ROLE).some(
    ({ outputs }) =>
      outputs["awsServiceName"] === service && partsOfArn(outputs["arn"]).account === accountId,
  );
  if (isOwn) {
    return undefined;
  }
  const { arns } = await aws.iam.getRoles(
    { pathPrefix: `/aws-service-role/${service}/` },
    { provider: providers.account(account) },
  );
  return arns[0];
}
