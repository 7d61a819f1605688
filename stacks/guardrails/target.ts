/** Target of an organization policy: the root, an OU or an account. */
export type Target =
  | { readonly kind: "root" }
  | { readonly kind: "organizational-unit"; readonly path: string }
  | { readonly kind: "account"; readonly account: string };

/** Name of a target: `root`, the path of an OU or the key of an account. */
export function targetName(target: Target): string {
  switch (target.kind) {
    case "root":
      return "root";
    case "organizational-unit":
      return target.path;
    case "account":
      return target.account;
  }
}
