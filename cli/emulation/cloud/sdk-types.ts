import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Facts about a resource type from Pulumi's SDK. */
export interface TypeFacts {
  /** All inputs. */
  readonly inputs: ReadonlySet<string>;
  /** Required inputs. */
  readonly required: readonly string[];
}

const known = new Map<string, TypeFacts | undefined>();

/**
 * Inputs of a resource type, read from its class in the SDK, which is generated from the real provider's schema;
 * `undefined` for a type without a class.
 */
export function typeFacts(type: string): TypeFacts | undefined {
  if (!known.has(type)) {
    known.set(type, readFacts(type));
  }
  return known.get(type);
}

function readFacts(type: string): TypeFacts | undefined {
  const file = classFile(type);
  if (file === undefined) {
    return undefined;
  }
  const text = readFileSync(file, "utf8");
  const inputs = [...text.matchAll(/resourceInputs\["(\w+)"\] = .*\bargs\?*\.\w+/g)];
  const required = [...text.matchAll(/Missing required property '(\w+)'/g)];
  return {
    inputs: new Set(inputs.map(([, name = ""]) => name)),
    required: required.map(([, name = ""]) => name),
  };
}

/** `aws:s3/bucket:Bucket` is in `@pulumi/aws/s3/bucket.js`, `kubernetes:core/v1:Namespace` in `core/v1/namespace.js`. */
function classFile(type: string): string | undefined {
  const [packageName = "", module = "", name = ""] = type.split(":");
  const folder = dirname(require.resolve(`@pulumi/${packageName}/package.json`));
  const lower = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const path = module.replace("helm.sh", "helm");
  const candidates = [join(folder, `${path}.js`), join(folder, path, `${lower}.js`)];
  return candidates.find((file) => existsSync(file));
}
