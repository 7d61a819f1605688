import { checkText, type TextRule } from "../shared/argument-checks";

/** A person or desk that AWS writes to. */
export interface Contact {
  /** 1 to 64 characters. */
  readonly name: string;
  /** 1 to 50 characters. */
  readonly title: string;
  readonly emailAddress: string;
  /** Up to 25 digits, spaces, `(`, `)`, `+` and `-`. */
  readonly phoneNumber: string;
}

/** Contacts of an account by the kind of letters that they receive. */
export type Contacts = Readonly<Record<"billing" | "operations" | "security", Contact>>;

/** @see https://docs.aws.amazon.com/accounts/latest/reference/API_AlternateContact.html */
const rules: Readonly<Record<keyof Contact, TextRule>> = {
  name: { pattern: /^.{1,64}$/, rule: "1 to 64 characters", remedy: "shorten it" },
  title: { pattern: /^.{1,50}$/, rule: "1 to 50 characters", remedy: "shorten it" },
  emailAddress: {
    pattern: /^(?=.{1,254}$)[\w+=.#|!&-]+@[\w.-]+\.\w+$/,
    rule: "an e-mail address that AWS accepts",
    remedy: "write it like security@example.com",
  },
  phoneNumber: {
    pattern: /^[\s0-9()+-]{1,25}$/,
    rule: 'up to 25 digits, spaces, "(", ")", "+" and "-"',
    remedy: "write it like +49 30 1234567",
  },
};

/** @throws ArgumentError naming the first field that AWS would refuse. */
export function checkContacts(path: string, contacts: Contacts): void {
  for (const [kind, contact] of Object.entries(contacts)) {
    for (const [field, rule] of Object.entries(rules) as [keyof Contact, TextRule][]) {
      checkText(`${path}.${kind}.${field}`, contact[field], rule);
    }
  }
}
