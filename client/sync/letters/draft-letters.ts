import { z } from "zod";
import type { Draft } from "../draft.ts";
import type { EntryChange } from "../batch.ts";
import { Letters, lettersAfter, type Lettered } from "./letters.ts";
import { ridOf } from "./rid.ts";
import { typedFields } from "./typed-fields.ts";

/** Which letter is which in the typed words of a draft, by where these stand in it. */
export const DraftLetters = z.record(z.string(), Letters);
export type DraftLetters = z.infer<typeof DraftLetters>;

export interface LetteredDraft {
  draft: Draft;
  letters: DraftLetters;
}

/** Of a draft as it is now; `before`: the same draft as it was, if there was one. */
export function draftLetters(before: LetteredDraft | undefined, now: Draft): DraftLetters {
  const was = before && new Map(wordsIn(before));
  return Object.fromEntries(
    wordsIn({ draft: now, letters: {} }).flatMap(([at, { text }]) => {
      const lettered = was?.get(at);
      const letters = lettered && lettersAfter(lettered, text);
      return letters ? [[at, letters]] : [];
    }),
  );
}

/** What the server is asked about: the words of a draft, and those that stood together in them before something was put between. */
export function textsOf(of: LetteredDraft): string[] {
  return wordsIn(of).flatMap(([, { text, letters }]) => [text, ...(letters?.stood ?? []).map((each) => each.text)]);
}

/**
 * A draft as it is now without what is erased of it, as it was when the server was asked. Null where nothing is to be done; `isOther`: whether it is in
 * the words that stand there, and not only in what is remembered of them.
 */
export function ridDraft(
  now: LetteredDraft,
  asked: LetteredDraft,
  screened: (text: string) => string,
): (LetteredDraft & { isOther: boolean }) | null {
  const then = new Map(wordsIn(asked));
  const letters = { ...now.letters };
  const others = new Map<string, string>();
  let isRid = false;
  for (const [at, words] of wordsIn(now)) {
    const before = then.get(at);
    const rid = before ? ridOf(words, before, screened) : words;
    if (rid === words) continue;
    isRid = true;
    if (rid.letters) letters[at] = rid.letters;
    if (rid.text !== words.text) others.set(at, rid.text);
  }
  if (!isRid) return null;
  const entries = now.draft.entries.map((entry, i): EntryChange => {
    const changed = typedFields(entry).flatMap(([name]) => {
      const text = others.get(placeOf(i, name));
      return text === undefined ? [] : [[name, text] as const];
    });
    return changed.length > 0 ? { ...entry, fields: { ...entry.fields, ...Object.fromEntries(changed) } } : entry;
  });
  return { draft: { ...now.draft, entries }, letters, isOther: others.size > 0 };
}

function wordsIn({ draft, letters }: LetteredDraft): [at: string, words: Lettered][] {
  return draft.entries.flatMap((entry, i) =>
    typedFields(entry).map(([name, text]): [string, Lettered] => {
      const at = placeOf(i, name);
      return [at, { text, letters: letters[at] }];
    }),
  );
}

function placeOf(entry: number, name: string): string {
  return `${entry} ${name}`;
}
