import type { Pin, VersionMatrix } from "../../components/shared/version-matrix";

/** Change of a pin: to itself, another one, or none. The place is such as `add-ons/1.36/coredns`. */
export type ChangePin = <P extends Pin>(place: string, pin: P | null) => P | Pin | null;

/** The matrix with every pin of an add-on, an image or a chart changed. */
export function mapPins(matrix: VersionMatrix, change: ChangePin): VersionMatrix {
  const { kubernetes, charts } = matrix;
  return {
    ...matrix,
    kubernetes: {
      ...kubernetes,
      minors: mapped(kubernetes.minors, (minor, version) => ({
        ...version,
        addOns: mapped(version.addOns, (name, pin) => change(`add-ons/${minor}/${name}`, pin)),
        images: mapped(version.images, (name, pin) => change(`images/${minor}/${name}`, pin)),
      })),
    },
    charts: mapped(charts, (key, chart) => ({ ...chart, ...change(`charts/${key}`, chart) })),
  };
}

/** The record with the same keys, and changed values. */
export function mapped<Key extends string, Value, Result>(
  record: Readonly<Record<Key, Value>>,
  change: (key: Key, value: Value) => Result,
): Record<Key, Result> {
  const entries = Object.entries(record) as [Key, Value][];
  return Object.fromEntries(entries.map(([key, value]) => [key, change(key, value)])) as Record<
    Key,
    Result
  >;
}
