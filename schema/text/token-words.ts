import { toCyrillic } from "../language/script.ts";
import { findTokens, parseToken, TOKEN_KINDS, type TokenKind } from "./token.ts";

/*
 * Typed tokens as people read them: their word in the language of the run that they stand in, undeclined, their letter Latin in
 * every script (a Cyrillic В would be a C) and never on a line of its own. Shown only: texts, offsets and searches keep the form of `token.ts`.
 */
const SERBIAN =
  "Žrtva Okrivljeni Svedok Srodnik Sudija Tužilac Advokat Veštak Službeno_lice Lice Mesto Organizacija Adresa Datum_rođenja Broj " +
  "Telefon E-pošta Račun Registarska_oznaka Isprava Odlomak";
const MACEDONIAN =
  "Жртва Обвинет Сведок Роднина Судија Обвинител Адвокат Вештак Службено_лице Лице Место Организација Адреса Датум_на_раѓање Број " +
  "Телефон Е-пошта Сметка Регистарска_ознака Исправа Извадок";
const ALBANIAN =
  "Viktima I_pandehuri Dëshmitari I_afërmi Gjyqtari Prokurori Avokati Eksperti Zyrtari Personi Vendi Organizata Adresa Datëlindja Numri " +
  "Telefoni E-posta Llogaria Targa Dokumenti Pasazhi";

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
