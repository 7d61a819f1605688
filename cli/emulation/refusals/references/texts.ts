import type { CloudRequest } from "../../core/resource";
import { textsIn } from "../inputs";

/** Inputs whose texts are written by people and never contain an id. */
const words = new Set([
  ...["description", "comment", "name", "tags", "tagSpecifications", "defaultTags", "title"],
  ...["alarmDescription", "targetPrefix", "bucketPrefix", "finalSnapshotIdentifier"],
]);

/** Texts among the inputs that may be references. */
export function referencesIn({ inputs }: CloudRequest): ReturnType<typeof textsIn> {
  return textsIn(inputs).filter(({ path }) => !path.some((name) => words.has(name)));
}
