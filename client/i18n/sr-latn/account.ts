import type { account as english } from "../en/account.ts";
import type { Translation } from "../message.ts";

export const account: Translation<typeof english> = {
  "account.more-pages": "Još",
  "account.reading-size": "Veličina teksta",
  "account.role-at": "{role}, {organisation}",
};
