/** Instance types that cannot be nodes, and the reason, which continues "must be a type that can be a node:". */
const unfit: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^mac/, "no image of EKS supports Macs"],
  [/^a1\./, "Amazon Linux 2023 supports no a1"],
  [
    /^(?:dl|g\d|gr\d|inf|p\d|trn)/,
    "the image of the nodes has no drivers for accelerators, and EKS has other images for them",
  ],
  [
    /^t\w+\.(?:nano|micro)$/,
    "it has addresses for four pods, and the add-ons run four on every node",
  ],
];

/**
 * Reason for which an instance type cannot be a node of EKS; `undefined` for all others. `npm run aws-tables` compares the
 * families and sizes with every type of a published model.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
export function unfitForNodes(type: string): string | undefined {
  return unfit.find(([pattern]) => pattern.test(type))?.[1];
}
