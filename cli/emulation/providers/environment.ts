import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cloud } from "../cloud/cloud";
import { Broker } from "./broker";
import { packages, versionOf } from "./packages";

const hosts = join(__dirname, "hosts");

/** Which executables beside the providers an engine finds. */
export interface EnvironmentOptions {
  /** With the small language host plain `pulumi up` works where Pulumi's own is not installed. @default false */
  readonly languageHost?: boolean;
  /** Passphrase of the stacks' secrets; they last no longer than the environment. */
  readonly passphrase?: string;
}

/** What a Pulumi CLI needs to work against an emulated cloud instead of AWS: environment variables, while it runs. */
export class EmulatedEnvironment {
  private constructor(
    /** Variables to set; nothing of AWS's own credentials is needed. */
    public readonly variables: Readonly<Record<string, string>>,
    /** Folder for state and whatever else ends with the environment. */
    public readonly folder: string,
    private readonly broker: Broker,
  ) {}

  /** Starts emulated providers for one cloud; they end with `stop`. */
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
    const broker = await Broker.start(join(folder, "cloud.sock"), cloud);
    const variables = {
      PLATFORM_CLOUD: broker.address,
      // Without the sidecar files: a CLI that is killed may leave one empty, and the next cannot read the state.
      PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_HOME: home,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Nothing of a run may reach anything real: neither plugins on PATH nor somebody's credentials.
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

/** Puts an executable where the engine keeps its plugins: one that it found on PATH it would warn of in every run. */
function install(home: string, plugin: string, version: string, executable: string): void {
  const folder = join(home, "plugins", `${plugin}-v${version}`);
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(hosts, executable), join(folder, `pulumi-${plugin}`));
}
