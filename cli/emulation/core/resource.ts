import type { ResourceRequest, Site, Values } from "./types";

/** A resource that exists in the emulated cloud. */
export interface CloudResource {
  readonly type: string;
  readonly name: string;
  /** URN of the resource in the Pulumi program. */
  readonly urn: string;
  /** URN under which it was created: ids and ARNs stay the same when a program renames the resource. */
  readonly origin: string;
  readonly id: string;
  readonly site: Site;
  readonly inputs: Readonly<Values>;
  /** Outputs that the cloud adds to the inputs. */
  readonly outputs: Readonly<Values>;
  /** Number of resources of its URN that were created before it. */
  readonly generation: number;
  /** Number of changes since its creation. */
  readonly revision: number;
  /** Old inputs that AWS still uses, while a change waits for the maintenance window. @default - none */
  readonly inForce?: Readonly<Values>;
}

/** Request of a provider to create or change a resource, with auto-names and default tags filled in. */
export type CloudRequest = Omit<ResourceRequest, "generation" | "revision">;

/** Part of the cloud that rules read. */
export interface CloudView {
  /** Account that the organization belongs to. */
  readonly managementAccount: string;
  /** Ids of the accounts that exist. */
  accounts(): readonly string[];
  /** Every resource, or those of one type. */
  all(type?: string): readonly CloudResource[];
  /** Resource with an id or ARN. */
  ownerOf(reference: string): CloudResource | undefined;
}

/** Rule for requests that AWS refuses: throws a CloudError, or does nothing. */
export type Refusal = (request: CloudRequest, cloud: CloudView) => void;

/** Rule for changes that AWS refuses, by the old and the new inputs: throws a CloudError, or does nothing. */
export type UpdateRefusal = (
  request: CloudRequest,
  existing: CloudResource,
  cloud: CloudView,
) => void;

/** Rule for resources that AWS does not delete: throws a CloudError, or does nothing. */
export type DeletionRefusal = (resource: CloudResource, cloud: CloudView) => void;
