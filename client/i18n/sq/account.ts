import type { account as english } from "../en/account.ts";
import type { Translation } from "../message.ts";

export const account: Translation<typeof english> = {
  "account.more-pages": "Më shumë",
  "account.reading-size": "Madhësia e tekstit",
  "account.role-at": "{role}, {organisation}",
};
