import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isBelow } from "../../components/shared/versions";
import type { Settings } from "../company/settings";

/**
 * Refuses a version of Kubernetes below the one that runs. EKS raises a cluster whose version leaves support, and takes
 * none back: a deployment would fail in its middle.
 *
 * @throws pulumi.RunError when the account's cluster runs a higher version.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export async function refuseOlderVersion(
  name: string,
  { version }: Settings<"workload">["cluster"],
  provider: aws.Provider,
): Promise<void> {
  const { names } = await aws.eks.getClusters({}, { provider });
  if (!names.includes(name)) {
    return;
  }
  const running = await aws.eks.getCluster({ name }, { provider });
  if (isBelow(version, running.version)) {
    throw new pulumi.RunError(
      `workload.cluster.version must be at least ${running.version}, which cluster ${name} runs, got ${version}; write ${running.version}: EKS raises a cluster when the support of its version ends, and takes it back to no older one`,
    );
  }
}
