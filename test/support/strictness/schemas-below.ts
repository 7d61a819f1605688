import * as z from "zod";

/** A schema of a key, with its path; `*` is any entry of a list, or of a record with free keys. */
export interface SchemaAt {
  readonly path: string;
  readonly schema: z.ZodType;
  /** The schema without the wrappers of optional keys, defaults and conversions. */
  readonly inner: z.ZodType;
}

/** A schema and all schemas below it, also those of optional keys and of all alternatives. */
export function schemasBelow(schema: z.ZodType, path: string): SchemaAt[] {
  const inner = unwrapped(schema);
  return [
    { path, schema, inner },
    ...partsOf(inner).flatMap(([key, part]) =>
      schemasBelow(part, key === "" ? path : `${path}.${key}`),
    ),
  ];
}

function partsOf(inner: z.ZodType): (readonly [key: string, part: z.ZodType])[] {
  if (inner instanceof z.ZodObject) {
    return Object.entries<z.ZodType>(inner.shape);
  }
  if (inner instanceof z.ZodArray) {
    return [["*", inner.element as z.ZodType]];
  }
  if (inner instanceof z.ZodUnion) {
    return (inner.options as readonly z.ZodType[]).map((option) => ["", option]);
  }
  if (inner instanceof z.ZodRecord) {
    const { keyType, valueType } = inner as unknown as Record<"keyType" | "valueType", z.ZodType>;
    const keys = keyType instanceof z.ZodEnum ? keyType.options.map(String) : ["*"];
    return keys.map((key) => [key, valueType]);
  }
  return [];
}

/** True for a section that may be left out and has no default: its presence switches something. */
export function isOptionalSection(schema: z.ZodType): boolean {
  return schema instanceof z.ZodOptional && unwrapped(schema) instanceof z.ZodObject;
}

/** A schema without its default, and the part of a pipe that reads the configuration. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.in as z.ZodType) : schema;
}
