import type { Role } from "../company/roles";
import type { Settings } from "../company/settings";

/** Own configuration of a stack of one role, after validation. */
interface StackOfRole<R extends Role> {
  readonly stack: string;
  readonly role: R;
  /** Key of the account that the stack builds in. */
  readonly account: string;
  /**
   * `preview` when providers assume the role that can only read, as with `PLATFORM_CREDENTIALS=preview`. The command
   * `pulumi preview -c platform:credentials=preview` writes it into the stack file, where only that command accepts it.
   * @default - the role that deploys the account
   */
  readonly credentials?: "preview";
  readonly settings: Settings<R>;
  /** Secret keys that are set. Only `stacks/wiring/config.ts` reads their values. */
  readonly secrets: readonly string[];
}

/** Own configuration of a stack: a union by `role`, so a comparison of the role narrows the type of the settings. */
export type StackConfiguration<R extends Role = Role> = {
  readonly [K in R]: StackOfRole<K>;
}[R];
