import * as assert from "node:assert/strict";
import { Netmask } from "netmask";
import { loadProject, type Project } from "../../../cli/planner/project";
import type { Problem } from "../../../stacks/company/problems";
import { parseStack } from "../../../stacks/checks/stack";
import {
  accountIds,
  document,
  planAll,
  planned,
  type PlannedResource,
  type PlannedStack,
  repository,
} from "../../support/plan/planned";
import { defaultOrganization } from "../../support/plan/default-company";
import { planStack } from "../../support/plan/project";

const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const ROUTE = "aws:ec2transitgateway/route:Route";
const RECORD = "aws:route53/record:Record";
const ZONE = "aws:route53/zone:Zone";
const POLICY = "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy";

const project: Project = loadProject(repository);
const { domain, addressPlan } = project.organization;

/** The network stack planned with another section, after the stacks it reads. */
async function plannedWith(section: object): Promise<PlannedStack> {
  const stacks = project.stacks
    .filter(({ role }) => ["management", "log-archive", "network"].includes(role))
    .map((file) =>
      file.role === "network"
        ? { ...file, config: { ...file.config, "platform:network": JSON.stringify(section) } }
        : file,
    );
  const plan = (await planAll({ ...project, stacks })).get("network");
  assert.ok(plan);
  assert.deepEqual([...plan.plan.errors], []);
  return plan;
}

/** True when the property of the resource comes from the other resource. */
function comesFrom(resource: PlannedResource, property: string, source: PlannedResource): boolean {
  return resource.propertyDependencies[property]?.includes(source.urn) ?? false;
}

describe("The network stack", () => {
  it("builds everything in the network account and the home Region [r0.4]", async () => {
    const network = await planned("network");
    const account = (await accountIds())["network"];
    const own = network.resources.filter(
      ({ urn, type }) => type.startsWith("aws:") && !urn.includes("AccountBaseline"),
    );
    assert.ok(own.length > 20);
    for (const { provider } of own) {
      assert.deepEqual(provider, { account, region: "us-east-1" });
    }
  });

  describe("root domain", () => {
    it("keeps the root zone against deletion and hands it to the workloads that delegate from it [A9, r0.4, r2.4]", async () => {
      const network = await planned("network");
      const zone = network.one(ZONE);
      assert.equal(zone.inputs["name"], domain);
      assert.notEqual(zone.inputs["forceDestroy"], true);
      assert.equal(zone.options.protect, true);
      assert.equal(zone.options.retainOnDelete, true);
      const { outputs } = network.plan;
      assert.equal(outputs["rootZoneId"], zone.id);
      assert.equal(outputs["rootDomain"], domain);
      assert.equal((outputs["rootZoneNameServers"] as string[]).length, 4);
    });

    it("lets Amazon alone issue certificates for the domain [r0.4]", async () => {
      const record = (await planned("network")).one(RECORD, "root-domain-authorities");
      assert.equal(record.inputs["type"], "CAA");
      assert.equal(record.inputs["name"], domain);
      assert.deepEqual(record.inputs["records"], ['0 issue "amazon.com"']);
    });

    it("puts every record into the root zone [r0.4]", async () => {
      const network = await planned("network");
      const zone = network.one(ZONE);
      for (const record of network.all(RECORD)) {
        assert.ok(comesFrom(record, "zoneId", zone), record.name);
      }
    });
  });

  describe("transit hub", () => {
    it("associates, propagates and accepts nothing by itself [r0.4, r2.4, r2.12]", async () => {
      const network = await planned("network");
      const { inputs } = network.one(GATEWAY);
      assert.equal(inputs["defaultRouteTableAssociation"], "disable");
      assert.equal(inputs["defaultRouteTablePropagation"], "disable");
      assert.equal(inputs["autoAcceptSharedAttachments"], "disable");
      const joins = network.resources.filter(({ type }) =>
        /routeTable(?:Association|Propagation)/.test(type),
      );
      assert.deepEqual(joins, []);
    });

    it("shares the gateway with the organization and nobody outside [r2.4, r2.12]", async () => {
      const network = await planned("network");
      const share = network.one("aws:ram/resourceShare:ResourceShare");
      const resource = network.one("aws:ram/resourceAssociation:ResourceAssociation");
      const principal = network.one("aws:ram/principalAssociation:PrincipalAssociation");
      assert.equal(share.inputs["allowExternalPrincipals"], false);
      assert.ok(comesFrom(resource, "resourceShareArn", share));
      assert.ok(comesFrom(resource, "resourceArn", network.one(GATEWAY)));
      assert.ok(comesFrom(principal, "resourceShareArn", share));
      const { outputs } = (await planned("management")).plan;
      assert.equal(principal.inputs["principal"], outputs["organizationArn"]);
    });

    it("has a route table per class of environments and exports their ids [r0.4, r2.12]", async () => {
      const network = await planned("network");
      const tables = Object.fromEntries(
        network.all(TABLE).map((table) => {
          assert.ok(comesFrom(table, "transitGatewayId", network.one(GATEWAY)));
          return [table.name.replace("transit-hub-", ""), table.id];
        }),
      );
      assert.deepEqual(Object.keys(tables).sort(), ["nonproduction", "production", "shared"]);
      assert.deepEqual(network.plan.outputs["transit"], {
        gatewayId: network.one(GATEWAY).id,
        routeTableIds: tables,
      });
    });

    it("drops what leads from production to the others and back, whatever the default route [r0.4, r2.12]", async () => {
      const network = await planned("network");
      for (const environments of ["production", "nonproduction"]) {
        const table = network.one(TABLE, `transit-hub-${environments}`);
        const dropped = network
          .all(ROUTE)
          .filter((route) => comesFrom(route, "transitGatewayRouteTableId", table));
        for (const { inputs } of dropped) {
          assert.equal(inputs["blackhole"], true);
          assert.equal("transitGatewayAttachmentId" in inputs, false);
        }
        for (const range of [addressPlan.pool, ...Object.values(addressPlan.spokes)]) {
          assert.ok(
            dropped.some(({ inputs }) =>
              new Netmask(String(inputs["destinationCidrBlock"])).contains(range),
            ),
            `${environments} drops ${range}`,
          );
        }
      }
      const shared = network.one(TABLE, "transit-hub-shared");
      assert.deepEqual(
        network.all(ROUTE).filter((r) => comesFrom(r, "transitGatewayRouteTableId", shared)),
        [],
      );
    });

    it("delivers the gateway's flow logs to the log archive [r2.3]", async () => {
      const network = await planned("network");
      const { inputs } = network.one("aws:ec2/flowLog:FlowLog");
      const { outputs } = (await planned("log-archive")).plan;
      assert.equal(inputs["logDestinationType"], "s3");
      assert.equal(
        inputs["logDestination"],
        (outputs["flowLogBucketArns"] as Record<string, string>)["us-east-1"],
      );
      assert.equal(inputs["maxAggregationInterval"], 60);
      assert.equal("trafficType" in inputs, false);
    });

    it("is left out when it is switched off: no gateway, no share, no id for spokes to attach to [r0.4, r2.12]", async () => {
      const network = await planStack("network", {
        organization: { ...defaultOrganization(), connectivity: "none" },
      });
      const hub = network.resources.filter(({ type }) =>
        /^aws:(?:ec2transitgateway|ram)\/|FlowLog$/.test(type),
      );
      assert.deepEqual(hub, []);
      assert.equal("transit" in network.plan.outputs, false);
      assert.equal(network.plan.outputs["rootZoneId"], network.one(ZONE).id);
    });
  });

  it("shows the address plan that the spokes take their ranges from [r0.4]", async () => {
    assert.deepEqual((await planned("network")).plan.outputs["addressPlan"], addressPlan.spokes);
  });

  describe("mail", () => {
    it("proves the domain by three DKIM records made of the identity's tokens [r0.4]", async () => {
      const network = await planned("network");
      const identity = network.one("aws:sesv2/emailIdentity:EmailIdentity");
      assert.equal(identity.inputs["emailIdentity"], domain);
      const records = network.all(RECORD).filter(({ inputs }) => inputs["type"] === "CNAME");
      assert.equal(records.length, 3);
      const tokens = records.map((record) => {
        const [token = "", ...host] = String(record.inputs["name"]).split(".");
        assert.equal(host.join("."), `_domainkey.${domain}`);
        assert.deepEqual(record.inputs["records"], [`${token}.dkim.amazonses.com`]);
        assert.ok(comesFrom(record, "name", identity));
        return token;
      });
      assert.equal(new Set(tokens).size, 3);
      assert.ok(tokens.every((token) => /^[a-z0-9]{32}$/.test(token)));
    });

    it("returns undeliverable mail to a subdomain that SPF and MX records vouch for [r0.4]", async () => {
      const network = await planned("network");
      const from = network.one(
        "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes",
      );
      const records = [network.one(RECORD, "mail-return"), network.one(RECORD, "mail-spf")];
      assert.equal(from.inputs["mailFromDomain"], `mail.${domain}`);
      assert.deepEqual(
        records.map(({ inputs }) => [inputs["name"], inputs["type"], inputs["records"]]),
        [
          [`mail.${domain}`, "MX", ["10 feedback-smtp.us-east-1.amazonses.com"]],
          [`mail.${domain}`, "TXT", ["v=spf1 include:amazonses.com ~all"]],
        ],
      );
      for (const { urn } of records) {
        assert.ok(from.dependencies.includes(urn));
      }
    });

    it("tells receivers to quarantine forgeries, or what configuration says [r0.4]", async () => {
      const dmarc = (stack: PlannedStack): unknown => {
        const { inputs } = stack.one(RECORD, "mail-dmarc");
        assert.equal(inputs["name"], `_dmarc.${domain}`);
        return inputs["records"];
      };
      assert.deepEqual(dmarc(await planned("network")), ["v=DMARC1; p=quarantine"]);
      const changed = await plannedWith({
        mail: { dmarcPolicy: "reject", dmarcReports: "dmarc@example.com" },
      });
      assert.deepEqual(dmarc(changed), ["v=DMARC1; p=reject; rua=mailto:dmarc@example.com"]);
    });

    it("lets the workload accounts send, each class from its own addresses only [A11, r0.4]", async () => {
      const network = await planned("network");
      const ids = await accountIds();
      const { outputs } = (await planned("management")).plan;
      const statements = network.all(POLICY).map((policy) => {
        assert.ok(
          comesFrom(policy, "emailIdentity", network.one("aws:sesv2/emailIdentity:EmailIdentity")),
        );
        const { Statement: written } = document(policy.inputs["policy"]);
        assert.equal(written.length, 1);
        return written[0];
      });
      const statement = (account: string, from: readonly string[]): object => ({
        Sid: "WorkloadsSend",
        Effect: "Allow",
        Principal: { AWS: [ids[account]] },
        Action: ["ses:SendEmail", "ses:SendRawEmail"],
        Resource: `arn:aws:ses:us-east-1:${ids["network"] ?? ""}:identity/${domain}`,
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": outputs["organizationId"] },
          StringLike: { "ses:FromAddress": from },
        },
      });
      assert.deepEqual(statements, [
        statement("prod", [`*@${domain}`, `*@prod.${domain}`]),
        statement("sandbox", [`*@sandbox.${domain}`]),
      ]);
      assert.equal(
        network.plan.outputs["mailIdentityArn"],
        `arn:aws:ses:us-east-1:${ids["network"] ?? ""}:identity/${domain}`,
      );
    });

    it("lets only the accounts send that configuration lists [A11]", async () => {
      const network = await plannedWith({ mail: { senders: ["prod"] } });
      assert.deepEqual(
        network.all(POLICY).map(({ inputs }) => inputs["policyName"]),
        ["senders-production"],
      );
    });

    it("sends bounces and complaints to the addresses of the configuration", async () => {
      const endpoints = (stack: PlannedStack): unknown[] =>
        stack
          .all("aws:sns/topicSubscription:TopicSubscription")
          .map(({ inputs }) => inputs["endpoint"]);
      assert.deepEqual(endpoints(await planned("network")), []);
      const changed = await plannedWith({ mail: { feedbackEmails: ["bounces@example.com"] } });
      assert.deepEqual(endpoints(changed), ["bounces@example.com"]);
    });

    it("sends bounces and complaints of the domain's mail to one encrypted topic [A11, r0.4]", async () => {
      const network = await planned("network");
      const topic = network.one("aws:sns/topic:Topic");
      const key = network.one("aws:kms/key:Key");
      const policy = network.one("aws:sns/topicPolicy:TopicPolicy");
      assert.ok(comesFrom(topic, "kmsMasterKeyId", key));
      assert.equal(key.inputs["enableKeyRotation"], true);
      assert.equal(key.options.protect, true);
      assert.ok(
        document(key.inputs["policy"]).Statement.some(
          ({ Principal: principal }) =>
            String((principal as Record<string, unknown>)["Service"]) === "ses.amazonaws.com",
        ),
      );
      const account = (await accountIds())["network"] ?? "";
      assert.deepEqual(document(policy.inputs["policy"]).Statement, [
        {
          Sid: "MailPublishesFeedback",
          Effect: "Allow",
          Principal: { Service: "ses.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.id,
          Condition: {
            StringEquals: {
              "aws:SourceAccount": account,
              "aws:SourceArn": [
                `arn:aws:ses:us-east-1:${account}:identity/${domain}`,
                `arn:aws:ses:us-east-1:${account}:configuration-set/platform-mail`,
              ],
            },
          },
        },
      ]);
      const published = [
        ...network.all("aws:ses/identityNotificationTopic:IdentityNotificationTopic"),
        network.one("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination"),
      ];
      assert.deepEqual(
        published.map(({ inputs }) => inputs["notificationType"]),
        ["Bounce", "Complaint", undefined],
      );
      for (const { dependencies } of published) {
        assert.ok(dependencies.includes(topic.urn));
        assert.ok(dependencies.includes(policy.urn));
      }
      assert.deepEqual(published[2]?.inputs["eventDestination"], {
        enabled: true,
        matchingEventTypes: ["BOUNCE", "COMPLAINT"],
        snsDestination: { topicArn: topic.id },
      });
      assert.equal(network.plan.outputs["mailFeedbackTopicArn"], topic.id);
    });
  });
});

describe("The network section", () => {
  const problemsOf = (mail: object): Problem[] => {
    const problems: Problem[] = [];
    parseStack("network", { role: "network", network: { mail } }, project.organization, problems);
    return problems;
  };

  it("rejects a sender that is no account [A11]", () => {
    assert.deepEqual(problemsOf({ senders: ["prood"] }), [
      {
        path: "Pulumi.network.yaml: network.mail.senders",
        rule: "must name accounts of organization.accounts",
        found: '"prood"',
        remedy: 'did you mean "prod"?',
      },
    ]);
  });

  it("rejects a MAIL FROM label that is a workload's subdomain", () => {
    assert.deepEqual(
      problemsOf({ mailFromLabel: "sandbox" }).map(({ path, remedy }) => [path, remedy]),
      [
        [
          "Pulumi.network.yaml: network.mail.mailFromLabel",
          'choose another label, such as "bounce"',
        ],
      ],
    );
  });
});
