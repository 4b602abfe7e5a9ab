import { OUTPUT_WORDS } from "../words/words.ts";
import type { RegisterContent } from "./collect.ts";
import { type AboutRow, aboutRows } from "../about.ts";

/** What a file of recommendations says of itself. */
export function registerAbout(content: RegisterContent): AboutRow[] {
  const { shown, count } = OUTPUT_WORDS[content.language].register;
  return aboutRows(content, [
    [shown, content.register.shown],
    [count, String(content.head.count)],
  ]);
}
