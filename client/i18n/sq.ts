import type { English } from "./en.ts";
import type { Translation } from "./message.ts";
import { admin } from "./sq/admin.ts";
import { exports } from "./sq/exports.ts";
import { imports } from "./sq/import.ts";
import { network } from "./sq/network.ts";
import { people } from "./sq/people.ts";
import { problems } from "./sq/problems.ts";
import { shell } from "./sq/shell.ts";
import { verdict } from "./sq/verdict.ts";
import { words } from "./sq/words.ts";

export const sq: Translation<English> = {
  ...shell,
  ...words,
  ...people,
  ...admin,
  ...network,
  ...imports,
  ...exports,
  ...verdict,
  ...problems,
};
