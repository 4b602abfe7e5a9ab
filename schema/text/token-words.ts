import { toCyrillic } from "../language/script.ts";
import { findTokens, parseToken, TOKEN_KINDS, type TokenKind } from "./token.ts";

/*
 * Typed tokens as people read them: their word in the language of the run that they stand in, undeclined, their letter Latin in
 * every script (a Cyrillic В would be a C) and never on a line of its own. Shown only: texts, offsets and searches keep the form of `token.ts`.
 */
const SERBIAN =
  "Žrtva Okrivljeni Svedok Srodnik Sudija Tužilac Advokat Veštak Službeno_lice Lice Mesto Organizacija Adresa Datum_rođenja Broj " +
  "Telefon E-pošta Račun Registarska_oznaka Isprava Odlomak Broj_predmeta Datum";
const MACEDONIAN =
  "Жртва Обвинет Сведок Роднина Судија Обвинител Адвокат Вештак Службено_лице Лице Место Организација Адреса Датум_на_раѓање Број " +
  "Телефон Е-пошта Сметка Регистарска_ознака Исправа Извадок Број_на_предмет Датум";
const ALBANIAN =
  "Viktima I_pandehuri Dëshmitari I_afërmi Gjyqtari Prokurori Avokati Eksperti Zyrtari Personi Vendi Organizata Adresa Datëlindja Numri " +
  "Telefoni E-posta Llogaria Targa Dokumenti Pasazhi Numri_i_lëndës Data";

const HELD = "\u00a0";

function inOrder(words: string): ReadonlyMap<TokenKind, string> {
  const list = words.split(" ").map((word) => word.replaceAll("_", HELD));
  return new Map(TOKEN_KINDS.map((kind, i) => [kind, list[i] ?? kind]));
}

/** By BCP 47 tag, as `lang` has it; English is how tokens are kept. */
const WORDS: Readonly<Record<string, ReadonlyMap<TokenKind, string>>> = {
  "sr-Latn": inOrder(SERBIAN),
  "sr-Cyrl": inOrder(toCyrillic(SERBIAN)),
  sr: inOrder(SERBIAN),
  mk: inOrder(MACEDONIAN),
  sq: inOrder(ALBANIAN),
};

/** `Žrtva`: the word of a kind in a language; null in English and in what is none of the network's languages. */
export function tokenWord(kind: TokenKind, lang: string): string | null {
  return WORDS[lang]?.get(kind) ?? null;
}

/** A text of a language as people read it: every token in it with its word. */
export function withTokenWords(text: string, lang: string): string {
  if (!(lang in WORDS) || !text.includes("[")) return text;
  let out = "";
  let last = 0;
  for (const { start, end, token } of findTokens(text)) {
    const parsed = parseToken(token);
    const word = parsed && tokenWord(parsed.kind, lang);
    if (!word) continue;
    out += `${text.slice(last, start)}[${word}${HELD}${parsed.label}]`;
    last = end;
  }
  return out + text.slice(last);
}

/** The same for what is set on paper, where no line ends within a token in English either. */
export function withHeldTokens(text: string, lang: string): string {
  const words = withTokenWords(text, lang);
  if (!words.includes("[")) return words;
  return findTokens(words).reduceRight(
    (all, { start, end, token }) => all.slice(0, start) + token.replaceAll(" ", HELD) + all.slice(end),
    words,
  );
}

/**
 * What people read, as it is kept: every token whose word is of the language, in either script, in its English form again.
 * With `of` only those tokens: a court's own words may look like a token that the text has not.
 */
export function withStoredTokens(text: string, lang: string, of?: ReadonlySet<string>): string {
  if (!(lang in WORDS) || !text.includes("[")) return text;
  const scripts = lang.startsWith("sr") ? ["sr-Latn", "sr-Cyrl"] : [lang];
  const kinds = new Map(scripts.flatMap((each) => [...(WORDS[each] ?? [])].map(([kind, word]) => [word, kind])));
  return text.replace(SHOWN, (shown, word: string, label: string) => {
    const kind = kinds.get(word.normalize("NFC").replace(/\s/gu, HELD));
    const token = `[${kind} ${label.replace(/./gu, (letter) => LATIN.get(letter) ?? letter)}]`;
    return kind && (of?.has(token) ?? true) ? token : shown;
  });
}

/** The tokens that a text has, as it is kept. */
export function tokensOf(text: string): ReadonlySet<string> {
  return new Set(findTokens(text).map(({ token }) => token));
}

/** Cyrillic capitals by the Latin ones that look like them: who writes Cyrillic types the label in it too. */
const LATIN = new Map("АВЕЅЈКМНОРСТХ".split("").map((letter, i) => [letter, "ABESJKMHOPCTX"[i]]));
/** What may be a token as people read it: its word, of one part or more, and its label. */
const SHOWN = new RegExp(
  `\\[(\\p{L}[\\p{L}\\p{M}\\s-]{0,40}?)\\s([A-Z${[...LATIN.keys()].join("")}]{1,2}|[0-9]{1,4})\\]`,
  "gu",
);
