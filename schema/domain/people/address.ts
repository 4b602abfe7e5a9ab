import { z } from "zod";

/** What is wrong with an e-mail address: the first thing that somebody would mend. `signs`: something that no rule here names. */
export type AddressFault = "space" | "no-at" | "two-at" | "script" | "no-dot" | "signs";

const Address = z.email().max(200);
/** As mail programs copy whom one writes to: `Given Family <address>`, `"Family, Given" <address>`. */
const MAILBOX = /^\s*(.*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>[\s,;]*$/su;
const FAMILY_NAME_FIRST = /^\s*"([^",]+),([^"]+)"/u;

/** What is wrong with `text` as an address; null where it is one that the server takes. */
export function addressFault(text: string): AddressFault | null {
  const address = text.trim();
  if (Address.safeParse(address).success) return null;
  if (/\s/u.test(address)) return "space";
  const [, host, more] = address.split("@");
  if (host === undefined) return "no-at";
  if (more !== undefined) return "two-at";
  if (/[^\p{ASCII}]/u.test(address)) return "script";
  return /[^.]\.[^.]/u.test(host) ? "signs" : "no-dot";
}

/** The family name that a mail program put first, in quotes and with a comma, stands last. */
export function givenNameFirst(text: string): string {
  return text.replace(FAMILY_NAME_FIRST, (_, family: string, given: string) => `${given.trim()} ${family.trim()}`);
}

/** Somebody's name ("" where there is none) and address, as a mail program copies them; null for any other text. */
export function readMailbox(text: string): { name: string; email: string } | null {
  const [, name, email] = MAILBOX.exec(givenNameFirst(text)) ?? [];
  if (name === undefined || email === undefined) return null;
  return { name: name.replace(/^["'\s]+|["'\s]+$/g, ""), email };
}
