import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkList, checkOrganizationId, checkText, checkWhole } from "../shared/argument-checks";
import type { Place } from "../shared/place";
import { policyDocument } from "../shared/policy-documents";
import { protectedKey } from "../shared/protected-key";
import { imageLifecycle, repositoryPolicy } from "./image-policies";

export interface ImageRegistryArgs {
  readonly place: Place;
  /** Organization whose accounts may pull. */
  readonly organizationId: string;
  /** Names of the images; each has a repository of its own. 2 to 256 characters, such as `shop/api`. */
  readonly images: readonly string[];
  /**
   * Keys that images had before, by the present ones; the oldest is first, and is the name of the repository: ECR renames
   * none. @default - none
   */
  readonly formerImages?: Readonly<Record<string, readonly string[]>>;
  /** Days that a build stays that was not promoted. @default 90 */
  readonly buildRetentionDays?: number;
}

/**
 * The company's images: built once, pulled by every account of the organization, promoted by digest.
 *
 * Tags cannot be overwritten, so a digest that was tested is the one that is deployed. Images are encrypted with a key
 * of the company's own, which can be audited and cut off; pulling needs no right on it, for the registry decrypts by
 * grants of its own. Encryption is chosen when a repository is created and cannot change later.
 *
 * Scanning is the basic kind, on every push: it needs no other service and costs nothing, where the enhanced kind is
 * Amazon Inspector's, switched on for a whole organization by the security administrator and billed by image.
 */
export class ImageRegistry extends pulumi.ComponentResource {
  /** Address of each image, by name. */
  public readonly repositoryUrls: pulumi.Output<Record<string, string>>;

  /** @throws ArgumentError for a name or a number of days that ECR refuses. */
  public constructor(name: string, args: ImageRegistryArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:delivery:ImageRegistry", name, {}, opts);
    checkArguments(args);
    const { place, organizationId } = args;
    const kept = { parent: this, protect: true, retainOnDelete: true };

    const key = protectedKey(
      `${name}-key`,
      { place, alias: "platform-images", description: "Encrypts container images" },
      { parent: this },
    );
    new aws.ecr.RegistryScanningConfiguration(
      `${name}-scanning`,
      {
        scanType: "BASIC",
        rules: [
          {
            scanFrequency: "SCAN_ON_PUSH",
            repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
          },
        ],
      },
      { parent: this, deleteBeforeReplace: true },
    );

    const access = policyDocument(repositoryPolicy(place, organizationId));
    const lifecycle = imageLifecycle(args.buildRetentionDays ?? 90);
    const urls = args.images.map((image) => {
      const formerly = args.formerImages?.[image] ?? [];
      const aliases = formerly.map((former) => ({ name: `${name}-${former}` }));
      const repository = new aws.ecr.Repository(
        `${name}-${image}`,
        {
          name: formerly[0] ?? image,
          imageTagMutability: "IMMUTABLE",
          encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
          imageScanningConfiguration: { scanOnPush: true },
          forceDelete: false,
        },
        { ...kept, deleteBeforeReplace: true, aliases },
      );
      new aws.ecr.RepositoryPolicy(
        `${name}-${image}`,
        { repository: repository.name, policy: access },
        { parent: this, aliases },
      );
      new aws.ecr.LifecyclePolicy(
        `${name}-${image}`,
        { repository: repository.name, policy: lifecycle },
        // A new policy replaces this one: created first, it would be deleted as the old one.
        { parent: this, aliases, deleteBeforeReplace: true },
      );
      return repository.repositoryUrl.apply((url) => [image, url] as const);
    });

    this.repositoryUrls = pulumi
      .all(urls)
      .apply((entries) => Object.fromEntries(entries) as Record<string, string>);
    this.registerOutputs({ repositoryUrls: this.repositoryUrls });
  }
}

/**
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
function checkArguments({ organizationId, images, buildRetentionDays }: ImageRegistryArgs): void {
  checkOrganizationId("organizationId", organizationId);
  checkList("images", images, { least: 0, remedy: "list each image once" });
  images.forEach((image, index) => {
    checkText(`images[${index}]`, image, {
      pattern: /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
      rule: "2 to 256 small letters and digits, with single . _ - and / between them",
      remedy: "write it like shop/api, without a tag",
    });
  });
  if (buildRetentionDays !== undefined) {
    checkWhole("buildRetentionDays", buildRetentionDays, {
      least: 1,
      unit: "days",
      remedy: "keep builds for at least a day",
    });
  }
}
