import * as yaml from "yaml";
import { type ApplicableGuardrail, type Explanation, PROTECTION } from "../explain/explain";
import { dayFromToday } from "../../stacks/company/clock";

/** Days of the exception in the text that can be pasted; the company chooses its own. */
const TERM = 90;

/** Changes of the configuration that allow a request: parameters of the guardrails that deny it first, then exceptions. */
export function remedyLines({ account, applicable }: Explanation): string[] {
  const denying = applicable.filter(isDenied);
  const withParameters = denying.filter(({ remedies }) => remedies.length > 0);
  const checked = applicable.filter(
    ({ denies, guardrail, exception, stage }) =>
      denies.length === 0 && !exception && stage === "enforce" && !("none" in guardrail.preview),
  );
  const excepted = (denying.length > 0 ? denying : checked).map(({ guardrail }) => guardrail.id);
  const possible = excepted.filter((id) => id !== PROTECTION);
  return [
    ...(withParameters.length > 0 ? parameterLines(withParameters) : []),
    ...(possible.length > 0
      ? [
          `For an exception of account ${account} alone, for at most 366 days, merge this into Pulumi.yaml, in a pull request:`,
          ...settingsYaml(possible.map((id) => [id, exceptionOf(account)])),
        ]
      : []),
    ...(possible.length < excepted.length ? [`${PROTECTION} has no exceptions.`] : []),
  ];
}

/** True when AWS denies the request under the guardrail: certainly, or for a guardrail of this request under a condition. */
function isDenied({ denies, settings, stage, exception }: ApplicableGuardrail): boolean {
  return (
    stage === "enforce" &&
    !exception &&
    (denies.some(({ exempt }) => !exempt) || (denies.length === 0 && settings.length > 0))
  );
}

function parameterLines(guardrails: readonly ApplicableGuardrail[]): string[] {
  const others = guardrails.flatMap(({ guardrail, remedies }) =>
    remedies.slice(1).map(({ parameter, value }) => `${guardrail.id}.${parameter}: ${list(value)}`),
  );
  const keys = guardrails.flatMap(({ remedies: [first] }) =>
    first?.key === undefined
      ? []
      : [`The request must then carry ${first.key} with a value of ${first.parameter}.`],
  );
  return [
    "To allow it in every account that the guardrail applies to, merge this into Pulumi.yaml, in a pull request:",
    ...settingsYaml(
      guardrails.map(({ guardrail, remedies: [first] }) => [
        guardrail.id,
        first === undefined ? {} : { [first.parameter]: first.value },
      ]),
    ),
    ...keys,
    ...(others.length > 0
      ? ["Other settings that allow it:", ...others.map((one) => `  ${one}`)]
      : []),
    "",
  ];
}

function exceptionOf(account: string): object {
  const reason = "why, until when, and who approved it";
  return { exceptions: [{ account, reason, expires: dayFromToday(TERM) }] };
}

/** Settings of guardrails as the file `Pulumi.yaml` contains them, with the whole path. */
function settingsYaml(settings: readonly (readonly [id: string, setting: object])[]): string[] {
  const document = new yaml.Document({
    config: { organization: { default: { guardrails: Object.fromEntries(settings) } } },
  });
  yaml.visit(document, {
    // A date without quotes is read as a time by Pulumi.
    Scalar: (_, node) => {
      if (typeof node.value === "string" && /^\d{4}-\d\d-\d\d$/.test(node.value)) {
        node.type = yaml.Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document
    .toString({ lineWidth: 0 })
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
}

function list(values: readonly string[]): string {
  return `[${values.join(", ")}]`;
}
