import { readFileSync } from "node:fs";

/** A type in the file of facts that were read from the provider's source. */
interface ProviderType {
  readonly createOnly: readonly string[];
  readonly keptWhenRemoved?: readonly string[];
  /** Path of the file in the provider's repository, the commit that was read, and the age of its contents. */
  readonly file: string;
  readonly commit: string;
  readonly vintage: string;
}

/** A type in the table of the emulation. */
interface Row {
  readonly createOnly: readonly string[];
  readonly kept: readonly string[];
  readonly source: string;
}

/**
 * Types that the file of facts lacks, and those where it is older than what counts, each read in the provider's source.
 * Address of a file: https://github.com/hashicorp/terraform-provider-aws/blob/COMMIT/FILE
 */
const readBesides: Readonly<Record<string, ProviderType>> = {
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": {
    createOnly: ["region"],
    keptWhenRemoved: ["region"],
    file: "internal/service/ec2/ec2_image_block_public_access.go",
    commit: "00e9e33111",
    vintage: "2025",
  },
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": {
    createOnly: ["region"],
    keptWhenRemoved: ["region"],
    file: "internal/service/ec2/ec2_instance_metadata_defaults.go",
    commit: "02568cd96c",
    vintage: "2025",
  },
  "aws:ec2/internetGateway:InternetGateway": {
    createOnly: ["region"],
    keptWhenRemoved: ["region", "vpcId"],
    file: "internal/service/ec2/vpc_internet_gateway.go",
    commit: "08923b68b5",
    vintage: "2025",
  },
  "aws:ec2/routeTable:RouteTable": {
    createOnly: ["region", "vpcId"],
    keptWhenRemoved: ["propagatingVgws", "region", "routes"],
    file: "internal/service/ec2/vpc_route_table.go",
    commit: "022092419b",
    vintage: "2025",
  },
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess": {
    createOnly: ["region"],
    keptWhenRemoved: ["region"],
    file: "internal/service/ec2/ec2_serial_console_access.go",
    commit: "0836e56517",
    vintage: "2025",
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    createOnly: ["gatewayId", "region", "subnetId"],
    keptWhenRemoved: ["region"],
    file: "internal/service/ec2/vpc_route_table_association.go",
    commit: "0be71beb45",
    vintage: "2025",
  },
};

/**
 * Inputs that the API takes at creation only by a newer source than the one read, with its address. In doubt the stricter
 * reading counts: a replacement that does not happen costs nothing.
 */
const newerSources: Readonly<Record<string, { readonly input: string; readonly source: string }>> =
  {
    "aws:elasticache/userGroup:UserGroup": {
      input: "userGroupId",
      source:
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-usergroup.html",
    },
    "aws:s3/bucket:Bucket": {
      input: "objectLockEnabled",
      source:
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket",
    },
  };

/**
 * Inputs of the planned types whose change replaces a resource, and inputs that stay as they are when a program takes
 * them away, from a file of facts that were read in the source of the AWS provider.
 *
 * @param file File of facts: `{types: {<type>: ProviderType}}`.
 * @param planned Types of AWS that the stacks plan and remote components create.
 * @throws Error for a planned type that neither the file nor this script describes.
 */
export function replacements(file: string, planned: readonly string[]): Record<string, Row> {
  const { types } = JSON.parse(readFileSync(file, "utf8")) as {
    types: Readonly<Record<string, ProviderType>>;
  };
  return Object.fromEntries(
    planned.map((type) => {
      const read = readBesides[type] ?? types[type];
      if (read === undefined) {
        throw new Error(`${type}: read its file in the provider's source and add it to ${file}`);
      }
      return [type, rowOf(read, newerSources[type])];
    }),
  );
}

function rowOf(
  { createOnly, keptWhenRemoved = [], file, commit, vintage }: ProviderType,
  newer?: { readonly input: string; readonly source: string },
): Row {
  const source = `${file}@${commit.slice(0, 10)} (${vintage})`;
  return {
    createOnly: sorted([...createOnly, ...(newer ? [newer.input] : [])]),
    kept: sorted(keptWhenRemoved),
    source: newer ? `${source}; ${newer.input}: ${newer.source}` : source,
  };
}

function sorted(paths: readonly string[]): string[] {
  return [...paths].sort((left, right) => left.localeCompare(right));
}
