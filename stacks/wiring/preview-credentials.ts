import * as pulumi from "@pulumi/pulumi";
import { PREVIEW_ROLE } from "../../components/shared/naming";
import { PREVIEW, PREVIEW_VARIABLE, previewVariableFault } from "../company/preview-credentials";

/**
 * True when the providers of this run assume the role that can only read. The variable applies to one command; the value
 * of `platform:credentials` stays in the stack's file, where `pulumi preview -c` writes it.
 *
 * @throws pulumi.RunError in a run that deploys, before anything is created.
 */
export function assumesPreviewRole(
  { stack, credentials }: { readonly stack: string; readonly credentials?: typeof PREVIEW },
  environment: NodeJS.ProcessEnv,
): boolean {
  const fault = previewVariableFault(environment);
  if (fault !== undefined) {
    throw new pulumi.RunError(fault);
  }
  const byVariable = environment[PREVIEW_VARIABLE] === PREVIEW;
  if ((byVariable || credentials === PREVIEW) && !pulumi.runtime.isDryRun()) {
    const [source, remedy] =
      credentials === PREVIEW
        ? [
            `platform:credentials: ${PREVIEW} in Pulumi.${stack}.yaml`,
            `remove it with pulumi config rm credentials -s ${stack}`,
          ]
        : [`${PREVIEW_VARIABLE}=${PREVIEW}`, `unset ${PREVIEW_VARIABLE}`];
    throw new pulumi.RunError(
      `${source} is for previews only, and nothing was created: the role ${PREVIEW_ROLE} can only read; ${remedy} to deploy`,
    );
  }
  return byVariable || credentials === PREVIEW;
}
