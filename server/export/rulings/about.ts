import type { RulingsContent } from "./collect.ts";
import { RULING_WORDS } from "../words/words.ts";
import { type AboutRow, aboutRows } from "../about.ts";

/** What a file of rulings says of itself. */
export function rulingsAbout(content: RulingsContent): AboutRow[] {
  return aboutRows(content, [[RULING_WORDS[content.language].rulings, String(content.head.count)]]);
}
