import type { ResourceRequest, Site, Values } from "./types";

/** A resource that exists in the emulated cloud. */
export interface CloudResource {
  readonly type: string;
  readonly name: string;
  /** The resource of a Pulumi program that it belongs to. */
  readonly urn: string;
  /** The one that made it, under the name it had then: ids and ARNs stay when a program renames it. */
  readonly origin: string;
  readonly id: string;
  readonly site: Site;
  readonly inputs: Readonly<Values>;
  /** What the cloud adds to the inputs. */
  readonly outputs: Readonly<Values>;
  /** How many resources of its URN were made before it. */
  readonly generation: number;
  /** How often it was changed. */
  readonly revision: number;
}

/** Something that a provider asks the cloud to make or to change; auto-names and default tags are filled in. */
export type CloudRequest = Omit<ResourceRequest, "generation" | "revision">;

/** The cloud as a rule sees it. */
export interface CloudView {
  /** Account that the organization belongs to. */
  readonly managementAccount: string;
  /** Ids of the accounts that exist. */
  accounts(): readonly string[];
  /** Every resource, those of one type when it is given. */
  all(type?: string): readonly CloudResource[];
  /** The resource that the cloud has given this id or ARN to. */
  ownerOf(reference: string): CloudResource | undefined;
}

/** What AWS would refuse: throws a CloudError, or does nothing. */
export type Refusal = (request: CloudRequest, cloud: CloudView) => void;

/** What AWS would not delete. */
export type DeletionRefusal = (resource: CloudResource, cloud: CloudView) => void;
