/** Processor architecture of an instance, by the name of EC2. */
export type Processor = "arm64" | "x86_64";

/**
 * Processor of an instance type. The generation of AWS's own processors is followed by a `g` (m7g, t4g, c8gd); only the
 * first, a1, has none. `npm run aws-tables` compares this rule with every type of a published model.
 */
export function processorOf(instanceType: string): Processor {
  return /^(?:a1\.|[a-z]+\d+g)/.test(instanceType) ? "arm64" : "x86_64";
}
