import * as z from "zod";
import { guardrails } from "../../policy-pack/guardrails";
import { environments } from "../../policy-pack/guardrails/types/guardrail";
import type { ListParameter, Parameter } from "../../policy-pack/guardrails/types/parameter";
import { lastDay } from "./last-day";
import { must } from "./problems";
import { stages } from "./rollout";
import { exemptRole, listed, numberIn, ouPath, textLike } from "./values";

/** One account that a guardrail does not apply to for a limited time. */
const exception = z.strictObject({
  /** Key of the account. */
  account: textLike("prod"),
  /** Reason for the exception, with the name of the person that approved it. */
  reason: textLike("the press kit is public, approved by Ada"),
  /** Last day of the exception, at most 366 days ahead. */
  expires: lastDay,
});

/** Keys of every guardrail, in addition to its own parameters. */
export const guardrailSetting = z.strictObject({
  /** False switches the guardrail off. @default - true, except for opt-in guardrails */
  enabled: z.boolean(),
  /**
   * `report` denies nothing: previews warn, and AWS Config reports violations. @default - the stage of `rollout`; `report` for
   * a guardrail that reports first
   */
  stage: z.enum(stages).optional(),
  /**
   * `advise` warns in previews of what AWS denies, `refuse` also refuses what the guardrail's rules only advise.
   * @default - by rule: most refuse, and docs/guardrails.md lists those that advise
   */
  preview: z.enum(["advise", "refuse"]).optional(),
  /** Paths of the OUs that the guardrail applies to. @default - the guardrail's own scope, mostly the whole organization */
  organizationalUnits: z.array(ouPath).min(1).optional(),
  /** Environments that the guardrail applies to. @default - the guardrail's own scope, mostly all */
  environments: z.array(z.enum(environments)).min(1).optional(),
  /** Roles that this guardrail exempts, in addition to those that every guardrail exempts. */
  exemptRoles: z.array(exemptRole).default([]),
  /** Accounts that the guardrail does not apply to for a limited time, each with a reason. */
  exceptions: z.array(exception).default([]),
});
export type GuardrailSetting = z.output<typeof guardrailSetting>;

/** Settings by guardrail id. */
export const guardrailSettings = z.strictObject(
  Object.fromEntries(
    guardrails.map(({ id, optIn, parameters }) => {
      const own = Object.entries(parameters).map(
        ([name, parameter]) =>
          [name, parameterSchema(parameter).describe(parameter.description).optional()] as const,
      );
      const setting = guardrailSetting.extend({
        enabled: z.boolean().default(optIn === undefined),
        ...Object.fromEntries(own),
      });
      return [id, setting.optional()] as const;
    }),
  ),
);

function parameterSchema(parameter: Parameter): z.ZodType {
  switch (parameter.type) {
    case "strings":
      return listSchema(parameter);
    case "boolean":
      return z.boolean();
    case "number": {
      const { minimum, maximum } = parameter;
      return numberIn(
        minimum,
        maximum,
        `write a number without quotes, such as ${parameter.default ?? minimum}`,
      );
    }
  }
}

function listSchema({ of = "text", values, mayBeEmpty, most }: ListParameter): z.ZodType {
  const list = z.array(values ? z.enum(values) : listed(of));
  const filled = mayBeEmpty
    ? list
    : must(
        list,
        ({ length }) => length > 0,
        "must contain at least one entry",
        "add an entry, or remove the key",
      );
  return most === undefined
    ? filled
    : must(
        filled,
        ({ length }) => length <= most,
        `must contain at most ${most} entries`,
        "remove entries",
      );
}
