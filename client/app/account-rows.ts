import { can, type Actor } from "../../schema/domain/can.ts";
import type { MessageKey } from "../i18n/t.ts";

interface Row {
  href: string;
  label: MessageKey;
  may: (actor: Actor) => boolean;
}

/** Pages that the account menu leads to. A new one is a row here. */
export const ACCOUNT_ROWS = [
  { href: "/account", label: "account.title", may: (actor) => can(actor, "account.change", null) },
  { href: "/settings", label: "account.settings", may: (actor) => can(actor, "network.manage", null) },
  // Every member has some, put away or not.
  { href: "/?first-steps", label: "steps.title", may: ({ guest }) => guest === null },
] as const satisfies readonly Row[];
