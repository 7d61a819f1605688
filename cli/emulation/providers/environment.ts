import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Cloud } from "../cloud/cloud";
import { Broker } from "./broker";
import { packages, versionOf } from "./packages";

const hosts = join(__dirname, "hosts");

/** Options of an emulated environment. */
export interface EnvironmentOptions {
  /** Adds the small language host, so that `pulumi up` works without Pulumi's own host. @default false */
  readonly languageHost?: boolean;
  /** Passphrase of the stacks' secrets, which are deleted with the environment. */
  readonly passphrase?: string;
}

/** Environment in which the Pulumi CLI deploys to an emulated cloud instead of AWS. */
export class EmulatedEnvironment {
  private constructor(
    /** Environment variables for the CLI; AWS credentials are not needed. */
    public readonly variables: Readonly<Record<string, string>>,
    /** Folder for state and other files, deleted with the environment. */
    public readonly folder: string,
    private readonly broker: Broker,
  ) {}

  /** Starts emulated providers for one cloud; `stop` ends them. */
  public static async start(
    cloud: Cloud,
    { languageHost = false, passphrase = "emulated" }: EnvironmentOptions = {},
  ): Promise<EmulatedEnvironment> {
    const folder = mkdtempSync(join(tmpdir(), "emulated-"));
    const state = join(folder, "state");
    const home = join(folder, "home");
    mkdirSync(state);
    for (const name of packages) {
      install(home, `resource-${name}`, versionOf(name), "plugin.cjs");
    }
    const host = languageHost ? "language-nodejs" : "analyzer-policy-nodejs";
    install(home, host, versionOf("pulumi"), `pulumi-${host}`);
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "aws"), awsCli(cloud.managementAccount), { mode: 0o755 });
    const broker = await Broker.start(join(folder, "cloud.sock"), cloud);
    const variables = {
      PLATFORM_CLOUD: broker.address,
      PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
      // Without metadata files: a killed CLI may leave an empty one, and then the state cannot be read.
      PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_HOME: home,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // A run must not use plugins on PATH or the user's credentials.
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      AWS_ACCESS_KEY_ID: "",
      AWS_PROFILE: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_SESSION_TOKEN: "",
      KUBECONFIG: "",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    };
    return new EmulatedEnvironment(variables, folder, broker);
  }

  public async stop(): Promise<void> {
    await this.broker.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** AWS CLI of the emulated AWS: its version, and the principal of its credentials. */
function awsCli(account: string): string {
  const caller = JSON.stringify({ Account: account, Arn: `arn:aws:iam::${account}:user/emulated` });
  return `#!/bin/sh
case $1 in
  --version) echo "aws-cli/2.27.0" ;;
  sts) echo '${caller}' ;;
  *) exit 1 ;;
esac
`;
}

/** Installs an executable in the engine's plugin folder: the engine warns of each plugin that it finds on PATH. */
function install(home: string, plugin: string, version: string, executable: string): void {
  const folder = join(home, "plugins", `${plugin}-v${version}`);
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(hosts, executable), join(folder, `pulumi-${plugin}`));
}
