import type { CreatedResource, Values } from "../../../cli/emulation/core/types";
import { type Checked, Cloud } from "../../../cli/emulation/cloud/cloud";
import type { CloudRequest } from "../../../cli/emulation/core/resource";
import { rehearsedCompany } from "../../../cli/deploy/rehearsed-project";

/** A cloud that requires no argument and adds no tags, so that only policies refuse. Records the inputs of previews. */
export class LenientCloud extends Cloud {
  /** Inputs of the previewed resources by name, without generated names: secrets in clear, unknowns undefined. */
  public readonly previewed = new Map<string, Readonly<Values>>();

  public constructor() {
    super(rehearsedCompany.managementAccount);
  }

  public override check(...[request, unknown, old]: Parameters<Cloud["check"]>): Checked {
    return { ...super.check(request, unknown, old, {}), failures: [] };
  }

  public override preview(request: CloudRequest): CreatedResource {
    const created = super.preview(request);
    const named = super.preview({ ...request, inputs: {} }).autoNames;
    const given = Object.entries(request.inputs).filter(
      ([input, value]) => !(input in named) || value !== named[input],
    );
    this.previewed.set(request.name, Object.fromEntries(given));
    return created;
  }
}
