import { hasPlusAddresses } from "../../stacks/checks/account-notices";
import { disabledRegions } from "../../stacks/company/aws/enabled-regions";
import type { Organization } from "../../stacks/company/organization";
import { cwdOption, npmRun } from "../planner/command";
import { outputWidth, wrapWords } from "../output/width";
import { repositoryOf } from "./company";
import { sharedRoles } from "./layouts";
import { FROM_INSIDE, type Answers } from "./questions";

/** A step that no program can do, in its order. */
export interface HandStep {
  readonly title: string;
  /** Commands to run, one a line. */
  readonly commands?: readonly string[];
}

/** The steps of a first deployment of the project in a folder, as docs/getting-started.md describes them. */
export function handSteps(
  answers: Answers,
  organization: Organization,
  folder: string,
): HandStep[] {
  const { accounts, domain, email, governedRegions, homeRegion, state } = organization;
  const disabled = disabledRegions(governedRegions);
  const workloads = Object.keys(organization.addressPlan.spokes);
  const bucket = /^s3:\/\/([^/?]+)/.exec(state.backend)?.[1];
  const alias = /^awskms:\/\/(alias\/[^?]+)/.exec(state.secretsProvider)?.[1];
  const repository = repositoryOf(answers);
  const steps: (HandStep | false)[] = [
    {
      title:
        "Give the root user of the management account MFA, delete its access keys, and sign in as an administrator of this account.",
    },
    {
      title: `Check that mail to every account arrives, such as ${email.replace("{account}", "log-archive")}: AWS sends the mail of each root user there.${
        hasPlusAddresses(email)
          ? ""
          : " The addresses differ before the @, without a plus sign: create a mailbox that receives every address of the domain, or one for each account."
      }`,
    },
    {
      title: `Check in the console of Service Quotas, AWS Organizations, that the organization may have ${Object.keys(accounts).length} accounts. AWS allows ten by default, in a new organization possibly fewer, and raises the number on request.`,
    },
    bucket !== undefined && {
      title: "Create the bucket of the state.",
      commands: bucketCommands(bucket, homeRegion, state.backend),
    },
    alias !== undefined && {
      title: "Create the key that encrypts secrets in the state.",
      commands: keyCommands(alias, homeRegion, state.secretsProvider),
    },
    {
      title: "Install the Pulumi CLI and sign in to the backend.",
      commands: [`pulumi login '${state.backend}'`],
    },
    {
      title:
        'Deploy wave 1, the organization. If the account has an organization already, first follow "Onto an existing organization" in docs/getting-started.md.',
      commands: [npmRun("up", folder, "--stack management")],
    },
    disabled.length > 0 && {
      title: `Enable ${disabled.join(", ")} in every account, and wait until get-region-opt-status shows ENABLED: AWS has not enabled every Region in new accounts. First trust AWS Account Management, which does it for the members; the management account needs the command without --account-id.`,
      commands: [
        "aws organizations enable-aws-service-access --service-principal account.amazonaws.com",
        ...disabled.flatMap((region) => [
          `aws account enable-region --region-name ${region}`,
          `aws account enable-region --account-id ACCOUNT --region-name ${region}`,
        ]),
      ],
    },
    {
      title: `Enable IAM Identity Center in the console of the management account, in ${homeRegion}: AWS has no API for this.`,
    },
    {
      title: "Deploy waves 2 to 4.",
      commands: [npmRun("up", folder, `--stack ${sharedRoles.join(",")}`)],
    },
    {
      title: "Confirm the subscriptions to notifications, by the link in each message.",
    },
    {
      title: `Copy existing records of ${domain} to the new zone. Then give the name servers of the zone to the registrar, or to the zone above it.`,
      commands: [
        ["pulumi stack output -s network", ...cwdOption(folder), "rootZoneNameServers"].join(" "),
      ],
    },
    workloads.length > 0 && {
      title: `Request from AWS that the accounts that send mail leave the SES sandbox: ${workloads.join(", ")}.`,
    },
    repository !== undefined && {
      title: `In GitHub, create the environment production in ${repository.organization}/${repository.name}, require reviewers, and limit it to the branch main.`,
    },
    workloads.length > 0 && {
      title:
        "Deploy wave 5. First raise the vCPUs that each account may run (docs/getting-started.md, Quotas). AWS verifies a new account, normally in less than two hours: after PendingVerification, deploy again later.",
      commands: [npmRun("up", folder, `--stack ${workloads.join(",")}`)],
    },
    workloads.length > 0 &&
      answers.deployFrom === FROM_INSIDE && {
        title:
          "Start a runner inside each workload's network, set install and deployedFromInside of its cluster, and deploy from there (docs/roles/workload.md).",
      },
    {
      title:
        "Set organization.credentials: deployment, and deploy again (docs/getting-started.md, Moving to deployment roles).",
      commands: [npmRun("up", folder)],
    },
  ];
  return steps.filter((step) => step !== false);
}

function bucketCommands(bucket: string, homeRegion: string, backend: string): string[] {
  const region = regionOf(backend) ?? homeRegion;
  // The API refuses this Region as a constraint: it is the default.
  const place =
    region === "us-east-1" ? "" : ` --create-bucket-configuration LocationConstraint=${region}`;
  return [
    `aws s3api create-bucket --bucket ${bucket} --region ${region}${place}`,
    `aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`,
    `aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
  ];
}

function keyCommands(alias: string, homeRegion: string, provider: string): string[] {
  const region = regionOf(provider) ?? homeRegion;
  return [
    `KEY=$(aws kms create-key --region ${region} --description "State of Pulumi" --query KeyMetadata.KeyId --output text)`,
    `aws kms create-alias --region ${region} --alias-name ${alias} --target-key-id $KEY`,
    `aws kms enable-key-rotation --region ${region} --key-id $KEY`,
  ];
}

function regionOf(url: string): string | undefined {
  return new URLSearchParams(url.split("?")[1] ?? "").get("region") ?? undefined;
}

/** The steps as a numbered list. Commands stay on one line each, to be copied. */
export function handStepsText(steps: readonly HandStep[]): string {
  const indent = "    ";
  const width = outputWidth() - indent.length;
  return steps
    .flatMap(({ title, commands = [] }, index) => {
      const [first = "", ...others] = wrapWords(title, width);
      return [
        `${`${index + 1}.`.padEnd(indent.length)}${first}`,
        ...others.map((line) => indent + line),
        ...commands.map((command) => `${indent}  ${command}`),
      ];
    })
    .join("\n");
}
