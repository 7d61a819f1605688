/** Value of a configuration text. Pulumi passes every value as text: objects, numbers and booleans as JSON. */
export function configValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
