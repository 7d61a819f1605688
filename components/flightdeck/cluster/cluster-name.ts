import { checkText } from "../../shared/argument-checks";

/**
 * Checks the name of an EKS cluster.
 *
 * @throws ArgumentError for a name that EKS would refuse.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 */
export function checkClusterName(path: string, clusterName: string): void {
  checkText(path, clusterName, {
    pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    rule: '1 to 100 letters, digits, "-" and "_", a letter or digit first',
    remedy: "choose another name",
  });
}
