import { expect, test } from "vitest";
import { type Lettered, lettersAfter } from "../../../client/sync/letters/letters.ts";
import { ridOf } from "../../../client/sync/letters/rid.ts";

const NAMES = /Edlira Bregasi|Bregasi(?! Hoxha)|Arjan Ziu|Ana\b/g;
const erase = (text: string): string => text.replace(NAMES, "[Judge 1]");

/** What stands in a field once this was typed in it, letter by letter: `|` is where the caret is put before the next words, `<` takes a letter out. */
function typed(before: Lettered, at: number, keys: string): Lettered {
  let words = before;
  let caret = at;
  for (const key of keys) {
    const [from, put] = key === "<" ? [caret - 1, ""] : [caret, key];
    const text = words.text.slice(0, from) + put + words.text.slice(caret);
    words = { text, letters: lettersAfter(words, text) };
    caret = from + put.length;
  }
  return words;
}

const begun = (text: string): Lettered => typed({ text: "", letters: undefined }, 0, text);
/** `Arj|an`: the caret is put there, and this is typed. */
function put(at: string, keys: string): Lettered {
  return typed(begun(at.replace("|", "")), at.indexOf("|"), keys);
}
const rid = (words: Lettered): string => ridOf(words, words, erase).text;

test.each([
  ["Mislim da Edlira Bre|gasi nije", "od jedne kuće", "Mislim da [Judge 1] od jedne kuće nije"],
  ["Mislim da Arjan |Ziu nije", "od jedne kuće", "Mislim da [Judge 1] od jedne kuće nije"],
  ["Mislim da Arjan Z|iu nije", "o", "Mislim da [Judge 1] o nije"],
  // Letters that are the same as the next one of the name.
  ["kaže Ar|jan Ziu", "jedne", "kaže [Judge 1] jedne"],
  ["kaže Edlira Breg|asi", "aspekti a", "kaže [Judge 1] aspekti a"],
  ["kaže Bre|gasi sama", "od", "kaže [Judge 1] od sama"],
  ["kaže Arjan Z|iu", "od jedne<<< ", "kaže [Judge 1] od je "],
])("a name that is parted by what is typed between goes, and nothing else: %s", (at, keys, now) => {
  expect(rid(put(at, keys))).toBe(now);
});

test("words that are typed at several places of one name stay, each a word by itself", () => {
  const once = put("Pita Ar|jan Ziu, kaže", "od ");
  const twice = typed(once, once.text.indexOf("Ziu") + 1, "mesta");
  expect(twice.text).toBe("Pita Arod jan Zmestaiu, kaže");
  expect(rid(twice)).toBe("Pita [Judge 1] od mesta, kaže");
});

test("what its writer made another word of, or wrote over, stays", () => {
  const another = put("kaže An|a", "dre");
  expect(rid(another)).toBe("kaže [Judge 1] dre");
  expect(rid(typed(another, another.text.length, " ponovo"))).toBe("kaže Andrea ponovo");
  expect(rid(put("Edlira Bregasi|", "<<<<<<<Hoxha"))).toBe("Edlira Hoxha");
  expect(rid(put("kaže Edlira Bregas|i sama", "<<<<<<Hox"))).toBe("kaže Edlira Hoxi sama");
});

test("a name of which a letter was taken out too goes", () => {
  expect(rid(put("kaže Edlira Breg|asi sama", "<od jedne "))).toBe("kaže [Judge 1] od jedne  sama");
});

test("what is typed while the server is asked stays, wherever it is typed", () => {
  const asked = put("Mislim da Edlira Bregasi |nije", "bila ");
  const now = typed(asked, "Mislim da Edlira Bre".length, "od jedne");
  expect(ridOf(now, asked, erase).text).toBe("Mislim da [Judge 1] od jedne bila nije");
});

test("what is remembered of words is rid of what is erased, and knows what is erased next", () => {
  const first = put("Edlira Bre|gasi i Arjan Ziu", "od jedne ");
  const both = typed(first, first.text.indexOf("jan"), "sve ");
  const once = ridOf(both, both, (text) => text.replaceAll("Edlira Bregasi", "[Judge 1]"));
  expect(once.text).toBe("[Judge 1] od jedne  i Arsve jan Ziu");
  expect(JSON.stringify(once)).not.toMatch(/Edlira|Bregasi/);
  expect(ridOf(once, once, (text) => text.replaceAll("Arjan Ziu", "[Judge 2]")).text).toBe(
    "[Judge 1] od jedne  i [Judge 2] sve ",
  );
});

test("where nothing is erased all is the very same", () => {
  const words = put("Mislim da Petar Kos|tić nije", "od jedne ");
  expect(ridOf(words, words, erase)).toBe(words);
});
