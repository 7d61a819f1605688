import assert from "node:assert/strict";
import { type ComponentProgram, planComponent } from "./component";

/** A wrong argument: how the test's title names it, the arguments, and the error. */
export type WrongArguments<Args> = readonly [title: string, args: Args, error: string];

/**
 * Declares a test for every wrong argument: the component reports one error, before it creates any resource.
 *
 * @param program A program that constructs the component, with other arguments than usual.
 */
export function itRejects<Args>(
  program: (args: Args) => ComponentProgram,
  cases: readonly WrongArguments<Args>[],
): void {
  for (const [title, args, error] of cases) {
    it(`rejects ${title}, before any resource is created`, async () => {
      const plan = await planComponent(program(args));
      assert.deepEqual(plan.errors, [error]);
      assert.deepEqual(
        plan.names.filter((name) => !name.startsWith("platform:")),
        [],
      );
    });
  }
}
