import { expect, test } from "vitest";
import { TOKEN_KINDS } from "../../../schema/text/token.ts";
import { tokenWord, withHeldTokens, withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test("a token is read in the language of its run, its letter in Latin", () => {
  const text = "[Victim B] i [Date of birth 12], [Nobody A].";
  expect(withTokenWords(text, "en")).toBe(text);
  expect(plain(withTokenWords(text, "sr-Latn"))).toBe("[Žrtva B] i [Datum rođenja 12], [Nobody A].");
  expect(plain(withTokenWords(text, "sr-Cyrl"))).toBe("[Жртва B] i [Датум рођења 12], [Nobody A].");
  expect(plain(withTokenWords(text, "mk"))).toBe("[Жртва B] i [Датум на раѓање 12], [Nobody A].");
  expect(plain(withTokenWords(text, "sq"))).toBe("[Viktima B] i [Datëlindja 12], [Nobody A].");
  expect(withTokenWords(text, "fr")).toBe(text);
});

test("no line ends inside a token, and every kind has its word", () => {
  for (const lang of ["sr-Latn", "sr-Cyrl", "mk", "sq"]) {
    const shown = TOKEN_KINDS.map((kind) => withTokenWords(`[${kind} A]`, lang));
    expect(shown.filter((each) => each.includes(" "))).toEqual([]);
    expect(new Set(shown).size).toBe(TOKEN_KINDS.length);
    expect(TOKEN_KINDS.filter((kind) => tokenWord(kind, lang) === null)).toEqual([]);
  }
});

test("on paper no line ends inside a token, in English either", () => {
  const text = "of [Victim B] and [Date of birth 12]";
  expect(withHeldTokens(text, "en")).toBe("of [Victim\u00a0B] and [Date\u00a0of\u00a0birth\u00a012]");
  expect(withHeldTokens(text, "sq")).toBe(withTokenWords(text, "sq"));
});

test("what was read is kept in the stored form, with whatever blanks it was typed", () => {
  const text = TOKEN_KINDS.map((kind, i) => `[${kind} ${i % 2 === 0 ? "AB" : i}]`).join(", ");
  for (const lang of ["en", "sr-Latn", "sr-Cyrl", "mk", "sq"]) {
    expect(withStoredTokens(withTokenWords(text, lang), lang)).toBe(text);
    expect(withStoredTokens(plain(withTokenWords(text, lang)), lang)).toBe(text);
  }
  // By whichever script and letters one types it, and however the letters are made up.
  expect(withStoredTokens("[Жртва А] [Žrtva A] [Сведок В]", "sr-Latn")).toBe("[Victim A] [Victim A] [Witness B]");
  expect(withStoredTokens("[Žrtva A]".normalize("NFD"), "sr-Cyrl")).toBe("[Victim A]");
  // Where the tokens are named, no other: a court may have written what looks like one.
  expect(withStoredTokens("[Žrtva A] [Svedok 1]", "sr-Latn", new Set(["[Victim A]"]))).toBe("[Victim A] [Svedok 1]");
  // No word of this language, and no token at all.
  expect(withStoredTokens("[Viktima B] [prilog 3] [Žrtva b]", "sr-Latn")).toBe("[Viktima B] [prilog 3] [Žrtva b]");
});
