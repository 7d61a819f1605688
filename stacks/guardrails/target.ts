/** Root, organizational unit or account that an organization policy is attached to. */
export type Target =
  | { readonly kind: "root" }
  | { readonly kind: "organizational-unit"; readonly path: string }
  | { readonly kind: "account"; readonly account: string };

/** The target as a person writes it: `root`, an OU's path, an account's key. */
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
