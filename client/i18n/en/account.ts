import type { Messages } from "../message.ts";

/** Account menu, account, settings of the network. */
export const account = {
  "account.more-pages": "More",
  "account.reading-size": "Reading size",
  "account.role-at": "{role}, {organisation}",
} as const satisfies Messages;
