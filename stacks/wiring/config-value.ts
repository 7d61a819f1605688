import { canonical } from "./canonical";

/** Value of a configuration text. Pulumi passes every value as text: objects, numbers and booleans as JSON. */
export function configValue(text: string): unknown {
  try {
    return canonical(JSON.parse(text));
  } catch {
    return text;
  }
}
