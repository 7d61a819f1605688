import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";

/** The secrets provider `default` is that of the backend, and only Pulumi Cloud has one: elsewhere the CLI takes a passphrase. */
export function secretsProviderFitsBackend({ state }: Organization, problems: Problem[]): void {
  const { backend, secretsProvider } = state;
  if (secretsProvider === "default" && !backend.startsWith("https://")) {
    problems.push({
      path: "organization.state.secretsProvider",
      rule: "must not be default with this backend: only Pulumi Cloud, https://, has a key of its own",
      found: `${show(secretsProvider)} with ${show(backend)}`,
      remedy:
        "write the address of a key, like awskms://alias/my-state?region=us-east-1, or passphrase",
    });
  }
}
