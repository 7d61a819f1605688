import assert from "node:assert/strict";
import {
  type MadeUpResource,
  settingOf,
  urnOf,
  violationsOf,
} from "../support/cases/made-up-resource";
import type { ViolatingCase } from "./cases";
import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import { outcome, statementsAlone } from "../iam/alone";
import { type Deny, deniersOf, deniesOf } from "../iam/deniers";
import { type Proved, proveOrganization } from "../iam/organization";
import { type Request, requestsOf } from "../iam/simulate";
import { wholeOrganization } from "../iam/whole";
import { previewed } from "./load-cases";
import { actions, byProgram } from "./pairs/calls";
import { isAction } from "../iam/actions/requests";
import { assertNone } from "../support/assert-none";
import { callsOf } from "./pairs/contexts";
import { applied } from "./pairs/apply";
import type { Inputs, Pair, Remedied } from "./pairs/pair";
import { remedies, remedyOf } from "./pairs/remedies";

/** Guardrails that AWS and the preview both enforce. */
const both = previewed.filter(
  ({ guardrail: { deny } }) => !("none" in deny) && deny.some((policy) => "statements" in policy),
);

/** Messages of a guardrail on a resource of its cases, without the end that all have. */
async function messagesOn(
  setting: ReturnType<typeof settingOf>,
  { with: others = [], ...resource }: ViolatingCase,
  inputs: Inputs,
): Promise<string[]> {
  const violations = await violationsOf(setting, { ...resource, inputs }, ...others);
  const own = urnOf(resource.type, resource.name);
  return violations
    .filter(({ urn }) => urn === own)
    .map(({ message }) => message.replace(/ \(guardrail .*/, ""));
}

function pairOf(id: string, message: string): Pair | undefined {
  const pair = remedies[id]?.find(({ of }) => of.test(message)) ?? remedyOf(message);
  if (pair !== undefined) {
    used.add(pair);
  }
  return pair;
}

const used = new Set<Pair>();

/** Inputs after all remedies that the messages name; undefined when one of them is no change of the resource. */
async function remedied(
  id: string,
  setting: ReturnType<typeof settingOf>,
  violating: ViolatingCase,
): Promise<Inputs | undefined> {
  let inputs: Inputs = violating.inputs ?? {};
  for (let round = 0; round < 8; round++) {
    const [message] = await messagesOn(setting, violating, inputs);
    if (message === undefined) {
      return inputs;
    }
    const pair = pairOf(id, message);
    assert.ok(pair, `no remedy for "${message}": add a row to test/policy-pack/pairs/remedies.ts`);
    if ("because" in pair) {
      return undefined;
    }
    assertNamed(pair, message);
    inputs = applied(inputs, pair);
  }
  assert.fail(
    `${JSON.stringify(inputs)}: ${(await messagesOn(setting, violating, inputs)).join("; ")}`,
  );
}

/** A remedy changes what its message names. */
function assertNamed({ set = {}, drop = [] }: Remedied, message: string): void {
  const names = Object.keys(set).map((path) => path.split(".").at(-1) ?? path);
  const wanted = names.length > 0 ? names : drop;
  assert.ok(
    wanted.length === 0 || wanted.some((name) => message.includes(name)) || unnamed.test(message),
    `"${message}" does not name ${wanted.join(" or ")}`,
  );
}

/** Messages that describe an input by other words than its name. */
const unnamed =
  /ACL|tenancy|public address|read-only policies|permissions boundary|both features|principalOrgId/;

/** Role of a team's pipeline, and the role that the program deploys with. */
const TEAM = "role/shop-pipeline";
const PROGRAM = "role/platform-deployment";

/** Requests that AWS receives for a resource, of one role in production. */
function requestsFor({ ids }: Proved, type: string, inputs: Inputs): Request[] {
  return callsOf(type, inputs).flatMap(({ action, resource = "*", context = {} }) =>
    requestsOf(
      {
        name: type,
        actions: [action],
        resource,
        context,
        principal: action in byProgram ? PROGRAM : TEAM,
        expected: "allowed",
      },
      ids,
      "prod",
    ),
  );
}

/**
 * Guardrails that deny the request for a remedied resource, although their previews accept it. A guardrail without a
 * preview states in its file why it has none.
 */
async function deniersAgainst(
  guardrail: Guardrail,
  parameters: ParameterValues,
  resource: MadeUpResource,
): Promise<string[]> {
  const { type, inputs = {} } = resource;
  const proved = await proveOrganization();
  const whole = await wholeOrganization();
  const alone = statementsAlone(proved, guardrail, parameters);
  const requests = requestsFor(proved, type, inputs);
  assert.ok(
    requests.length > 0,
    `no request for ${type}: add a row to test/policy-pack/pairs/calls.ts`,
  );
  const denied: string[] = [];
  for (const { action, ...request } of requests) {
    if ((await outcome({ action, ...request }, alone)) === "denied") {
      denied.push(`${action} by ${guardrail.id}`);
    }
  }
  denies ??= deniesOf(whole);
  for (const request of requestsFor(whole, type, inputs)) {
    for (const { guardrail: id } of await deniersOf(denies, request)) {
      if (!(await isFound(id, resource))) {
        denied.push(`${request.action} by ${id}`);
      }
    }
  }
  return [...new Set(denied)];
}

let denies: Deny[] | undefined;

/** True when the preview of a guardrail refuses a resource, and for a guardrail without a preview. */
async function isFound(id: string, resource: MadeUpResource): Promise<boolean> {
  const guardrail = guardrails.find((one) => one.id === id);
  assert.ok(guardrail, id);
  return (
    "none" in guardrail.preview || (await violationsOf(settingOf(guardrail), resource)).length > 0
  );
}

// guardrails C4
describe("The remedy of a message", () => {
  for (const { guardrail, cases } of both) {
    const setting = settingOf(guardrail, cases?.parameters);
    for (const violating of cases?.violating ?? []) {
      it(`passes the preview, and AWS: ${guardrail.id}, ${violating.title}`, () =>
        passes(guardrail, setting, violating));
    }
  }

  it("is a private endpoint where AWS refuses every public one", async () => {
    const [guardrail] = both.filter(({ guardrail: { id } }) => id === "deny-public-clusters");
    assert.ok(guardrail?.cases);
    const setting = settingOf(guardrail.guardrail, { onlyPrivate: true });
    const vpcConfig = { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] };
    await passes(guardrail.guardrail, setting, {
      title: "a cluster for the office",
      type: "aws:eks/cluster:Cluster",
      inputs: { vpcConfig },
      message: /has a public endpoint/,
    });
  });

  it("has a row for each form of message, and no row in vain", () => {
    const idle = Object.entries(remedies).flatMap(([id, pairs]) =>
      pairs.filter((pair) => !used.has(pair)).map(({ of }) => `${id}: ${of.source}`),
    );
    assertNone(idle, "remove these rows from test/policy-pack/pairs/remedies.ts");
  });

  it("needs the program only for actions that exist", async () => {
    const unknown: string[] = [];
    for (const action of [...actions, ...Object.keys(byProgram)]) {
      if (!(await isAction(action))) {
        unknown.push(action);
      }
    }
    assertNone(unknown, "correct these actions in test/policy-pack/pairs/calls.ts");
    assertNone(
      Object.keys(byProgram).filter((action) => !actions.includes(action)),
      "remove these actions from byProgram",
    );
  });
});

/** Applies the remedies of a refused resource, and sends the requests for what it is then. */
async function passes(
  guardrail: Guardrail,
  setting: ReturnType<typeof settingOf>,
  violating: ViolatingCase,
): Promise<void> {
  const inputs = await remedied(guardrail.id, setting, violating);
  if (inputs !== undefined) {
    const { type, name = "example" } = violating;
    const provider = violating.provider === "none" ? {} : violating.provider;
    const parameters = setting[guardrail.id]?.parameters ?? {};
    const resource = { type, name, provider: { region: "us-east-1", ...provider }, inputs };
    assert.deepEqual(await deniersAgainst(guardrail, parameters, resource), []);
  }
}
