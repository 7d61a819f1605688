import assert from "node:assert/strict";
import { accountOfProvider, accountOfStack, stackOf } from "../../../policy-pack/policies/accounts";
import { requireEncryptedStorage } from "../../../policy-pack/guardrails/data/require-encrypted-storage";
import { denyPrivilegedPods } from "../../../policy-pack/guardrails/containers/deny-privileged-pods";
import {
  type MadeUpResource,
  settingOf,
  UNKNOWN,
  violationsOf,
} from "../../support/cases/made-up-resource";

const PROD = "111111111111";
const SANDBOX = "222222222222";
const roleOf = (account: string): string => `arn:aws:iam::${account}:role/deployer`;
const clusterOf = (account: string): string => `arn:aws:eks:us-east-1:${account}:cluster/shop`;

/** Account that a provider of AWS with these inputs names. */
function named(props: Record<string, unknown>): string | undefined {
  return accountOfProvider({
    type: "aws:sqs/queue:Queue",
    name: "example",
    urn: "",
    props: {},
    provider: { type: "pulumi:providers:aws", props },
  });
}

/** Account that a Kubernetes provider with this kubeconfig names. */
function inCluster(kubeconfig: unknown): string | undefined {
  return accountOfProvider({
    type: "kubernetes:core/v1:Pod",
    name: "example",
    urn: "",
    props: {},
    provider: { type: "pulumi:providers:kubernetes", props: { kubeconfig } },
  });
}

/** A kubeconfig as @pulumi/eks writes it. */
function kubeconfigOf(args: readonly string[], cluster = "kubernetes"): object {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: cluster, cluster: { server: "https://example.eks.amazonaws.com" } }],
    contexts: [{ name: "aws", context: { cluster, user: "aws" } }],
    "current-context": "aws",
    users: [{ name: "aws", user: { exec: { command: "aws", args } } }],
  };
}

// guardrails C2: the account of a resource comes from its provider, and not from the name of its stack
describe("The account of a resource", () => {
  const cases: readonly [title: string, props: Record<string, unknown>, expected?: string][] = [
    ["the only allowed account", { allowedAccountIds: [PROD] }, PROD],
    [
      "the only allowed account as the engine encodes it",
      { allowedAccountIds: `["${PROD}"]` },
      PROD,
    ],
    ["one account that is allowed twice", { allowedAccountIds: [PROD, PROD] }, PROD],
    ["none of several allowed accounts", { allowedAccountIds: [PROD, SANDBOX] }],
    ["no allowed account", { allowedAccountIds: [] }],
    [
      "the role, where several accounts are allowed",
      { allowedAccountIds: [PROD, SANDBOX], assumeRoles: [{ roleArn: roleOf(SANDBOX) }] },
      SANDBOX,
    ],
    ["the role", { assumeRoles: JSON.stringify([{ roleArn: roleOf(PROD) }]) }, PROD],
    [
      "the last role of several, which are assumed one after the other",
      { assumeRoles: [{ roleArn: roleOf(PROD) }, { roleArn: roleOf(SANDBOX) }] },
      SANDBOX,
    ],
    ["the role of version 6", { assumeRole: JSON.stringify({ roleArn: roleOf(PROD) }) }, PROD],
    [
      "the role of a web identity",
      { assumeRoleWithWebIdentity: JSON.stringify({ roleArn: roleOf(PROD) }) },
      PROD,
    ],
    [
      "the role that is assumed with the credentials of a web identity",
      {
        assumeRoles: [{ roleArn: roleOf(SANDBOX) }],
        assumeRoleWithWebIdentity: { roleArn: roleOf(PROD) },
      },
      SANDBOX,
    ],
    [
      "the role of another partition",
      { assumeRoles: [{ roleArn: `arn:aws-us-gov:iam::${PROD}:role/deployer` }] },
      PROD,
    ],
    ["no text that is not the ARN of a role", { assumeRoles: [{ roleArn: "deployer" }] }],
    ["no role, of an empty list", { assumeRoles: "[]" }],
    ["nothing of a default provider", { region: "us-east-1" }],
    ["nothing of a text that is not JSON", { allowedAccountIds: "[", assumeRoles: "{" }],
  ];
  for (const [title, props, expected] of cases) {
    it(`is ${title}`, () => {
      assert.equal(named(props), expected);
    });
  }

  it("is not known without a provider", () => {
    assert.equal(
      accountOfProvider({ type: "aws:sqs/queue:Queue", name: "", urn: "", props: {} }),
      undefined,
    );
  });

  const kubeconfigs: readonly [title: string, kubeconfig: unknown, expected?: string][] = [
    ["the role of --role", JSON.stringify(kubeconfigOf(["--role", roleOf(PROD)])), PROD],
    ["the role of --role-arn", JSON.stringify(kubeconfigOf(["--role-arn", roleOf(PROD)])), PROD],
    ["the role of -r", JSON.stringify(kubeconfigOf(["-r", roleOf(PROD)])), PROD],
    ["the role behind =", JSON.stringify(kubeconfigOf([`--role-arn=${roleOf(PROD)}`])), PROD],
    ["the role of a kubeconfig that is an object", kubeconfigOf(["--role", roleOf(PROD)]), PROD],
    [
      "the role, not the cluster of another account",
      JSON.stringify(kubeconfigOf(["--role", roleOf(PROD)], clusterOf(SANDBOX))),
      PROD,
    ],
    ["the cluster, without a role", JSON.stringify(kubeconfigOf([], clusterOf(PROD))), PROD],
    [
      "the role in YAML",
      `apiVersion: v1
users:
- name: ${clusterOf(PROD)}
  user:
    exec:
      command: aws
      args:
      - eks
      - get-token
      - --role
      - ${roleOf(PROD)}
`,
      PROD,
    ],
    ["the cluster in YAML", `clusters:\n- cluster: {}\n  name: ${clusterOf(PROD)}\n`, PROD],
    [
      "none of the roles of two accounts",
      JSON.stringify(kubeconfigOf(["--role", roleOf(PROD), "--role", roleOf(SANDBOX)])),
    ],
    [
      "none of the clusters of two accounts",
      `clusters:\n- name: ${clusterOf(PROD)}\n- name: ${clusterOf(SANDBOX)}\n`,
    ],
    ["not known by a cluster of another cloud", JSON.stringify(kubeconfigOf([], "gke_shop"))],
    ["not known by the path of a file", "~/.kube/config"],
    ["not known without a kubeconfig", undefined],
  ];
  for (const [title, kubeconfig, expected] of kubeconfigs) {
    it(`of Kubernetes is ${title}`, () => {
      assert.equal(inCluster(kubeconfig), expected);
    });
  }
});

describe("The account of a resource, read as the engine sends it", () => {
  const accountLevels = { [PROD]: "mandatory", [SANDBOX]: "none" } as const;

  /** Level of the finding on a resource; undefined without a finding. */
  async function levelOf(resource: MadeUpResource): Promise<string | undefined> {
    const guardrail = resource.type.startsWith("aws:")
      ? requireEncryptedStorage
      : denyPrivilegedPods;
    const setting = settingOf(guardrail, {}, { accountLevels, otherAccounts: "advisory" });
    const [violation] = await violationsOf(setting, resource);
    return violation?.enforcementLevel;
  }

  const volume = (provider: MadeUpResource["provider"]): MadeUpResource => ({
    type: "aws:ebs/volume:Volume",
    inputs: { encrypted: false },
    ...(provider !== undefined && { provider }),
  });
  const pod = (kubeconfig: unknown): MadeUpResource => ({
    type: "kubernetes:core/v1:Pod",
    inputs: { spec: { hostNetwork: true, containers: [] } },
    provider: { kubeconfig },
  });
  /** Wire form of a secret. */
  const secret = (value: unknown): object => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value,
  });

  it("is that of the provider", async () => {
    assert.equal(await levelOf(volume({ allowedAccountIds: `["${PROD}"]` })), "mandatory");
    assert.equal(await levelOf(volume({ allowedAccountIds: `["${SANDBOX}"]` })), undefined);
    assert.equal(await levelOf(volume({ allowedAccountIds: secret(`["${SANDBOX}"]`) })), undefined);
  });

  it("is not known while the provider's inputs are not", async () => {
    assert.equal(await levelOf(volume({ allowedAccountIds: UNKNOWN })), "advisory");
    assert.equal(await levelOf(volume({ allowedAccountIds: [UNKNOWN] })), "advisory");
    assert.equal(await levelOf(volume({ assumeRoles: UNKNOWN })), "advisory");
    assert.equal(await levelOf(volume({ assumeRoles: [{ roleArn: UNKNOWN }] })), "advisory");
    assert.equal(await levelOf(volume("none")), "advisory");
  });

  it("is not that of a web identity while the roles that it assumes are not known", async () => {
    const assumeRoleWithWebIdentity = JSON.stringify({ roleArn: roleOf(PROD) });
    assert.equal(await levelOf(volume({ assumeRoleWithWebIdentity })), "mandatory");
    assert.equal(
      await levelOf(volume({ assumeRoles: UNKNOWN, assumeRoleWithWebIdentity })),
      "advisory",
    );
  });

  it("of Kubernetes is that of the kubeconfig, secret or not, once it is known", async () => {
    const inProd = JSON.stringify(kubeconfigOf(["--role", roleOf(PROD)]));
    const inSandbox = JSON.stringify(kubeconfigOf(["--role", roleOf(SANDBOX)]));
    assert.equal(await levelOf(pod(inProd)), "mandatory");
    assert.equal(await levelOf(pod(inSandbox)), undefined);
    assert.equal(await levelOf(pod(secret(inSandbox))), undefined);
    assert.equal(await levelOf(pod(UNKNOWN)), "advisory");
  });
});

describe("The account of a stack", () => {
  const accountsByStack = {
    "shop/dev": "sandbox",
    "shop/*": "prod",
    "*/prod": "other",
    "*": "nowhere",
    "a.b/c": "dotted",
  };

  it("is that of its name, before that of a pattern", () => {
    assert.equal(accountOfStack("shop/dev", accountsByStack), "sandbox");
    assert.equal(accountOfStack("shop/staging", accountsByStack), "prod");
  });

  it("is that of the pattern with the most characters", () => {
    assert.equal(accountOfStack("shop/prod", accountsByStack), "prod");
    assert.equal(accountOfStack("web/prod", accountsByStack), "other");
    assert.equal(accountOfStack("web/dev", accountsByStack), "nowhere");
  });

  it("is not that of another pattern", () => {
    assert.equal(accountOfStack("web/dev", { "shop/*": "prod" }), undefined);
    assert.equal(accountOfStack("axb/c", { "a.b/c": "dotted", "a.b/*": "dotted" }), undefined);
    assert.equal(accountOfStack("toString", {}), undefined);
  });

  it("is found by the name in the URN of its resources", () => {
    assert.equal(stackOf("urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders"), "shop/dev");
  });
});
