import type { ErasurePlan } from "../../schema/protocol/http/erasure.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import type { Range } from "../../schema/text/revision.ts";

const BEFORE = /(\p{Lu}[\p{L}’'-]+)[ \u00a0]$/u;
const AFTER = /^[ \u00a0](\p{Lu}[\p{L}’'-]+)/u;
/** No name is longer. */
const REACH = 60;
/** More than so many are no names of one person. */
const MOST = 12;

/**
 * Words with a capital directly before or after the places that go: the given name of a surname, most often. `form` is both
 * together as they stand there, most frequent first.
 */
export function besideOf(text: string, places: readonly Range[]): ErasurePlan["beside"] {
  const found = new Map<string, ErasurePlan["beside"][number]>();
  const add = (word: string, form: string): void => {
    const known = found.get(foldForSearch(form));
    if (known) known.text++;
    else found.set(foldForSearch(form), { word, form, text: 1 });
  };
  for (const { start, end } of places) {
    const before = BEFORE.exec(text.slice(Math.max(0, start - REACH), start));
    if (before?.[1]) add(before[1], text.slice(start - before[0].length, end));
    const after = AFTER.exec(text.slice(end, end + REACH));
    if (after?.[1]) add(after[1], text.slice(start, end + after[0].length));
  }
  return [...found.values()].sort((a, b) => b.text - a.text).slice(0, MOST);
}
